"""Inline buttons: from the tap to its answer."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InaccessibleMessage, InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.edge.simulator.conftest import read
from tests.support.simulator import Answer, NotSeenError, Person


def button(callback_data: str | None = None) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[], [InlineKeyboardButton(text="Да", callback_data=callback_data)]])


async def tapped(bot: Bot) -> CallbackQuery:
    (update,) = await read(bot)
    assert update.callback_query is not None
    return update.callback_query


async def test_a_tap_waits_for_the_bots_answer(bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "Берём?", reply_markup=button("yes:1"))
    tap = asyncio.create_task(anna.tap("Да"))
    query = await tapped(bot)
    assert (query.data, query.from_user.id) == ("yes:1", anna.id)
    assert isinstance(query.message, Message)
    assert query.message.text == "Берём?"
    await bot.answer_callback_query(query.id, text="Готово", show_alert=True)
    assert await tap == Answer(query.id, True, "Готово", True)
    assert anna.toast == "Готово"


async def test_a_tap_nobody_answers_says_so(bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "Берём?", reply_markup=button("yes"))
    assert not (await anna.tap("Да", wait=0.05)).answered


async def test_a_query_is_answered_once(bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "Берём?", reply_markup=button("yes"))
    await anna.tap("Да", wait=0)
    query = await tapped(bot)
    await bot.answer_callback_query(query.id)
    with pytest.raises(TelegramBadRequest, match="query is too old and response timeout expired or query ID is invalid"):
        await bot.answer_callback_query(query.id)
    with pytest.raises(TelegramBadRequest, match="query ID is invalid"):
        await bot.answer_callback_query("made up")


async def test_an_answer_has_up_to_200_characters(bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "Берём?", reply_markup=button("yes"))
    await anna.tap("Да", wait=0)
    query = await tapped(bot)
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await bot.answer_callback_query(query.id, text="я" * 201)
    assert await bot.answer_callback_query(query.id, text="я" * 200)


@pytest.mark.parametrize("data", ["я" * 33, "x" * 65])
async def test_callback_data_has_up_to_64_bytes(bot: Bot, anna: Person, data: str) -> None:
    with pytest.raises(TelegramBadRequest, match="BUTTON_DATA_INVALID"):
        await bot.send_message(anna.id, "Берём?", reply_markup=button(data))
    await bot.send_message(anna.id, "Берём?", reply_markup=button("я" * 32))


async def test_a_button_without_an_action_is_refused(bot: Bot, anna: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="Text buttons are unallowed in the inline keyboard"):
        await bot.send_message(anna.id, "Берём?", reply_markup=button())


async def test_blank_buttons_and_unknown_fields_pass(bot: Bot, anna: Person) -> None:
    blank = InlineKeyboardButton(text=" ", callback_data="a1b2c3\x1d", style="success")
    sent = await bot.send_message(anna.id, "Январь", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[blank], []]))
    assert sent.reply_markup is not None
    (row,) = sent.reply_markup.inline_keyboard
    assert [(key.text, key.callback_data, key.style) for key in row] == [(" ", "a1b2c3\x1d", "success")]


async def test_a_tap_carries_the_message_as_it_was_seen(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "было", reply_markup=button("old"))
    seen = await anna.last()
    markup = button("new")
    await bot.edit_message_text("стало", chat_id=anna.id, message_id=sent.message_id, reply_markup=markup)
    await anna.tap("Да", seen, wait=0)
    query = await tapped(bot)
    assert isinstance(query.message, Message)
    assert (query.data, query.message.text) == ("old", "было")


async def test_any_data_can_be_forged(bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "Берём?", reply_markup=button("yes:1"))
    await anna.tap_data("yes:2", await anna.last(), wait=0)
    assert (await tapped(bot)).data == "yes:2"


async def test_a_tap_on_a_deleted_message_carries_an_inaccessible_one(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "Берём?", reply_markup=button("yes"))
    seen = await anna.last()
    await bot.delete_message(anna.id, sent.message_id)
    await anna.tap("Да", seen, wait=0)
    query = await tapped(bot)
    assert isinstance(query.message, InaccessibleMessage)
    assert query.message.message_id == sent.message_id


async def test_a_button_that_is_not_there_is_named_with_those_that_are(bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "Берём?", reply_markup=button("yes"))
    message = await anna.last()
    with pytest.raises(NotSeenError, match="no button 'Нет' among"):
        await anna.simulator.post(f"{anna.path}/tap", message_id=message.id, text="Нет")
