"""Small keyboards that several windows have."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.kbd import Button, Row
from aiogram_dialog.widgets.text import Const

from adapters.telegram.saying import toast, words_of
from adapters.telegram.widgets.path import Path
from adapters.telegram.widgets.text import Telling, Told

OnClick = Callable[..., Awaitable[Any]]


def stepper(id: str, middle: Telling, on_step: OnClick, when: WhenCondition = None) -> Row:  # noqa: A002  # as all widgets name it
    """Less, what there is, more: buttons `<id>_less` and `<id>_more`."""
    return Row(
        Button(Const("➖"), id=f"{id}_less", on_click=on_step),
        Button(Told(middle), id=id, on_click=_nothing),
        Button(Const("➕"), id=f"{id}_more", on_click=on_step),
        when=when,
    )


def pager(before: str, after: str, *between: Button, when: WhenCondition) -> Row:
    """Turns the pages of a list whose getter keeps a `Path`; `before` and `after` are the ids of its buttons."""
    return Row(
        Button(Const("‹"), id=before, on_click=_on_before),
        *between,
        Button(Const("›"), id=after, on_click=_on_after),
        when=when,
    )


async def _on_before(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    if not Path(manager.dialog_data).back():
        toast(manager, words_of(manager).text("This is the first one"))


async def _on_after(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    if not Path(manager.dialog_data).forward():
        toast(manager, words_of(manager).text("That was the last one"))


async def _nothing(_callback: CallbackQuery, _button: Button, _manager: DialogManager) -> None:
    """The middle only says how things stand."""
