"""A month as a keyboard whose days say something, and answer when they are tapped."""

from collections.abc import Callable
from datetime import date
from typing import Any

from aiogram.types import CallbackQuery, InlineKeyboardButton
from aiogram_dialog import DialogManager, DialogProtocol
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.kbd import Keyboard

from adapters.telegram.saying import StaleTapError, words_of
from adapters.telegram.widgets.calendar import BLANK, NOTHING, Buttons, OnDay
from adapters.telegram.widgets.picking import month_after, weeks_of
from adapters.telegram.widgets.text import VIEW
from adapters.wording import Wording

DayTelling = Callable[[Any, date, Wording], str]
MONTH_LENGTH = len("2027-05")


def month_shown(manager: DialogManager, widget_id: str, first: date, last: date) -> date:
    """The month that a keyboard was turned to, as far as it may be turned."""
    shown = manager.current_context().widget_data.get(widget_id)
    month = _parsed(str(shown)) if shown else first
    return min(max(month, first), last)


class MonthKeyboard(Keyboard):
    """The view of its window has `month` (its first day), `first_month` and `last_month`; `telling` says what stands on a day."""

    def __init__(self, id: str, telling: DayTelling, on_day: OnDay, when: WhenCondition = None) -> None:  # noqa: A002  # as all widgets name it
        super().__init__(id=id, when=when)
        self.telling = telling
        self.on_day = on_day

    async def _render_keyboard(self, data: dict[str, Any], manager: DialogManager) -> RawKeyboard:
        view, words = data[VIEW], words_of(manager)
        names: Buttons = [self._button(name, NOTHING) for name in words.weekdays()]
        weeks: list[Buttons] = [[self._day(view, day, words) for day in week] for week in weeks_of(view.month)]
        return [self._pager(view, words.month(view.month)), names, *weeks]

    def _pager(self, view: Any, name: str) -> Buttons:
        month: date = view.month
        earlier, later = month > view.first_month, month < view.last_month
        return [
            self._button("‹", f"{month_after(month, -1):%Y-%m}") if earlier else self._button(BLANK, NOTHING),
            self._button(name, NOTHING),
            self._button("›", f"{month_after(month, 1):%Y-%m}") if later else self._button(BLANK, NOTHING),
        ]

    def _day(self, view: Any, day: date | None, words: Wording) -> InlineKeyboardButton:
        if day is None:
            return self._button(BLANK, NOTHING)
        return self._button(self.telling(view, day, words), day.isoformat())

    def _button(self, text: str, item: str) -> InlineKeyboardButton:
        return InlineKeyboardButton(text=text, callback_data=self._item_callback_data(item))

    async def _process_item_callback(self, callback: CallbackQuery, data: str, dialog: DialogProtocol, manager: DialogManager) -> bool:
        if data == NOTHING:
            return True
        day = _parsed(data)
        if len(data) == MONTH_LENGTH:
            self.set_widget_data(manager, data)
        else:
            await self.on_day(callback, self, manager, day)
        return True


def _parsed(text: str) -> date:
    """A day, or the first day of a month. Raises StaleTapError."""
    try:
        return date.fromisoformat(text if len(text) > MONTH_LENGTH else f"{text}-01")
    except ValueError:
        raise StaleTapError(text) from None
