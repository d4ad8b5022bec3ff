"""What the windows of guests need to know."""

from datetime import date, datetime
from typing import Any

from aiogram_dialog import DialogManager
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.guests.list_views import DAYS, ListView, WeekView
from adapters.telegram.dialogs.guests.views import BookingView
from adapters.telegram.dialogs.hosted import hosted
from adapters.telegram.dialogs.reasons import typed
from adapters.telegram.dialogs.started import booking_of
from adapters.telegram.dialogs.whose import one_of, title_of_one
from adapters.telegram.widgets.path import Path
from adapters.telegram.widgets.text import VIEW
from rental_core.accounts.person import Person
from rental_core.bookings.booking import BookingId
from rental_core.bookings.hosting import HostedCursor, HostedPart, HostingReader, MovementCursor
from rental_core.bookings.letting import LettingReader
from rental_core.bookings.ports import BookingReader
from rental_core.clock import Clock

PAGE = 8
PART = "part"  # dialog data: which part of the bookings is open


@inject
async def get_week(
    dialog_manager: DialogManager,
    person: Person,
    hosting: FromDishka[HostingReader],
    letting: FromDishka[LettingReader],
    clock: FromDishka[Clock],
    **_: Any,
) -> dict[str, Any]:
    now, path, one = clock.now(), Path(dialog_manager.dialog_data), one_of(dialog_manager)
    title = await title_of_one(dialog_manager, person, letting, now)
    after = _moved(path.after) if path.after else None
    found = await hosting.movements(person.id, now=now, days=DAYS, apartment_id=one, after=after, limit=PAGE + 1)
    rows, more = found[:PAGE], len(found) > PAGE
    path.leads_to(_as_json(rows[-1].cursor) if more else None)
    return {VIEW: WeekView(rows, now, title, path.page, more)}


@inject
async def get_list(
    dialog_manager: DialogManager,
    person: Person,
    hosting: FromDishka[HostingReader],
    letting: FromDishka[LettingReader],
    clock: FromDishka[Clock],
    **_: Any,
) -> dict[str, Any]:
    now, path, one = clock.now(), Path(dialog_manager.dialog_data), one_of(dialog_manager)
    part = HostedPart(dialog_manager.dialog_data.get(PART, HostedPart.AHEAD.value))
    title = await title_of_one(dialog_manager, person, letting, now)
    after = HostedCursor(date.fromisoformat(path.after[0]), BookingId(path.after[1])) if path.after else None
    found = await hosting.hosted(person.id, part, apartment_id=one, after=after, limit=PAGE + 1)
    rows, more = found[:PAGE], len(found) > PAGE
    path.leads_to([rows[-1].stay.check_in.isoformat(), rows[-1].id] if more else None)
    return {VIEW: ListView(rows, part, now, title, path.page, more)}


@inject
async def get_booking(
    dialog_manager: DialogManager,
    person: Person,
    bookings: FromDishka[BookingReader],
    hosting: FromDishka[HostingReader],
    clock: FromDishka[Clock],
    **_: Any,
) -> dict[str, Any]:
    card = await hosted(bookings, booking_of(dialog_manager), person)
    moves = await hosting.moves(card.id, viewer=person.id)
    return {VIEW: BookingView(card, moves, clock.now(), typed(dialog_manager))}


def _moved(end: list[Any]) -> MovementCursor:
    return MovementCursor(date.fromisoformat(end[0]), datetime.fromisoformat(end[1]), end[2], BookingId(end[3]))


def _as_json(cursor: MovementCursor) -> list[Any]:
    return [cursor.day.isoformat(), cursor.at.isoformat(), cursor.going, cursor.booking_id]
