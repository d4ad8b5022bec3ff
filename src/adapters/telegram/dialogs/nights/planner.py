"""What the windows of nights remember and read."""

from datetime import date
from typing import Any

from aiogram_dialog import DialogManager
from attrs import frozen

from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.saying import StaleTapError
from adapters.telegram.widgets.picking import month_after
from rental_core.accounts.person import PersonId
from rental_core.bookings.own_calendar import OwnCalendar, OwnCalendarReader
from rental_core.calendar.ports import CalendarReader, StatusNow
from rental_core.clock import Clock
from rental_core.stay import FOREVER, ONE_DAY, Stay, span

BACK, AHEAD = 12, 24  # months that the calendar can be turned
COMMENT = "comment"  # dialog data: what was typed, until it is used or taken back
DAY = "day"  # dialog data: the day that is looked at
RANGE = "range"  # dialog data: [first night, day after the last] that are chosen
ACT = "act"  # dialog data: the closing that waits for a yes
SHOWN = "shown"  # dialog data: the requests that were named before that yes


@frozen
class Act:
    """Nights to be closed, up to `until`. Without `first` it is said of the apartment's status: from today on, whatever the day is."""

    until: date
    first: date | None = None

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Act":
        """What waits for a yes. Raises StaleTapError."""
        if ACT not in data:
            raise StaleTapError("nothing waits for a yes")
        until, first = data[ACT]
        return cls(date.fromisoformat(until), date.fromisoformat(first) if first else None)

    def keep(self, data: dict[str, Any]) -> None:
        data[ACT] = [self.until.isoformat(), self.first.isoformat() if self.first else None]

    def nights(self, today: date) -> Stay | None:
        return span(self.first or today, self.until)


def comment_in(data: dict[str, Any]) -> str:
    comment: str = data.get(COMMENT, "")
    return comment


def day_in(data: dict[str, Any], today: date) -> date:
    """The day that is looked at; today, until one was tapped."""
    return date.fromisoformat(data[DAY]) if data.get(DAY) else today


def range_in(data: dict[str, Any], today: date) -> Stay | None:
    """The chosen nights, unless they have begun to pass."""
    if not data.get(RANGE):
        return None
    first, after = (date.fromisoformat(each) for each in data[RANGE])
    return Stay(first, after) if first >= today else None


def keep_range(data: dict[str, Any], nights: Stay | None) -> None:
    data[RANGE] = [nights.check_in.isoformat(), nights.check_out.isoformat()] if nights else None


def picked(chosen: Stay | None, day: date) -> Stay | None:
    """The nights after a tap on a day: one night; with a later day all up to it; the one night tapped again is taken back.

    A third tap begins anew.
    """
    alone = Stay(day, day + ONE_DAY)
    if chosen is None or chosen.nights > 1 or day < chosen.check_in:
        return alone
    return None if day == chosen.check_in else Stay(chosen.check_in, day)


@frozen
class Planner:
    """Looks at an apartment's nights for its landlord."""

    calendars: OwnCalendarReader
    statuses: CalendarReader
    clock: Clock

    async def calendar(self, manager: DialogManager, viewer: PersonId) -> OwnCalendar:
        """All of it, from some time back. Raises ApartmentNotFoundError for what is not theirs, StaleTapError."""
        back = month_after(self.clock.now().date().replace(day=1), -BACK) - ONE_DAY
        return await self.calendars.one(apartment_of(manager), Stay(back, FOREVER), viewer=viewer)

    async def status(self, calendar: OwnCalendar) -> StatusNow:
        return await self.statuses.status(calendar.id, at=self.clock.now())
