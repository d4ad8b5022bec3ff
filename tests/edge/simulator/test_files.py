"""Files: their names, their identities, the way there and back."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto

from tests.edge.simulator.conftest import picture, read
from tests.support.simulator import Person, Simulator

CALENDAR = BufferedInputFile(b"BEGIN:VCALENDAR", "Поездка.ics")


async def test_a_file_keeps_its_name_type_and_bytes(bot: Bot, anna: Person, sim: Simulator) -> None:
    sent = await bot.send_document(anna.id, CALENDAR, caption="<b>Добавьте</b>", parse_mode="HTML")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("Поездка.ics", 15)
    seen = await anna.last()
    assert (seen.text, seen.raw["caption_entities"][0]["type"]) == ("Добавьте", "bold")
    assert seen.document is not None
    saved = await sim.http.get(f"/sim/files/{seen.document['file_unique_id']}")
    assert saved.content == b"BEGIN:VCALENDAR"


async def test_a_file_from_a_person_can_be_downloaded_by_the_bot(bot: Bot, anna: Person) -> None:
    await anna.send_document(b"%PDF-1.7", "договор.pdf", caption="Вот")
    (update,) = await read(bot)
    assert update.message is not None
    document = update.message.document
    assert document is not None
    assert (document.file_name, document.mime_type, update.message.caption) == ("договор.pdf", "application/pdf", "Вот")
    file = await bot.get_file(document.file_id)
    assert file.file_path is not None
    data = await bot.download_file(file.file_path)
    assert data is not None
    assert data.read() == b"%PDF-1.7"


async def test_a_file_sent_again_is_the_same_file_under_a_fresh_id(bot: Bot, anna: Person) -> None:
    first = (await bot.send_document(anna.id, CALENDAR)).document
    assert first is not None
    again = (await bot.send_document(anna.id, first.file_id)).document
    uploaded = (await bot.send_document(anna.id, CALENDAR)).document
    assert again is not None
    assert uploaded is not None
    assert again.file_unique_id == first.file_unique_id != uploaded.file_unique_id
    assert again.file_id != first.file_id


async def test_a_file_message_is_edited_like_a_photo(bot: Bot, anna: Person) -> None:
    sent = await bot.send_document(anna.id, CALENDAR, caption="Черновик")
    await bot.edit_message_caption(caption="Готово", chat_id=anna.id, message_id=sent.message_id)
    assert (await anna.last()).document is not None
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_caption(caption="Готово", chat_id=anna.id, message_id=sent.message_id)
    await bot.edit_message_media(InputMediaPhoto(media=picture()), chat_id=anna.id, message_id=sent.message_id)
    assert (await anna.last()).has_photo
    await bot.edit_message_media(InputMediaDocument(media=CALENDAR), chat_id=anna.id, message_id=sent.message_id)
    assert (await anna.last()).document is not None


async def test_a_person_saves_a_file_and_never_opens_it(anna: Person, sim: Simulator) -> None:
    sent = await anna.send_document(b"<script>alert(1)</script>", "../../наша страница.html")
    assert sent.document is not None
    assert sent.document["file_name"] == "наша страница.html"
    answer = await sim.http.get(f"/sim/files/{sent.document['file_unique_id']}")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert (await sim.http.get("/sim/files/AgADnobody")).status_code == 404


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (BufferedInputFile(b"", "x.txt"), "file must be non-empty"),
        ("BQACAgIAAxkBAgADmade_up_by_somebody", "wrong file identifier/HTTP URL specified"),
        ("https://example.com/x.pdf", "failed to get HTTP URL content"),
    ],
)
async def test_what_is_no_file_is_refused(bot: Bot, anna: Person, document: BufferedInputFile | str, reason: str) -> None:
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.send_document(anna.id, document)


async def test_a_photos_id_is_no_file(bot: Bot, anna: Person) -> None:
    photo = await bot.send_photo(anna.id, picture(90, 90))
    assert photo.photo is not None
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await bot.send_document(anna.id, photo.photo[0].file_id)


async def test_a_bot_downloads_up_to_20_megabytes(bot: Bot, anna: Person) -> None:
    sent = await anna.send_document(b"x" * (20 * 1024 * 1024 + 1), "большой.bin")
    assert sent.document is not None
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(sent.document["file_id"])
