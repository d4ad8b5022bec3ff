"""Windows drawn from their preview data, without a bot."""

from collections.abc import Iterator
from typing import Any

from aiogram import Bot
from aiogram.fsm.state import State
from aiogram.types import Chat, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, User
from aiogram_dialog import Dialog
from aiogram_dialog.api.entities import EVENT_CONTEXT_KEY, Context, DialogAction, DialogUpdateEvent, EventContext, NewMessage
from aiogram_dialog.api.internal import CONTEXT_KEY
from aiogram_dialog.context.media_storage import MediaIdStorage
from aiogram_dialog.manager.manager import ManagerImpl
from aiogram_dialog.manager.message_manager import MessageManager
from aiogram_dialog.setup import DialogRegistry
from aiogram_dialog.utils import remove_intent_id

from adapters.telegram.dialogs import all_dialogs
from adapters.wording import wording
from rental_core.accounts.person import Language

CHAT = Chat(id=1, type="private")
SOMEBODY = User(id=1, is_bot=False, first_name="Anna")


class PreviewManager(ManagerImpl):
    """Upstream's own stand-in for previews cannot be imported without a library that draws diagrams."""

    def is_preview(self) -> bool:
        return True


def windows() -> Iterator[tuple[Dialog, State]]:
    """Every window of every dialog."""
    for dialog in all_dialogs():
        for state in dialog.states():
            yield dialog, state


async def drawn(dialog: Dialog, state: State, language: Language) -> NewMessage:
    """The window as it is sent to somebody of that language."""
    return await dialog.render(manager_of(dialog, state, language))


def manager_of(dialog: Dialog, state: State, language: Language) -> PreviewManager:
    event = DialogUpdateEvent(
        business_connection_id=None,
        from_user=SOMEBODY,
        chat=CHAT,
        action=DialogAction.UPDATE,
        data={},
        intent_id=None,
        stack_id=None,
        thread_id=None,
    )
    context = Context("abcdef", "", state, {})
    bot = Bot("42:preview")
    data: dict[str, Any] = {
        "wording": wording(language),
        "event_chat": CHAT,
        CONTEXT_KEY: context,
        EVENT_CONTEXT_KEY: EventContext(bot=bot, user=SOMEBODY, chat=CHAT, thread_id=None, business_connection_id=None),
    }
    media_ids = MediaIdStorage()  # type: ignore[no-untyped-call]  # upstream's constructor has no annotations
    manager = PreviewManager(event, MessageManager(), media_ids, DialogRegistry(dialog), dialog, data, None)
    data["dialog_manager"] = manager
    return manager


def carried(button: InlineKeyboardButton) -> str:
    """What a button carries, without the id of its dialog's context."""
    return remove_intent_id(str(button.callback_data))[1]


def buttons(message: NewMessage) -> list[InlineKeyboardButton]:
    """All buttons whose taps come to the bot, row by row: not links, not what Telegram copies by itself, and not keys."""
    if isinstance(message.reply_markup, ReplyKeyboardMarkup):
        return []
    assert isinstance(message.reply_markup, InlineKeyboardMarkup)
    return [button for row in message.reply_markup.inline_keyboard for button in row if button.callback_data is not None]
