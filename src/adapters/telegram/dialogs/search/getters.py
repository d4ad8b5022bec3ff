"""What the search windows need to know."""

from collections.abc import Iterable
from typing import Any

from aiogram_dialog import DialogManager
from attrs import evolve
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.facts import COUNTED
from adapters.telegram.dialogs.search.filters import (
    AmenitiesView,
    PartyView,
    PriceView,
    choices,
    stepped,
    steps,
    toggled,
)
from adapters.telegram.dialogs.search.views import DatesView, SummaryView
from adapters.telegram.dialogs.search.where import DISTRICTS, OFFERED, Option, WhereView, look_up
from adapters.telegram.widgets.text import VIEW
from rental_core.accounts.person import Person
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.place import City
from rental_core.search.draft import GUESTS, ROOMS, Draft
from rental_core.search.entered import Entered
from rental_core.search.ports import ApartmentSearch, PlaceReader

ASKED = "asked"  # dialog data: the place that was typed
ELSEWHERE = "elsewhere"  # dialog data: whether another city is to be chosen
PAGE = "page"  # dialog data: the page of districts, from 1
LOW = "low"  # dialog data: whether the lower limit of the price is to be chosen


async def counts(entered: Entered, search: ApartmentSearch, drafts: Iterable[Draft]) -> tuple[int | None, ...]:
    """How many places each draft leaves, asked at once; None without a city."""
    asked = [entered.criteria_of(draft) for draft in drafts]
    found = await search.counts([each for each in asked if each], cap=COUNTED + 1)
    return found or (None,) * len(asked)


@inject
async def get_summary(person: Person, desk: FromDishka[Desk], search: FromDishka[ApartmentSearch], **_: Any) -> dict[str, Any]:
    entered = await desk.entered(person.id)
    draft = entered.draft
    count, turned = await counts(entered, search, (draft, evolve(draft, instant=not draft.instant)))
    return {VIEW: SummaryView(draft, entered.city, entered.place, entered.stay, entered.today, count, turned)}


@inject
async def get_where(
    dialog_manager: DialogManager, person: Person, desk: FromDishka[Desk], places: FromDishka[PlaceReader], **_: Any
) -> dict[str, Any]:
    entered, data = await desk.entered(person.id), dialog_manager.dialog_data
    asked, elsewhere = data.get(ASKED, ""), bool(data.get(ELSEWHERE))
    hits = (await look_up(places, asked, entered.draft.city_id)).options if asked else ()
    options = hits or await _suggested(entered, places, elsewhere=elsewhere)
    pages = max(1, -(-len(options) // OFFERED))
    page = data[PAGE] = min(data.get(PAGE, 1), pages)
    view = WhereView(
        options=options[(page - 1) * OFFERED : page * OFFERED],
        city=entered.city,
        place=entered.place,
        draft=entered.draft,
        asked=asked,
        found=bool(hits),
        elsewhere=elsewhere,
        cities=await _cities_of(hits, places),
        page=page,
        pages=pages,
    )
    return {VIEW: view}


async def _suggested(entered: Entered, places: PlaceReader, *, elsewhere: bool) -> tuple[Option, ...]:
    """Parts of the city, or cities where there is none yet or another one is wanted."""
    if entered.city is None or elsewhere:
        return await places.popular(limit=OFFERED)
    return await places.districts(entered.city.id, limit=DISTRICTS)


async def _cities_of(options: tuple[Option, ...], places: PlaceReader) -> tuple[City, ...]:
    ids = {each.city_id for each in options if not isinstance(each, City)}
    return tuple([city for each in sorted(ids) if (city := await places.city(each))])


@inject
async def get_dates(person: Person, desk: FromDishka[Desk], **_: Any) -> dict[str, Any]:
    entered = await desk.entered(person.id)
    return {VIEW: DatesView(desk.days(entered), entered.city, entered.place, entered.draft)}


@inject
async def get_party(person: Person, desk: FromDishka[Desk], search: FromDishka[ApartmentSearch], **_: Any) -> dict[str, Any]:
    entered = await desk.entered(person.id)
    draft = entered.draft
    drafts = (*(evolve(draft, guests=each) for each in GUESTS), *(evolve(draft, rooms=each) for each in ROOMS))
    now, *found = await counts(entered, search, (draft, *drafts))
    guests = choices(GUESTS, found[: len(GUESTS)], [each == draft.guests for each in GUESTS])
    rooms = choices(ROOMS, found[len(GUESTS) :], [each == draft.rooms for each in ROOMS])
    return {VIEW: PartyView(guests, rooms, draft, now)}


@inject
async def get_prices(
    dialog_manager: DialogManager, person: Person, desk: FromDishka[Desk], search: FromDishka[ApartmentSearch], **_: Any
) -> dict[str, Any]:
    entered, low = await desk.entered(person.id), bool(dialog_manager.dialog_data.get(LOW))
    draft, stay = entered.draft, entered.stay
    nights = stay.nights if stay and draft.per_stay else 1
    offered = steps(entered.city.currency if entered.city else "RUB", nights)
    now, *found = await counts(entered, search, (draft, *(stepped(draft, each, low=low) for each in offered)))
    limit = draft.price_from if low else draft.price_to
    return {VIEW: PriceView(choices(offered, found, [each == limit for each in offered]), draft, entered.city, stay, now, low)}


@inject
async def get_amenities(person: Person, desk: FromDishka[Desk], search: FromDishka[ApartmentSearch], **_: Any) -> dict[str, Any]:
    entered = await desk.entered(person.id)
    draft, every = entered.draft, tuple(Amenity)
    now, *found = await counts(entered, search, (draft, *(toggled(draft, each) for each in every)))
    return {VIEW: AmenitiesView(choices(every, found, [each in draft.amenities for each in every]), now)}
