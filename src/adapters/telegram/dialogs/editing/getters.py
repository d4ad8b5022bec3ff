"""What the editing windows need to know."""

from typing import Any

from aiogram_dialog import DialogManager
from attrs import frozen
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.editing.fields import STEPS
from adapters.telegram.dialogs.editing.history import HistoryView
from adapters.telegram.dialogs.editing.views import EditView
from adapters.telegram.dialogs.started import apartment_of, started_with
from adapters.telegram.widgets.path import Path
from adapters.telegram.widgets.text import VIEW
from rental_core.accounts.person import Person, PersonId
from rental_core.apartments.place import City
from rental_core.apartments.ports import ApartmentReader, EditId, EditReader
from rental_core.clock import Clock
from rental_core.search.places import Place, PlaceKind
from rental_core.search.ports import PlaceReader

PAGE = 8
OFFERED = 8
DISTRICTS = 24
GUIDED = "guided"  # start data: a new apartment, asked about step by step
TYPED = "typed"  # dialog data: the street or district that was typed, as it was written
FAR = "far"  # dialog data: [lat, lon] of a pin that lies far from the city


@frozen
class Editor:
    """Where the facts of an apartment are looked at before they are changed."""

    apartments: ApartmentReader
    places: PlaceReader

    async def view(self, manager: DialogManager, viewer: PersonId) -> EditView:
        """Raises ApartmentNotFoundError for what is not theirs, StaleTapError."""
        flat = await self.apartments.own(apartment_of(manager), viewer=viewer)
        city = await self.places.city(flat.address.city_id)
        if city is None:
            raise LookupError(f"no city {flat.address.city_id}")
        guided = bool(started_with(manager, GUIDED))
        state, typed = manager.current_context().state, str(manager.dialog_data.get(TYPED, ""))
        step = STEPS.index(state) + 1 if guided and state in STEPS else 0
        return EditView(flat, city, guided=guided, step=step, typed=typed, far=manager.dialog_data.get(FAR) is not None)


@inject
async def get_fact(dialog_manager: DialogManager, person: Person, editor: FromDishka[Editor], **_: Any) -> dict[str, Any]:
    return {VIEW: await editor.view(dialog_manager, person.id)}


@inject
async def get_streets(dialog_manager: DialogManager, person: Person, editor: FromDishka[Editor], **_: Any) -> dict[str, Any]:
    view = await editor.view(dialog_manager, person.id)
    return {VIEW: view.offering(await named(editor.places, view.city, view.typed, PlaceKind.STREET))}


@inject
async def get_districts(dialog_manager: DialogManager, person: Person, editor: FromDishka[Editor], **_: Any) -> dict[str, Any]:
    view = await editor.view(dialog_manager, person.id)
    if view.typed:
        return {VIEW: view.offering(await named(editor.places, view.city, view.typed, PlaceKind.DISTRICT))}
    return {VIEW: view.offering(await editor.places.districts(view.city.id, limit=DISTRICTS))}


async def named(places: PlaceReader, city: City, typed: str, kind: PlaceKind) -> tuple[Place, ...]:
    """Places of the city that the text may mean."""
    if not typed:
        return ()
    found = await places.places(typed, city_id=city.id, limit=3 * OFFERED)
    return tuple(each for each in found if each.kind is kind and each.city_id == city.id)[:OFFERED]


@inject
async def get_history(
    dialog_manager: DialogManager,
    person: Person,
    edits: FromDishka[EditReader],
    editor: FromDishka[Editor],
    clock: FromDishka[Clock],
    **_: Any,
) -> dict[str, Any]:
    flat = await editor.apartments.own(apartment_of(dialog_manager), viewer=person.id)
    path = Path(dialog_manager.dialog_data)
    after = EditId(path.after[0]) if path.after else None
    found = await edits.page(flat.id, viewer=person.id, after=after, limit=PAGE + 1)
    rows, more = found[:PAGE], len(found) > PAGE
    path.leads_to([rows[-1].id] if more else None)
    return {VIEW: HistoryView(rows, flat.zone, clock.now(), path.page, more)}
