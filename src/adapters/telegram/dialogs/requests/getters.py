"""What the windows of requests need to know."""

from typing import Any

from aiogram_dialog import DialogManager
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.hosted import hosted
from adapters.telegram.dialogs.reasons import typed
from adapters.telegram.dialogs.requests.views import CardView, ListView
from adapters.telegram.dialogs.started import booking_of
from adapters.telegram.widgets.path import Path
from adapters.telegram.widgets.text import VIEW
from rental_core.accounts.person import Person
from rental_core.bookings.booking import BookingId
from rental_core.bookings.ports import BookingReader
from rental_core.clock import Clock

PAGE = 8


@inject
async def get_list(
    dialog_manager: DialogManager, person: Person, bookings: FromDishka[BookingReader], clock: FromDishka[Clock], **_: Any
) -> dict[str, Any]:
    path = Path(dialog_manager.dialog_data)
    found = await bookings.to_decide(person.id, after=BookingId(path.after[0]) if path.after else None, limit=PAGE + 1)
    rows, more = found[:PAGE], len(found) > PAGE
    path.leads_to([rows[-1].id] if more else None)
    return {VIEW: ListView(rows, clock.now(), path.page, more)}


@inject
async def get_card(
    dialog_manager: DialogManager, person: Person, bookings: FromDishka[BookingReader], clock: FromDishka[Clock], **_: Any
) -> dict[str, Any]:
    card = await hosted(bookings, booking_of(dialog_manager), person)
    return {VIEW: CardView(card, clock.now(), typed(dialog_manager))}
