"""Photos, their sizes and their identities."""

import io

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InputMediaPhoto, Message
from PIL import Image

from tests.edge.simulator.conftest import picture, read
from tests.support.simulator import Person


def unique_ids(message: Message | bool) -> list[str]:
    assert isinstance(message, Message)
    return [size.file_unique_id for size in message.photo or []]


async def test_a_photo_comes_back_in_its_real_sizes(bot: Bot, anna: Person) -> None:
    sent = await bot.send_photo(anna.id, picture(1600, 900), caption="Вид")
    assert sent.photo is not None
    assert [(size.width, size.height) for size in sent.photo] == [(90, 51), (320, 180), (800, 450), (1280, 720)]
    assert sent.caption == "Вид"


async def test_a_small_photo_is_not_blown_up(bot: Bot, anna: Person) -> None:
    sent = await bot.send_photo(anna.id, picture(60, 40))
    assert [(size.width, size.height) for size in sent.photo or []] == [(60, 40)]


async def test_a_photo_can_be_downloaded(bot: Bot, anna: Person) -> None:
    sent = await bot.send_photo(anna.id, picture())
    assert sent.photo is not None
    file = await bot.get_file(sent.photo[-1].file_id)
    assert file.file_path is not None
    data = await bot.download_file(file.file_path)
    assert data is not None
    assert Image.open(data).size == (1280, 720)


async def test_a_resend_has_fresh_file_ids_and_the_same_unique_ids(bot: Bot, anna: Person) -> None:
    first = await bot.send_photo(anna.id, picture())
    assert first.photo is not None
    again = await bot.send_photo(anna.id, first.photo[0].file_id)
    assert unique_ids(again) == unique_ids(first)
    assert again.photo is not None
    assert again.photo[-1].file_id != first.photo[-1].file_id


async def test_the_same_bytes_uploaded_again_are_another_photo(bot: Bot, anna: Person) -> None:
    first = await bot.send_photo(anna.id, picture())
    second = await bot.send_photo(anna.id, picture())
    assert not set(unique_ids(first)) & set(unique_ids(second))


async def test_a_text_message_can_be_turned_into_a_photo(bot: Bot, anna: Person) -> None:
    text = await bot.send_message(anna.id, "Сейчас покажу")
    media = InputMediaPhoto(media=picture(), caption="<b>Вот</b>", parse_mode="HTML")
    edited = await bot.edit_message_media(media, chat_id=anna.id, message_id=text.message_id)
    assert len(unique_ids(edited)) == 4
    seen = (await anna.last()).raw
    assert (seen["caption"], "text" in seen) == ("Вот", False)


async def test_a_photo_can_be_replaced_by_file_id(bot: Bot, anna: Person) -> None:
    one, other = await bot.send_photo(anna.id, picture()), await bot.send_photo(anna.id, picture(900, 900))
    assert other.photo is not None
    media = InputMediaPhoto(media=other.photo[-1].file_id)
    edited = await bot.edit_message_media(media, chat_id=anna.id, message_id=one.message_id)
    assert unique_ids(edited) == unique_ids(other)


async def test_the_same_photo_again_is_no_change(bot: Bot, anna: Person) -> None:
    sent = await bot.send_photo(anna.id, picture(), caption="3 из 28")
    assert sent.photo is not None
    same = InputMediaPhoto(media=sent.photo[-1].file_id, caption="3 из 28")
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_media(same, chat_id=anna.id, message_id=sent.message_id)
    other = InputMediaPhoto(media=sent.photo[-1].file_id, caption="4 из 28")
    assert await bot.edit_message_media(other, chat_id=anna.id, message_id=sent.message_id)


async def test_a_photo_from_a_person_reaches_the_bot(bot: Bot, anna: Person) -> None:
    await anna.send_photo(picture().data, caption="Кухня")
    (update,) = await read(bot)
    assert update.message is not None
    assert update.message.caption == "Кухня"
    assert len(unique_ids(update.message)) == 4


@pytest.mark.parametrize(
    ("photo", "reason"),
    [
        (picture(9000, 1100), "PHOTO_INVALID_DIMENSIONS"),
        (picture(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (BufferedInputFile(b"not a picture", "x.jpg"), "IMAGE_PROCESS_FAILED"),
        (BufferedInputFile(b"", "x.jpg"), "file must be non-empty"),
        (BufferedInputFile(b"x" * (10 * 1024 * 1024 + 1), "x.jpg"), "too big for a photo"),
        ("AgACAgIAAxkBAQADmade_up_by_somebody", "wrong file identifier/HTTP URL specified"),
        ("https://example.com/room.jpg", "failed to get HTTP URL content"),
    ],
)
async def test_what_is_no_photo_is_refused(bot: Bot, anna: Person, photo: BufferedInputFile | str, reason: str) -> None:
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.send_photo(anna.id, photo)


async def test_a_caption_has_up_to_1024_characters(bot: Bot, anna: Person) -> None:
    await bot.send_photo(anna.id, picture(), caption=f"<b>{'я' * 1024}</b>", parse_mode="HTML")
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_photo(anna.id, picture(), caption="я" * 1025)


async def test_a_turned_photo_is_stored_upright(bot: Bot, anna: Person) -> None:
    image, target = Image.new("RGB", (200, 100)), io.BytesIO()
    exif = image.getexif()
    exif[0x0112] = 6  # "rotate 90° to show"
    image.save(target, "JPEG", exif=exif)
    sent = await bot.send_photo(anna.id, BufferedInputFile(target.getvalue(), "x.jpg"))
    assert sent.photo is not None
    assert (sent.photo[-1].width, sent.photo[-1].height) == (100, 200)
