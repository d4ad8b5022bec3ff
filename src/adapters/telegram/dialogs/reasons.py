"""Why a landlord says no: a ready reason with one tap, or words that are typed and kept until the tap."""

from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Group, Select
from aiogram_dialog.widgets.kbd.select import OnItemClick

from adapters.telegram.notices.cards import READY_REASONS
from adapters.telegram.saying import StaleTapError, notice, words_of
from adapters.telegram.widgets.text import ItemTold
from adapters.wording import Wording
from adapters.wording.shorten import shorten
from rental_core.bookings.booking import REASON_LENGTH, Reason, Why

REASON = "reason"  # dialog data: what was typed


def ready_reasons(id: str, on_click: OnItemClick[Select[Why], Why], when: WhenCondition) -> Group:  # noqa: A002  # as all widgets name it
    """A button for each; `on_click` is given the reason. A forged one never reaches it."""
    select = Select(
        ItemTold(_ready), id=id, item_id_getter=lambda why: why.value, items=tuple(READY_REASONS), type_factory=_a_reason, on_click=on_click
    )
    return Group(select, width=2, when=when)


def _ready(why: Why, _: Any, words: Wording) -> str:
    return words.text(READY_REASONS[why])


def _a_reason(text: str) -> Why:
    for why in READY_REASONS:
        if why.value == text:
            return why
    raise StaleTapError(text)


async def on_words(message: Message, _source: MessageInput, manager: DialogManager) -> None:
    """Too many are said to be too many, and as many as fit are kept."""
    text, words = (message.text or "").strip(), words_of(manager)
    if len(text) > REASON_LENGTH:
        said = words.plural("That is too long: at most {n} character.", "That is too long: at most {n} characters.", REASON_LENGTH)
        fits = words.text("Below is what fits; write again if you like.")
        notice(manager, f"{said} {fits}")
        text = shorten(text, REASON_LENGTH)
    manager.dialog_data[REASON] = text
    manager.show_mode = ShowMode.DELETE_AND_SEND


def typed(manager: DialogManager) -> str:
    """What was typed last; empty without."""
    return str(manager.dialog_data.get(REASON, ""))


def typed_reason(manager: DialogManager) -> Reason:
    """Raises StaleTapError when nothing was typed."""
    if not typed(manager):
        raise StaleTapError("nothing was typed")
    return Reason(Why.OTHER, typed(manager))
