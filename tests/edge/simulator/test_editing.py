"""Editing and deleting the bot's messages."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)

from tests.edge.simulator.conftest import picture
from tests.support.simulator import Person, Simulator


def keys(*texts: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=t, callback_data=t)] for t in texts])


async def test_an_edit_is_seen_and_counted(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "Ждём ответа")
    edited = await bot.edit_message_text("Подтверждено", chat_id=anna.id, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert (edited.text, edited.edit_date is not None) == ("Подтверждено", True)
    seen = await anna.last()
    assert (seen.text, seen.version) == ("Подтверждено", 1)


async def test_the_same_text_entities_and_keyboard_are_no_change(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "<b>да</b>", parse_mode="HTML", reply_markup=keys("A"))
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await sent.edit_text("<strong>да</strong>", parse_mode="HTML", reply_markup=keys("A"))
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await sent.edit_reply_markup(reply_markup=keys("A"))
    assert await sent.edit_text("да", reply_markup=keys("A"))
    assert await sent.edit_text("да", reply_markup=keys("B"))


async def test_a_keyboard_not_named_again_disappears(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "да", reply_markup=keys("A"))
    await bot.edit_message_text("нет", chat_id=anna.id, message_id=sent.message_id)
    assert await anna.buttons() == []


async def test_text_and_caption_each_have_their_own_edit(bot: Bot, anna: Person) -> None:
    photo, text = await bot.send_photo(anna.id, picture(), caption="было"), await bot.send_message(anna.id, "текст")
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await bot.edit_message_text("нет", chat_id=anna.id, message_id=photo.message_id)
    with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
        await bot.edit_message_caption(caption="нет", chat_id=anna.id, message_id=text.message_id)
    edited = await bot.edit_message_caption(caption="стало", chat_id=anna.id, message_id=photo.message_id)
    assert isinstance(edited, Message)
    assert edited.caption == "стало"
    assert edited.photo


async def test_a_message_that_is_not_there_cannot_be_edited(bot: Bot, anna: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("нет", chat_id=anna.id, message_id=999)


async def test_a_persons_message_cannot_be_edited(bot: Bot, anna: Person) -> None:
    question = await anna.say("вопрос")
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("нет", chat_id=anna.id, message_id=question.id)


async def test_a_message_sent_with_a_reply_keyboard_cannot_be_edited(bot: Bot, anna: Person) -> None:
    keyboard = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Найти")]])
    sent = await bot.send_message(anna.id, "Меню", reply_markup=keyboard)
    assert sent.reply_markup is None
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("нет", chat_id=anna.id, message_id=sent.message_id)


async def test_old_messages_can_be_edited_but_not_deleted(bot: Bot, anna: Person, sim: Simulator) -> None:
    sent = await bot.send_message(anna.id, "позавчера")
    await sim.advance_clock(48 * 3600)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await bot.delete_message(anna.id, sent.message_id)
    assert await bot.edit_message_text("сегодня", chat_id=anna.id, message_id=sent.message_id)


async def test_a_deleted_message_is_gone(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "лишнее")
    assert await bot.delete_message(anna.id, sent.message_id)
    await anna.no_longer_sees("лишнее")
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(anna.id, sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("нет", chat_id=anna.id, message_id=sent.message_id)


async def test_several_messages_are_deleted_at_once_passing_over_missing_ones(bot: Bot, anna: Person) -> None:
    ids = [(await bot.send_message(anna.id, text)).message_id for text in ("раз", "два")]
    assert await bot.delete_messages(anna.id, [*ids, 999])
    assert [message.text for message in await anna.visible()] == ["/start"]
