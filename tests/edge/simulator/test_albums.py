"""Albums: several messages that belong together."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto, MediaUnion

from tests.edge.simulator.conftest import picture, read
from tests.support.simulator import NotSeenError, Person

SMALL = picture(80, 60)


def photos(count: int, caption: str | None = None) -> list[MediaUnion]:
    return [InputMediaPhoto(media=SMALL, caption=caption if number == 0 else None) for number in range(count)]


async def test_an_album_is_one_message_for_each_photo(bot: Bot, anna: Person) -> None:
    sent = await bot.send_media_group(anna.id, photos(3, caption="Кухня"))
    assert len({message.media_group_id for message in sent}) == 1
    assert [message.caption for message in sent] == ["Кухня", None, None]
    seen = (await anna.visible())[-3:]
    assert all(message.has_photo and message.album == sent[0].media_group_id for message in seen)
    other = await bot.send_media_group(anna.id, photos(2))
    assert other[0].media_group_id != sent[0].media_group_id


async def test_an_album_can_hold_files_and_photos_sent_before(bot: Bot, anna: Person) -> None:
    photo = await bot.send_photo(anna.id, SMALL)
    assert photo.photo is not None
    again = await bot.send_media_group(anna.id, [InputMediaPhoto(media=photo.photo[-1].file_id), *photos(1)])
    assert again[0].photo is not None
    assert again[0].photo[-1].file_unique_id == photo.photo[-1].file_unique_id
    files: list[MediaUnion] = [InputMediaDocument(media=BufferedInputFile(b"x", f"{number}.txt")) for number in range(2)]
    sent = await bot.send_media_group(anna.id, files)
    assert [message.document.file_name for message in sent if message.document] == ["0.txt", "1.txt"]


@pytest.mark.parametrize("count", [1, 11])
async def test_an_album_has_2_to_10_items(bot: Bot, anna: Person, count: int) -> None:
    with pytest.raises(TelegramBadRequest, match="an album has 2 to 10"):
        await bot.send_media_group(anna.id, photos(count))


async def test_a_wrong_item_sends_nothing(bot: Bot, anna: Person) -> None:
    file = InputMediaDocument(media=BufferedInputFile(b"x", "x.txt"))
    with pytest.raises(TelegramBadRequest, match="can't be mixed"):
        await bot.send_media_group(anna.id, [*photos(1), file])
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await bot.send_media_group(anna.id, [*photos(1), InputMediaPhoto(media="AgACAgIAAxkBmade_up")])
    assert [message for message in await anna.chat() if message.from_bot] == []


async def test_one_item_is_edited_and_stays_in_its_album(bot: Bot, anna: Person) -> None:
    sent = await bot.send_media_group(anna.id, photos(2))
    await bot.edit_message_caption(caption="Вид", chat_id=anna.id, message_id=sent[1].message_id)
    await bot.edit_message_media(
        InputMediaPhoto(media=picture(90, 90), caption="Новый вид"), chat_id=anna.id, message_id=sent[1].message_id
    )
    edited = await anna.sees("Новый вид")
    assert (edited.album, edited.version) == (sent[0].media_group_id, 2)
    with pytest.raises(TelegramBadRequest, match="can't become another type"):
        await bot.edit_message_media(
            InputMediaDocument(media=BufferedInputFile(b"x", "x.txt")), chat_id=anna.id, message_id=sent[1].message_id
        )


async def test_a_persons_album_is_several_updates(bot: Bot, anna: Person) -> None:
    sent = await anna.send_album([SMALL.data] * 3, caption="Комнаты")
    updates = await read(bot)
    messages = [update.message for update in updates if update.message]
    assert [message.message_id for message in messages] == [message.id for message in sent]
    assert {message.media_group_id for message in messages} == {sent[0].album}
    assert [message.caption for message in messages] == ["Комнаты", None, None]
    with pytest.raises(NotSeenError, match="an album has 2 to 10 photos"):
        await anna.send_album([SMALL.data])
