"""What a landlord's windows need to know."""

from typing import Any

from aiogram_dialog import DialogManager
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.letting.views import FlatView, HomeView, ListView
from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.widgets.text import VIEW
from rental_core.accounts.person import Person, PersonId
from rental_core.apartments.ports import ApartmentReader
from rental_core.bookings.letting import LettingReader
from rental_core.clock import Clock

# Up to so many apartments are a plain list; more are cut into shelves, so that two taps reach each of some thousands.
LEAST, MOST = 12, 90
FOUND = 40
TYPED = "typed"  # dialog data: what was typed to find one
SHELF = "shelf"  # dialog data: the number of the open shelf


@inject
async def get_home(person: Person, letting: FromDishka[LettingReader], clock: FromDishka[Clock], **_: Any) -> dict[str, Any]:
    now = clock.now()
    return {VIEW: HomeView(await letting.sums(person.id, at=now), now)}


@inject
async def get_list(
    dialog_manager: DialogManager, person: Person, letting: FromDishka[LettingReader], clock: FromDishka[Clock], **_: Any
) -> dict[str, Any]:
    now, typed, number = clock.now(), dialog_manager.dialog_data.get(TYPED, ""), dialog_manager.dialog_data.get(SHELF)
    if typed:
        return {VIEW: ListView(now, rows=await letting.called(person.id, typed, limit=FOUND, at=now), typed=typed)}
    shelves = await letting.shelves(person.id, most=MOST, least=LEAST)
    if len(shelves) < 2:
        number = 1
    if number is None:
        return {VIEW: ListView(now, shelves=shelves)}
    rows = await letting.shelf(person.id, number, most=MOST, least=LEAST, at=now)
    return {VIEW: ListView(now, rows=rows, shelf=number if len(shelves) > 1 else None)}


@inject
async def get_flat(
    dialog_manager: DialogManager,
    person: Person,
    letting: FromDishka[LettingReader],
    apartments: FromDishka[ApartmentReader],
    clock: FromDishka[Clock],
    **_: Any,
) -> dict[str, Any]:
    return {VIEW: await flat_view(dialog_manager, person.id, letting, apartments, clock)}


async def flat_view(
    manager: DialogManager, viewer: PersonId, letting: LettingReader, apartments: ApartmentReader, clock: Clock
) -> FlatView:
    """Raises ApartmentNotFoundError for what is not theirs, StaleTapError."""
    now = clock.now()
    own = await letting.one(apartment_of(manager), viewer=viewer, at=now)
    page = await apartments.page(own.id, viewer=viewer)
    return FlatView(own, page, now)
