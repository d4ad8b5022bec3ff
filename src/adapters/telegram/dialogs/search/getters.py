"""What the search windows need to know."""

from typing import Any

from aiogram_dialog import DialogManager
from babel.numbers import get_currency_precision
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.search.views import COUNTED, CityView, DatesView, PriceView, SummaryView, price_to
from adapters.telegram.widgets.text import VIEW
from rental_core.accounts.person import Person
from rental_core.money import Money
from rental_core.search.ports import ApartmentSearch, PlaceReader

SUGGESTED = 8
# Per night, in major units: about from a room to a suite.
STEPS = {
    "RUB": (2_000, 3_000, 4_000, 6_000, 9_000, 15_000),
    "BYN": (60, 100, 150, 200, 300, 500),
    "KZT": (10_000, 15_000, 20_000, 30_000, 50_000, 80_000),
    "UZS": (200_000, 350_000, 500_000, 800_000, 1_200_000, 2_000_000),
    "GEL": (60, 100, 150, 200, 300, 500),
    "AMD": (10_000, 15_000, 20_000, 30_000, 50_000, 80_000),
    "TRY": (1_000, 1_500, 2_500, 4_000, 6_000, 10_000),
    "THB": (800, 1_200, 2_000, 3_000, 5_000, 8_000),
}
OTHER_STEPS = (30, 50, 80, 120, 200, 350)


def minor(amount: int, currency: str) -> int:
    """Whole units of a currency in its minor ones."""
    return amount * int(10 ** get_currency_precision(currency))


@inject
async def get_summary(person: Person, desk: FromDishka[Desk], search: FromDishka[ApartmentSearch], **_: Any) -> dict[str, Any]:
    entered = await desk.entered(person.id)
    criteria = entered.draft.criteria()
    count = await search.count(criteria, cap=COUNTED + 1) if criteria else None
    return {VIEW: SummaryView(entered.draft, entered.city, entered.stay, entered.today, count)}


@inject
async def get_cities(dialog_manager: DialogManager, places: FromDishka[PlaceReader], **_: Any) -> dict[str, Any]:
    asked: str = dialog_manager.dialog_data.get("asked", "")
    found = await places.cities(asked, limit=SUGGESTED) if asked else ()
    return {VIEW: CityView(found or await places.popular(limit=SUGGESTED), asked, bool(found))}


@inject
async def get_dates(person: Person, desk: FromDishka[Desk], **_: Any) -> dict[str, Any]:
    return {VIEW: DatesView(desk.days(await desk.entered(person.id)))}


@inject
async def get_prices(person: Person, desk: FromDishka[Desk], **_: Any) -> dict[str, Any]:
    entered = await desk.entered(person.id)
    currency = entered.city.currency if entered.city else "RUB"
    steps = tuple(Money(minor(step, currency), currency) for step in STEPS.get(currency, OTHER_STEPS))
    return {VIEW: PriceView(steps, price_to(entered.draft, entered.city))}
