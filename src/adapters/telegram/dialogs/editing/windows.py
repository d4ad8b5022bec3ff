"""The editing windows."""

from typing import Any

from aiogram import F
from aiogram.enums import ContentType
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row, SwitchTo

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.choice import choice
from adapters.telegram.dialogs.editing import getters, handlers, history, steps, views, where
from adapters.telegram.dialogs.editing.fields import NUMBERS, TEXTS, NumberField, TextField
from adapters.telegram.dialogs.letting.handlers import on_submit
from adapters.telegram.states import Editing
from adapters.telegram.widgets.pieces import pager
from adapters.telegram.widgets.screen import WORDS, home, screen
from adapters.telegram.widgets.text import VIEW, ItemTelling, T, Told
from rental_core.search.places import Place, PlaceId, PlaceKind

SAMPLE = views.EditView(samples.FLAT, samples.CITY, guided=True, step=1, typed="Lenina")
STREET = Place(
    id=PlaceId(5), kind=PlaceKind.STREET, city_id=samples.CITY.id, name_ru="улица Ленина", name_en="Lenin Street", point=samples.SEA
)
HISTORY = history.HistoryView((samples.EDIT,), samples.CITY.zone, samples.NOW)
# What the overview leads to, two in a row.
FACTS = (
    ("street", T("📍 Street"), Editing.street),
    ("house", T("🏠 House"), Editing.house),
    ("district", T("🏘 District"), Editing.district),
    ("pin", T("🗺 On the map"), Editing.pin),
    ("rooms", T("🚪 Rooms"), Editing.rooms),
    ("guests", T("👥 Guests"), Editing.guests),
    ("area", T("📐 Area"), Editing.area),
    ("floor", T("🏢 Floor"), Editing.floor),
    ("amenities", T("✨ Amenities"), Editing.amenities),
    ("title", T("🏷 Name"), Editing.title),
    ("description", T("📝 Description"), Editing.description),
    ("times", T("🕑 Times"), Editing.times),
    ("rules", T("📜 House rules"), Editing.rules),
    ("instructions", T("🔑 How to get in"), Editing.instructions),
    ("mode", T("🛎 Bookings"), Editing.mode),
    ("history", T("🕘 History"), Editing.history),
)


def editing_dialog() -> Dialog:
    """Started with the id of an apartment; `guided` asks about a new one step by step."""
    texts = [_text(field) for field in TEXTS]
    numbers = [_number(field) for field in NUMBERS]
    return Dialog(_main(), _street(), _district(), _pin(), _amenities(), _times(), _mode(), _history(), *texts, *numbers)


def _main() -> Window:
    return screen(
        Told(views.main),
        Row(
            Button(T("📷 Photos"), id="editing_photos", on_click=handlers.on_photos),
            Button(T("💰 Prices"), id="editing_prices", on_click=handlers.on_prices),
        ),
        Group(*(SwitchTo(said, id=f"editing_to_{name}", state=state) for name, said, state in FACTS), width=2),
        Button(T("👀 As renters see it"), id="editing_look", on_click=handlers.on_look),
        Button(T("▶️ Ask me step by step"), id="editing_go_on", on_click=steps.on_go_on, when=F[VIEW].flat.missing),
        Button(T("📨 Submit for publication"), id="editing_submit", on_click=on_submit, when=F[VIEW].ready),
        Row(Button(T("← The apartment"), id="editing_flat", on_click=handlers.on_flat), home("editing_home")),
        state=Editing.main,
        getter=getters.get_fact,
        preview=SAMPLE,
    )


def _ways_on(name: str) -> tuple[Row | Button, ...]:
    """Of a new apartment to the questions around this one, of another back to all its facts."""
    guided, alone = F[VIEW].guided, F[VIEW].alone
    return (
        Row(
            Button(T("← Back"), id=f"editing_{name}_before", on_click=steps.on_before),
            Button(T("Next →"), id=f"editing_{name}_skip", on_click=steps.on_skip),
            when=guided,
        ),
        Button(T("⏳ Finish later"), id=f"editing_{name}_later", on_click=steps.on_later, when=guided),
        Row(SwitchTo(T("← Back"), id=f"editing_{name}_back", state=Editing.main), home(f"editing_{name}_home"), when=alone),
    )


