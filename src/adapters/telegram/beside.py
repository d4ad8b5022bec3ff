"""Messages beside the window: a map, an album. One of each kind at a time, so that they do not pile up."""

from collections.abc import Sequence
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram_dialog import DialogManager, ShowMode

BESIDE = "beside"  # in the state of the chat: the ids of the messages, by kind

log = structlog.get_logger(__name__)


async def clear(manager: DialogManager, kind: str) -> None:
    """Take away what was sent of this kind. What is too old for that stays: it is far up in the chat."""
    state, bot = _at(manager)
    ids = (await state.get_data()).get(BESIDE, {}).get(kind)
    if not ids:
        return
    try:
        await bot.delete_messages(chat_of(manager), ids)
    except TelegramBadRequest as error:
        log.info("messages stay", kind=kind, error=error.message)


async def note(manager: DialogManager, kind: str, ids: Sequence[int]) -> None:
    """Remember the messages that were just sent, and let the window come down below them."""
    state, _ = _at(manager)
    known: dict[str, Any] = (await state.get_data()).get(BESIDE, {})
    await state.update_data({BESIDE: {**known, kind: list(ids)}})
    manager.show_mode = ShowMode.DELETE_AND_SEND


def bot_of(manager: DialogManager) -> Bot:
    bot: Bot = manager.middleware_data["bot"]
    return bot


def chat_of(manager: DialogManager) -> int:
    """The id of the private chat."""
    chat: int = manager.middleware_data["event_chat"].id
    return chat


def _at(manager: DialogManager) -> tuple[FSMContext, Bot]:
    return manager.middleware_data["state"], bot_of(manager)
