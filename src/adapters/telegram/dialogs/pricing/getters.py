"""What the price windows need to know."""

from datetime import date, timedelta
from typing import Any

from aiogram_dialog import DialogManager
from attrs import evolve, frozen
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.pricing.calendar_views import AttemptView, CalendarView
from adapters.telegram.dialogs.pricing.season_views import FIELD, entered, view_of
from adapters.telegram.dialogs.pricing.views import Amount, PricingView
from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.widgets.months import month_shown
from adapters.telegram.widgets.picking import Days
from adapters.telegram.widgets.text import VIEW
from rental_core.accounts.person import Person, PersonId
from rental_core.apartments.apartment import FARTHEST
from rental_core.apartments.ports import ApartmentReader
from rental_core.apartments.rates import LONGEST_STAY
from rental_core.clock import Clock, local_date
from rental_core.pricing.quote import quote
from rental_core.search.ports import PlaceReader
from rental_core.stay import span

AMOUNT = "amount"  # dialog data: which amount is entered
TRIED = "tried"  # dialog data: [check-in, check-out] of the stay that is tried
GUESTS = "guests"  # dialog data: for how many


@frozen
class Till:
    """Where the prices of an apartment are looked at before they are changed."""

    apartments: ApartmentReader
    places: PlaceReader
    clock: Clock

    async def view(self, manager: DialogManager, viewer: PersonId) -> PricingView:
        """Raises ApartmentNotFoundError for what is not theirs, StaleTapError."""
        flat = await self.apartments.own(apartment_of(manager), viewer=viewer)
        city = await self.places.city(flat.address.city_id)
        if city is None:
            raise LookupError(f"no city {flat.address.city_id}")
        today = local_date(self.clock.now(), flat.zone)
        amount = Amount(manager.dialog_data.get(AMOUNT, Amount.BASE.value)) if flat.rates else Amount.BASE
        return PricingView(flat, city.currency, today, amount)


@inject
async def get_pricing(dialog_manager: DialogManager, person: Person, till: FromDishka[Till], **_: Any) -> dict[str, Any]:
    return {VIEW: await till.view(dialog_manager, person.id)}


@inject
async def get_season(dialog_manager: DialogManager, person: Person, till: FromDishka[Till], **_: Any) -> dict[str, Any]:
    view = await till.view(dialog_manager, person.id)
    return {VIEW: view_of(entered(dialog_manager), view.today, view.currency)}


@inject
async def get_season_amount(dialog_manager: DialogManager, person: Person, till: FromDishka[Till], **_: Any) -> dict[str, Any]:
    """Asked for as that of any night or of the weekend."""
    view = await till.view(dialog_manager, person.id)
    amount = Amount.WEEKEND if dialog_manager.dialog_data.get(FIELD) == "weekend" else Amount.BASE
    return {VIEW: evolve(view, amount=amount)}


@inject
async def get_calendar(dialog_manager: DialogManager, person: Person, till: FromDishka[Till], **_: Any) -> dict[str, Any]:
    view = await till.view(dialog_manager, person.id)
    first, last = view.today.replace(day=1), (view.today + timedelta(days=FARTHEST)).replace(day=1)
    return {VIEW: CalendarView(view.flat, month_shown(dialog_manager, "pricing_night", first, last), first, last, view.today)}


@inject
async def get_attempt(dialog_manager: DialogManager, person: Person, till: FromDishka[Till], **_: Any) -> dict[str, Any]:
    view = await till.view(dialog_manager, person.id)
    days, guests = tried(dialog_manager, view), int(dialog_manager.dialog_data.get(GUESTS, view.rates.included_guests if view.rates else 1))
    stay = span(days.check_in, days.check_out) if days.check_in and days.check_out else None
    return {VIEW: AttemptView(days, guests, quote(view.rates, stay, guests) if stay and view.rates else None)}


def tried(manager: DialogManager, view: PricingView) -> Days:
    """The days of the stay that is tried, as far as they are chosen: any nights, for a price is asked, not a booking."""
    known = manager.dialog_data.get(TRIED) or [None, None]
    check_in, check_out = (date.fromisoformat(each) if each else None for each in known)
    last = view.today + timedelta(days=FARTHEST)
    return Days(today=view.today, last=last, nights=LONGEST_STAY, check_in=check_in, check_out=check_out)