def _text(field: TextField) -> Window:
    clear = Button(
        T("🧹 Take it away"),
        id=f"editing_{field.name}_clear",
        on_click=handlers.clearing(field),
        when=_known(field) if field.optional else _never,
    )
    return screen(
        Told(lambda view, words: views.text(field, view, words)),
        clear,
        *_ways_on(field.name),
        MessageInput(handlers.typing(field), filter=WORDS),
        state=field.state,
        getter=getters.get_fact,
        preview=SAMPLE,
    )


def _number(field: NumberField) -> Window:
    unknown = Button(
        T("🤷 I do not know"),
        id=f"editing_{field.name}_unknown",
        on_click=handlers.unknowing(field),
        when=_always if field.optional else _never,
    )
    return screen(
        Told(lambda view, words: views.number(field, view, words)),
        Group(_numbers(field), width=4),
        unknown,
        *_ways_on(field.name),
        MessageInput(handlers.counting(field), filter=WORDS),
        state=field.state,
        getter=getters.get_fact,
        preview=SAMPLE,
    )


def _numbers(field: NumberField) -> Any:
    return choice(f"editing_{field.name}_of", lambda data: data[VIEW].numbers(field), views.chosen, handlers.choosing(field), by="number")


def _known(field: TextField) -> Any:
    return lambda data, _widget, _manager: bool(field.read(data[VIEW].flat))


def _never(_data: dict[str, Any], _widget: Any, _manager: Any) -> bool:
    return False


def _always(_data: dict[str, Any], _widget: Any, _manager: Any) -> bool:
    return True


def _street() -> Window:
    return screen(
        Told(views.street),
        Column(choice("editing_street_of", F[VIEW].places, views.place, where.on_street)),
        Button(Told(views.as_typed), id="editing_street_typed", on_click=where.on_street_as_typed, when=F[VIEW].typed),
        *_ways_on("street"),
        MessageInput(where.on_place_typed, filter=WORDS),
        state=Editing.street,
        getter=getters.get_streets,
        preview=SAMPLE.offering((STREET,)),
    )


def _district() -> Window:
    return screen(
        Told(views.district),
        Group(choice("editing_district_of", F[VIEW].places, views.place, where.on_district), width=2),
        Button(Told(views.as_typed), id="editing_district_typed", on_click=where.on_district_as_typed, when=F[VIEW].typed),
        *_ways_on("district"),
        MessageInput(where.on_place_typed, filter=WORDS),
        state=Editing.district,
        getter=getters.get_districts,
        preview=SAMPLE.offering((STREET,)),
    )


def _pin() -> Window:
    return screen(
        Told(views.pin),
        Button(T("✅ Yes, it is there"), id="editing_pin_far", on_click=where.on_far_pin, when=F[VIEW].far),
        Button(T("🗺 See where it is"), id="editing_pin_see", on_click=where.on_map),
        *_ways_on("pin"),
        MessageInput(where.on_location, content_types=[ContentType.LOCATION, ContentType.VENUE]),
        state=Editing.pin,
        getter=getters.get_fact,
        preview=SAMPLE,
    )


def _picks(id: str, items: Any, telling: ItemTelling, on_click: Any, width: int) -> Group:  # noqa: A002  # as all widgets name it
    return Group(choice(id, items, telling, on_click, by="number"), width=width)


def _amenities() -> Window:
    return screen(
        Told(views.amenities),
        _picks("editing_amenity", F[VIEW].amenities, views.amenity, handlers.on_amenity, 2),
        *_ways_on("amenities"),
        state=Editing.amenities,
        getter=getters.get_fact,
        preview=SAMPLE,
    )


def _times() -> Window:
    return screen(
        Told(views.times),
        _picks("editing_check_in", F[VIEW].check_ins, views.check_in, handlers.on_check_in, 4),
        _picks("editing_check_out", F[VIEW].check_outs, views.check_out, handlers.on_check_out, 3),
        *_ways_on("times"),
        MessageInput(handlers.on_times_typed, filter=WORDS),
        state=Editing.times,
        getter=getters.get_fact,
        preview=SAMPLE,
    )


def _mode() -> Window:
    return screen(
        Told(views.mode),
        _picks("editing_mode", F[VIEW].modes, views.mode_choice, handlers.on_mode, 1),
        *_ways_on("mode"),
        state=Editing.mode,
        getter=getters.get_fact,
        preview=SAMPLE,
    )


def _history() -> Window:
    return screen(
        Told(history.history),
        pager("editing_history_later", "editing_history_earlier", when=F[VIEW].several),
        Row(SwitchTo(T("← Back"), id="editing_history_back", state=Editing.main), home("editing_history_home")),
        state=Editing.history,
        getter=getters.get_history,
        preview=HISTORY,
    )
