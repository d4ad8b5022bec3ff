"""Places, contacts, and the keys of a reply keyboard that ask for them."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from tests.edge.simulator.conftest import read
from tests.support.simulator import NotSeenError, Person, Simulator

ASKING = ReplyKeyboardMarkup(
    keyboard=[
        [KeyboardButton(text="Мой номер", request_contact=True)],
        [KeyboardButton(text="Где я", request_location=True)],
    ],
    one_time_keyboard=True,
)


async def test_a_place_is_seen_with_its_keyboard(bot: Bot, anna: Person) -> None:
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Назад", callback_data="back")]])
    sent = await bot.send_location(anna.id, 43.5855, 39.7231, reply_markup=keyboard)
    assert sent.location is not None
    assert (sent.location.latitude, sent.location.longitude) == (43.5855, 39.7231)
    seen = await anna.last()
    assert (seen.location, seen.buttons) == ({"latitude": 43.5855, "longitude": 39.7231}, ["Назад"])


async def test_a_venue_has_a_name_and_an_address(bot: Bot, anna: Person) -> None:
    sent = await bot.send_venue(anna.id, 43.5855, 39.7231, "Окна на маяк", "Приморская, 11")
    assert sent.venue is not None
    assert (sent.venue.title, sent.venue.location.latitude) == ("Окна на маяк", 43.5855)


async def test_a_place_can_neither_become_a_text_nor_get_a_caption(bot: Bot, anna: Person) -> None:
    sent = await bot.send_location(anna.id, 0, 0)
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await bot.edit_message_text("Здесь", chat_id=anna.id, message_id=sent.message_id)
    with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
        await bot.edit_message_caption(caption="Здесь", chat_id=anna.id, message_id=sent.message_id)


@pytest.mark.parametrize(("latitude", "longitude"), [(90.1, 0.0), (0.0, -180.1), (float("nan"), 0.0)])
async def test_a_point_off_the_globe_is_refused(bot: Bot, anna: Person, latitude: float, longitude: float) -> None:
    with pytest.raises(TelegramBadRequest, match="invalid l"):
        await bot.send_location(anna.id, latitude, longitude)


async def test_a_persons_place_reaches_the_bot(bot: Bot, anna: Person) -> None:
    await anna.send_location(55.7558, 37.6173)
    (update,) = await read(bot)
    assert update.message is not None
    assert update.message.location is not None
    assert update.message.location.latitude == 55.7558
    with pytest.raises(NotSeenError, match="invalid latitude"):
        await anna.send_location(100, 0)


async def test_ones_own_contact_names_the_account_and_a_foreign_one_does_not(bot: Bot, anna: Person, sim: Simulator) -> None:
    with pytest.raises(NotSeenError, match="has no phone"):
        await anna.share_contact()
    await sim.person(1, "Анна", phone="+79001234567")
    await anna.share_contact()
    await anna.share_contact("+79007654321", "Борис")
    own, foreign = (update.message.contact for update in await read(bot) if update.message)
    assert own is not None
    assert foreign is not None
    assert (own.phone_number, own.first_name, own.last_name, own.user_id) == ("+79001234567", "Анна", "Смирнова", 1)
    assert (foreign.phone_number, foreign.user_id) == ("+79007654321", None)


async def test_the_bot_can_send_a_contact(bot: Bot, anna: Person) -> None:
    await bot.send_contact(anna.id, "+79001112233", "Ольга")
    contact = (await anna.last()).contact
    assert contact == {"phone_number": "+79001112233", "first_name": "Ольга"}
    with pytest.raises(TelegramBadRequest, match="phone number is empty"):
        await bot.send_contact(anna.id, "", "Ольга")


async def test_a_key_that_asks_for_the_contact_shares_it(bot: Bot, sim: Simulator, anna: Person) -> None:
    await sim.person(1, "Анна", phone="+79001234567")
    await bot.send_message(anna.id, "Ваш номер?", reply_markup=ASKING)
    shared = await anna.press("Мой номер")
    assert shared.contact is not None
    assert (shared.contact["user_id"], shared.text) == (1, "")
    assert (await anna.transcript())["reply_keyboard"]["used"]


async def test_a_key_that_asks_for_the_place_needs_one(bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "Где вы?", reply_markup=ASKING)
    with pytest.raises(NotSeenError, match="latitude is empty"):
        await anna.press("Где я")
    shared = await anna.press("Где я", latitude=55.7558, longitude=37.6173)
    assert shared.location == {"latitude": 55.7558, "longitude": 37.6173}
