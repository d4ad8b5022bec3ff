"""What the windows of nights need to know."""

from datetime import datetime
from typing import Any

from aiogram_dialog import DialogManager
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.nights.all_views import AllView
from adapters.telegram.dialogs.nights.calendar_views import DayView, MonthView
from adapters.telegram.dialogs.nights.planner import AHEAD, BACK, SHOWN, Act, Planner, comment_in, day_in, range_in
from adapters.telegram.dialogs.nights.range_views import SureView
from adapters.telegram.dialogs.nights.views import HistoryView, StatusView
from adapters.telegram.media import rows_picture
from adapters.telegram.pictures.rows import DAYS
from adapters.telegram.saying import StaleTapError, words_of
from adapters.telegram.widgets.months import month_shown
from adapters.telegram.widgets.path import Path
from adapters.telegram.widgets.picking import month_after
from adapters.telegram.widgets.screen import Getter
from adapters.telegram.widgets.text import PICTURE, VIEW
from rental_core.accounts.person import Person, PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.own_calendar import OwnCalendarReader, first_day
from rental_core.bookings.status import StatusPage
from rental_core.clock import Clock
from rental_core.stay import ONE_DAY, Stay

SWITCHES = 8  # of the history, on a page
ROWS = 20  # apartments of one picture
SHIFT = "shift"  # dialog data: how many times DAYS the picture was shifted
EARLIEST, LATEST = -12, 15  # how far that goes
UNTIL, MONTH, PICK = "nights_until", "nights_month", "nights_pick"  # the keyboards of months


@inject
async def get_status(dialog_manager: DialogManager, person: Person, planner: FromDishka[Planner], **_: Any) -> dict[str, Any]:
    calendar = await planner.calendar(dialog_manager, person.id)
    now, comment = planner.clock.now(), comment_in(dialog_manager.dialog_data)
    return {VIEW: StatusView(calendar, await planner.status(calendar), now, comment)}


@inject
async def get_history(
    dialog_manager: DialogManager, person: Person, planner: FromDishka[Planner], history: FromDishka[StatusPage], **_: Any
) -> dict[str, Any]:
    calendar = await planner.calendar(dialog_manager, person.id)
    path = Path(dialog_manager.dialog_data)
    before = datetime.fromisoformat(path.after[0]) if path.after else None
    found = await history(calendar.id, by=person.id, before=before, limit=SWITCHES + 1)
    rows, more = found[:SWITCHES], len(found) > SWITCHES
    path.leads_to([rows[-1].at.isoformat()] if more else None)
    return {VIEW: HistoryView(calendar, rows, planner.clock.now(), person.id, path.page, more)}


def months_of(keyboard: str) -> Getter:
    """For the window of that keyboard."""

    @inject
    async def get_month(dialog_manager: DialogManager, person: Person, planner: FromDishka[Planner], **_: Any) -> dict[str, Any]:
        return {VIEW: await month_view(dialog_manager, person.id, planner, keyboard)}

    return get_month


async def month_view(manager: DialogManager, viewer: PersonId, planner: Planner, keyboard: str) -> MonthView:
    """The month that a keyboard was turned to; only that of the calendar itself goes back in time. Raises ApartmentNotFoundError."""
    calendar, now = await planner.calendar(manager, viewer), planner.clock.now()
    today = calendar.today(now)
    chosen = range_in(manager.dialog_data, today) if keyboard == PICK else None
    first, last = month_after(today.replace(day=1), -BACK if keyboard == MONTH else 0), month_after(today.replace(day=1), AHEAD)
    turned = keyboard in manager.current_context().widget_data
    month = month_shown(manager, keyboard, first, last) if turned else (chosen.check_in if chosen else today).replace(day=1)
    return MonthView(calendar, month, first, last, now, chosen, comment_in(manager.dialog_data))


@inject
async def get_day(dialog_manager: DialogManager, person: Person, planner: FromDishka[Planner], **_: Any) -> dict[str, Any]:
    return {VIEW: await day_view(dialog_manager, person.id, planner)}


async def day_view(manager: DialogManager, viewer: PersonId, planner: Planner) -> DayView:
    """Raises ApartmentNotFoundError, StaleTapError."""
    calendar = await planner.calendar(manager, viewer)
    data, now = manager.dialog_data, planner.clock.now()
    return DayView(calendar, day_in(data, calendar.today(now)), now, comment_in(data))


@inject
async def get_sure(dialog_manager: DialogManager, person: Person, planner: FromDishka[Planner], **_: Any) -> dict[str, Any]:
    """Whom the landlord sees named here is declined by their yes, and nobody else."""
    data, calendar, now = dialog_manager.dialog_data, await planner.calendar(dialog_manager, person.id), planner.clock.now()
    nights = Act.of(data).nights(calendar.today(now))
    if nights is None:
        raise StaleTapError("these nights have passed")
    losers = calendar.losers(nights)
    data[SHOWN] = [row.booking_id for row in losers]
    return {VIEW: SureView(calendar, nights, losers, now, comment_in(data))}


@inject
async def get_all(
    dialog_manager: DialogManager, person: Person, calendars: FromDishka[OwnCalendarReader], clock: FromDishka[Clock], **_: Any
) -> dict[str, Any]:
    data, now = dialog_manager.dialog_data, clock.now()
    path, shift = Path(data), min(max(data.get(SHIFT, 0), EARLIEST), LATEST)
    after = ApartmentId(path.after[0]) if path.after else None
    # A day of margin on each side: what is today there, nobody knows before the zones are read.
    begin = now.date() + (shift * DAYS - 2) * ONE_DAY
    found = await calendars.page(person.id, Stay(begin, begin + (DAYS + 4) * ONE_DAY), after=after, limit=ROWS + 1)
    rows, more = found[:ROWS], len(found) > ROWS
    path.leads_to([rows[-1].id] if more else None)
    first = first_day(rows, now) + shift * DAYS * ONE_DAY
    view = AllView(rows, first, now, (path.page - 1) * ROWS + 1, path.page, more)
    return {VIEW: view, PICTURE: rows_picture(view.picture(words_of(dialog_manager))) if rows else None}
