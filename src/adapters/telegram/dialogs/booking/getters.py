"""What the windows of a request need to know."""

from datetime import date
from typing import Any

from aiogram_dialog import DialogManager
from attrs import evolve, frozen
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.booking.views import CheckView, DatesView
from adapters.telegram.dialogs.details.views import quote_of
from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.started import apartment_of, booking_of
from adapters.telegram.dialogs.trips.views import TripView
from adapters.telegram.widgets.picking import Days
from adapters.telegram.widgets.text import VIEW
from rental_core.accounts.person import Person
from rental_core.apartments.ports import ApartmentPage, ApartmentReader
from rental_core.bookings.ports import BookingReader
from rental_core.calendar.ports import CalendarReader
from rental_core.clock import Clock, local_date
from rental_core.money import Money
from rental_core.pricing.quote import PriceTag, Quote
from rental_core.pricing.steps import lengths
from rental_core.search.entered import Entered
from rental_core.stay import ONE_DAY, Stay

SHOWN = "shown"  # dialog data: the tag of the quote drawn last


@frozen
class Counter:
    """Where a request is made ready: the apartment, its calendar, and what the renter entered."""

    apartments: ApartmentReader
    calendar: CalendarReader
    desk: Desk
    clock: Clock

    async def page(self, manager: DialogManager, person: Person) -> ApartmentPage:
        return await self.apartments.page(apartment_of(manager), viewer=person.id)

    def today(self, page: ApartmentPage) -> date:
        return local_date(self.clock.now(), page.zone)

    async def days(self, page: ApartmentPage, entered: Entered, person: Person) -> Days:
        """The days of the apartment, taken ones included, as far as they can be chosen."""
        bare = self._limited(self.desk.days(entered, today=self.today(page)), page)
        whole = Stay(bare.today, bare.last + (bare.nights + bare.preparation + 1) * ONE_DAY)
        taken = await self.calendar.taken(page.id, whole, viewer=person.id)
        return evolve(bare, taken=tuple(row.nights for row in taken))

    def _limited(self, days: Days, page: ApartmentPage) -> Days:
        """How soon, how far ahead and how long the landlord lets it; by season of the arrival."""
        last = min(days.last, days.today + page.window_days * ONE_DAY)
        cap = self.desk.limits.longest
        found = [(nights, each.shortest, cap(each.longest)) for nights, each in lengths(page, Stay(days.today, last + ONE_DAY))]
        return evolve(
            days,
            last=last,
            first=days.today + page.notice_days * ONE_DAY if page.notice_days else None,
            shortest=page.min_nights,
            nights=max(most for _, _, most in found),
            lengths=tuple(found),
            preparation=page.preparation_nights,
        )


@inject
async def get_dates(dialog_manager: DialogManager, person: Person, counter: FromDishka[Counter], **_: Any) -> dict[str, Any]:
    page = await counter.page(dialog_manager, person)
    entered = await counter.desk.entered(person.id)
    return {VIEW: DatesView(page, await counter.days(page, entered, person), counter.desk.limits.nights)}


@inject
async def get_check(dialog_manager: DialogManager, person: Person, counter: FromDishka[Counter], **_: Any) -> dict[str, Any]:
    """The quote shown is remembered by its tag: nobody pays another price than the one they saw."""
    page = await counter.page(dialog_manager, person)
    entered = await counter.desk.entered(person.id)
    stay = entered.stay
    quoted = quote_of(page, stay, entered.draft.guests)
    remember(dialog_manager, quoted)
    view = CheckView(
        page=page,
        stay=stay,
        today=counter.today(page),
        quote=quoted,
        guests=entered.draft.guests,
        message=entered.draft.message,
        objection=(await counter.days(page, entered, person)).objection,
    )
    return {VIEW: view}


@inject
async def get_sent(
    dialog_manager: DialogManager, person: Person, bookings: FromDishka[BookingReader], clock: FromDishka[Clock], **_: Any
) -> dict[str, Any]:
    card = await bookings.card(booking_of(dialog_manager), viewer=person.id)
    return {VIEW: TripView(card, clock.now())}


def remember(manager: DialogManager, quoted: Quote | None) -> None:
    tag = quoted.tag if quoted else None
    manager.dialog_data[SHOWN] = [tag.total.amount, tag.total.currency, tag.fingerprint] if tag else None


def remembered(manager: DialogManager) -> PriceTag | None:
    """The tag of the quote that the renter saw last."""
    shown = manager.dialog_data.get(SHOWN)
    return PriceTag(Money(shown[0], shown[1]), shown[2]) if shown else None
