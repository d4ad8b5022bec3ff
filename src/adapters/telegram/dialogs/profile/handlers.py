"""What taps and words in the profile windows do."""

import json
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.profile import phones
from adapters.telegram.introduction import take_leave
from adapters.telegram.manager import TalkingManager
from adapters.telegram.saying import notice, person_of, words_of
from adapters.telegram.states import Guests, Profile, Trips
from rental_core.accounts.person import BadPhoneError, Person
from rental_core.accounts.profile import ChangeName, ChangePhone
from rental_core.bookings.booking import BookingId
from rental_core.bookings.ports import BookingReader
from rental_core.moderation.leave import Leave
from rental_core.moderation.ports import PersonalRecords

FILE_NAME = "my-data.json"

log = structlog.get_logger(__name__)


@inject
async def on_name(message: Message, _source: MessageInput, manager: DialogManager, change: FromDishka[ChangeName]) -> None:
    person = await change(person_of(manager).id, message.text or "")
    await _changed(manager, person, words_of(manager).text("Pleased to meet you, {name}!", name=person.name))


@inject
async def on_phone(message: Message, _source: MessageInput, manager: DialogManager, change: FromDishka[ChangePhone]) -> None:
    number = phones.an_e164(message.text or "")
    if number is None:
        raise BadPhoneError
    await _changed(manager, await change(person_of(manager).id, number), words_of(manager).text("Your number is saved."))


@inject
async def on_contact(message: Message, _source: MessageInput, manager: DialogManager, change: FromDishka[ChangePhone]) -> None:
    """Only one's own: anybody can forward somebody else's."""
    contact, words = message.contact, words_of(manager)
    if contact is None or message.from_user is None or contact.user_id != message.from_user.id:
        notice(manager, words.text("This is somebody else's number. Please share your own with the key below, or write it."))
        manager.show_mode = ShowMode.DELETE_AND_SEND
        return
    number = phones.shared(contact.phone_number)
    if number is None:
        raise BadPhoneError
    await _changed(manager, await change(person_of(manager).id, number), words.text("Your number is saved."))


@inject
async def on_phone_removed(_callback: CallbackQuery, _button: Button, manager: DialogManager, change: FromDishka[ChangePhone]) -> None:
    await _changed(manager, await change(person_of(manager).id, None), words_of(manager).text("Your number is removed."))


async def _changed(manager: DialogManager, person: Person, said: str) -> None:
    manager.middleware_data["person"] = person
    notice(manager, said)
    await manager.switch_to(Profile.main, show_mode=ShowMode.DELETE_AND_SEND)


@inject
async def on_export(_callback: CallbackQuery, _button: Button, manager: DialogManager, records: FromDishka[PersonalRecords]) -> None:
    """The file, and the window again below it."""
    bot, chat_id, words = bot_of(manager), chat_of(manager), words_of(manager)
    hint = await bot.send_message(chat_id, words.text("⏳ Preparing your file…"), parse_mode=None)
    try:
        body = json.dumps(await records.everything(person_of(manager).id), ensure_ascii=False, indent=2)
        caption = words.text("Everything we hold about you. Any text editor opens it.")
        await bot.send_document(chat_id, BufferedInputFile(body.encode(), FILE_NAME), caption=caption, parse_mode=None)
    finally:
        await _take_back(bot, chat_id, hint)
    manager.show_mode = ShowMode.DELETE_AND_SEND


async def _take_back(bot: Bot, chat_id: int, hint: Message) -> None:
    try:
        await bot.delete_message(chat_id, hint.message_id)
    except TelegramAPIError as error:
        log.info("a hint stays", error=error.message)


@inject
async def on_ahead(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, bookings: FromDishka[BookingReader]) -> None:
    """A trip of theirs opens among the trips, a guest of theirs among the guests."""
    card = await bookings.card(BookingId(item), viewer=person_of(manager).id)
    theirs = card.renter_id == person_of(manager).id
    await manager.start(Trips.card if theirs else Guests.card, {"booking": card.id})


@inject
async def on_leave(_callback: CallbackQuery, _button: Button, manager: DialogManager, leave: FromDishka[Leave]) -> None:
    """Said in the chat the tap came from: by then nobody here knows the account any more."""
    await leave(person_of(manager).id)
    said = words_of(manager).text(
        "Your data is deleted. Thank you for having been here!\n\nIf you would like to come back one day, send /start: we begin anew."
    )
    bot, chat_id, window = bot_of(manager), chat_of(manager), manager.current_stack().last_message_id
    if isinstance(manager, TalkingManager):
        await manager.vanish()
    await take_leave(bot, chat_id)
    try:
        await bot.edit_message_text(said, chat_id=chat_id, message_id=window, parse_mode=None)
    except TelegramAPIError:
        await bot.send_message(chat_id, said, parse_mode=None)


def bot_of(manager: DialogManager) -> Bot:
    bot: Bot = manager.middleware_data["bot"]
    return bot


def chat_of(manager: DialogManager) -> int:
    chat_id: int = manager.middleware_data["event_chat"].id
    return chat_id
