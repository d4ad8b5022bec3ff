"""A month of days as a keyboard."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from aiogram.types import CallbackQuery, InlineKeyboardButton, KeyboardButton
from aiogram_dialog import DialogManager, DialogProtocol
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.kbd import Keyboard

from adapters.telegram.saying import StaleTapError, words_of
from adapters.telegram.widgets.picking import Days, Mark, month_after, weeks_of
from adapters.telegram.widgets.text import VIEW

OnDay = Callable[[CallbackQuery, Any, DialogManager, date], Awaitable[None]]
Buttons = list[InlineKeyboardButton | KeyboardButton]
BLANK = " "  # Telegram refuses a button without text
NOTHING = "-"
MARKS = {
    Mark.FREE: "{day}",
    Mark.TAKEN: "✕{day}",
    Mark.GAP: "·{day}",
    Mark.OUT: "·",
    Mark.BEYOND: "·{day}",
    Mark.CHECK_IN: "[{day}",
    Mark.CHECK_OUT: "{day}]",
    Mark.BETWEEN: "•{day}",
}
STYLES = {Mark.CHECK_IN: "success", Mark.CHECK_OUT: "success", Mark.BETWEEN: "success"}


class DayKeyboard(Keyboard):
    """Shows the `days` of the window's view, a month at a time. Tapped days are judged by `on_day`, for data can be forged.

    Days that cannot be chosen can be tapped all the same, so that the answer says why.
    """

    def __init__(self, id: str, on_day: OnDay, when: WhenCondition = None) -> None:  # noqa: A002  # as all widgets name it
        super().__init__(id=id, when=when)
        self.on_day = on_day

    async def _render_keyboard(self, data: dict[str, Any], manager: DialogManager) -> RawKeyboard:
        days: Days = data[VIEW].days
        words = words_of(manager)
        month = self._month(days, manager)
        names: Buttons = [self._button(name, NOTHING) for name in words.weekdays()]
        weeks: list[Buttons] = [[self._day(days, day) for day in week] for week in weeks_of(month) if days.reach(week)]
        return [self._pager(days, month, words.month(month)), names, *weeks]

    def _month(self, days: Days, manager: DialogManager) -> date:
        """The month that was paged to, or that of the check-in, within what can be chosen."""
        shown = self.get_widget_data(manager, None)
        month = _parsed(shown) if shown else (days.check_in or days.today).replace(day=1)
        return min(max(month, days.first_month), days.last_month)

    def _pager(self, days: Days, month: date, name: str) -> Buttons:
        earlier, later = month > days.first_month, month < days.last_month
        return [
            self._button("‹", f"{month_after(month, -1):%Y-%m}") if earlier else self._button(BLANK, NOTHING),
            self._button(name, NOTHING),
            self._button("›", f"{month_after(month, 1):%Y-%m}") if later else self._button(BLANK, NOTHING),
        ]

    def _day(self, days: Days, day: date | None) -> InlineKeyboardButton:
        if day is None:
            return self._button(BLANK, NOTHING)
        mark = days.mark(day)
        return self._button(MARKS[mark].format(day=day.day), day.isoformat(), STYLES.get(mark))

    def _button(self, text: str, item: str, style: str | None = None) -> InlineKeyboardButton:
        return InlineKeyboardButton(text=text, callback_data=self._item_callback_data(item), style=style)

    async def _process_item_callback(self, callback: CallbackQuery, data: str, dialog: DialogProtocol, manager: DialogManager) -> bool:
        if data == NOTHING:
            return True
        day = _parsed(data)
        if len(data) == len("2027-05"):
            self.set_widget_data(manager, data)
        else:
            await self.on_day(callback, self, manager, day)
        return True


def _parsed(text: str) -> date:
    """A day, or the first day of a month. Raises StaleTapError."""
    try:
        return date.fromisoformat(text if len(text) > len("2027-05") else f"{text}-01")
    except ValueError:
        raise StaleTapError(text) from None
