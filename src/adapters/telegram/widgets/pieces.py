"""Small keyboards that several windows have."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.kbd import Button, Row
from aiogram_dialog.widgets.text import Const

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


async def _nothing(_callback: CallbackQuery, _button: Button, _manager: DialogManager) -> None:
    """The middle only says how things stand."""
