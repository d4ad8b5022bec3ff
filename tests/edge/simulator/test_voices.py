"""Stickers, voices and second thoughts of a person."""

import pytest
from aiogram import Bot

from tests.edge.simulator.conftest import read
from tests.support.simulator import NotSeenError, Person


async def test_a_sticker_reaches_the_bot(bot: Bot, anna: Person) -> None:
    sent = await anna.send_sticker(b"RIFF....WEBP", "🔥")
    (update,) = await read(bot)
    assert update.message is not None
    sticker = update.message.sticker
    assert sticker is not None
    assert (update.message.content_type, sticker.emoji, sticker.file_size) == ("sticker", "🔥", 12)
    assert sent.id == update.message.message_id


async def test_a_voice_message_reaches_the_bot(bot: Bot, anna: Person) -> None:
    await anna.send_voice(b"OggS", seconds=3)
    (update,) = await read(bot)
    assert update.message is not None
    voice = update.message.voice
    assert voice is not None
    assert (update.message.content_type, voice.duration, voice.mime_type) == ("voice", 3, "audio/ogg")


async def test_an_edited_text_reaches_the_bot_as_such(bot: Bot, anna: Person) -> None:
    said = await anna.say("Казнь")
    await read(bot)
    seen = await anna.edit(said, "Казань")
    (update,) = await read(bot)
    assert update.message is None
    assert update.edited_message is not None
    assert (update.edited_message.message_id, update.edited_message.text) == (said.id, "Казань")
    assert update.edited_message.edit_date is not None
    assert (seen.text, seen.version) == ("Казань", 1)


@pytest.mark.parametrize("text", ["", "   ", "x" * 4097])
async def test_a_text_is_not_edited_to_what_could_not_be_sent(anna: Person, text: str) -> None:
    said = await anna.say("Казань")
    with pytest.raises(NotSeenError, match="a message has 1 to 4096 characters"):
        await anna.edit(said, text)


async def test_only_a_text_of_their_own_can_be_edited(bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "Здравствуйте")
    with pytest.raises(NotSeenError, match="this person has sent no such text"):
        await anna.edit(await anna.last(), "Прощайте")
    with pytest.raises(NotSeenError, match="this person has sent no such text"):
        await anna.edit(await anna.send_sticker(b"RIFF"), "Прощайте")


async def test_an_empty_file_is_no_voice(anna: Person) -> None:
    with pytest.raises(NotSeenError, match="file must be non-empty"):
        await anna.send_voice(b"")
