"""Where a new apartment begins: its city, what the windows need to know, and what taps and words in them do."""

from typing import Any

from aiogram import F
from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode, StartMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Column, Group, Row, SwitchTo
from attrs import frozen
from dishka.integrations.aiogram_dialog import FromDishka, inject
from markupsafe import Markup

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.choice import choice
from adapters.telegram.dialogs.editing.getters import GUIDED
from adapters.telegram.dialogs.letting.views import title_of
from adapters.telegram.dialogs.letting.windows import OWN
from adapters.telegram.dialogs.search.where import weighed
from adapters.telegram.saying import StaleTapError, notice, person_of, words_of
from adapters.telegram.states import Adding, Editing, Letting
from adapters.telegram.widgets.screen import WORDS, back, home, screen
from adapters.telegram.widgets.text import VIEW, T, Told
from adapters.wording import Wording, parts
from adapters.wording.shorten import one_line
from rental_core.accounts.person import Person
from rental_core.apartments.apartment import ApartmentId
from rental_core.apartments.place import City, CityId, Point
from rental_core.apartments.publish import StartApartment
from rental_core.bookings.letting import LettingReader, OwnApartment
from rental_core.clock import Clock
from rental_core.search.ports import PlaceReader

OFFERED = 8
TYPED = "typed"  # dialog data: the city as it was typed
ASKED_SHOWN = 300


@frozen
class BeginView:
    """The drafts one can go on with."""

    drafts: tuple[OwnApartment, ...]


@frozen
class CityView:
    """Cities to choose from; `typed` is what they may be called."""

    cities: tuple[City, ...]
    typed: str = ""


def adding_dialog() -> Dialog:
    """Begins with the drafts there are; without any, with the city."""
    return Dialog(_begin(), _city())


def begin(view: BeginView, words: Wording) -> Markup:
    return parts.paragraphs(
        words.html("🔑 <b>Let a place</b>"),
        words.html("I ask about the apartment step by step; whatever you do not know yet can wait. It takes about five minutes."),
        words.html("Or go on with what you began:") if view.drafts else None,
    )


def draft(row: OwnApartment, _: BeginView, words: Wording) -> str:
    return f"✏️ {words.city((row.city_ru, row.city_en))} · {one_line(title_of(row, words), 30)}"


def city(view: CityView, words: Wording) -> Markup:
    heading = words.html("🏙 <b>In which city is it?</b>")
    if view.typed and not view.cities:
        said = words.html(
            "I know no city called “{typed}”. Write it another way, or send its location with 📎.", typed=one_line(view.typed, ASKED_SHOWN)
        )
    elif view.typed:
        said = words.html("Which one do you mean?")
    else:
        said = words.html("Write it, choose one, or send a location with 📎. The clocks and the currency come from it.")
    return parts.paragraphs(heading, said)


def city_choice(each: City, view: CityView, words: Wording) -> str:
    twins = [other for other in view.cities if words.city(other) == words.city(each)]
    people = words.text("{n} inhabitants", n=words.number(each.population)) if len(twins) > 1 and each.population else ""
    return ", ".join(said for said in (words.city(each), people) if said)


def _begin() -> Window:
    return screen(
        Told(begin),
        Column(choice("adding_draft", F[VIEW].drafts, draft, on_draft)),
        SwitchTo(T("➕ A new apartment"), id="adding_new", state=Adding.city),
        Row(back("adding_begin_back", Letting.home), home("adding_begin_home")),
        state=Adding.begin,
        getter=get_drafts,
        preview=BeginView((OWN,)),
    )


def _city() -> Window:
    return screen(
        Told(city),
        Group(choice("adding_city", F[VIEW].cities, city_choice, on_city), width=2),
        Row(SwitchTo(T("← Back"), id="adding_city_back", state=Adding.begin), home("adding_city_home")),
        MessageInput(on_typed, filter=WORDS),
        MessageInput(on_location, content_types=[ContentType.LOCATION, ContentType.VENUE]),
        state=Adding.city,
        getter=get_cities,
        preview=CityView((samples.CITY,)),
    )


@inject
async def get_drafts(person: Person, letting: FromDishka[LettingReader], clock: FromDishka[Clock], **_: Any) -> dict[str, Any]:
    return {VIEW: BeginView(await letting.drafts(person.id, limit=OFFERED, at=clock.now()))}


@inject
async def get_cities(dialog_manager: DialogManager, places: FromDishka[PlaceReader], **_: Any) -> dict[str, Any]:
    typed = str(dialog_manager.dialog_data.get(TYPED, ""))
    found = await places.cities(typed, limit=OFFERED) if typed else await places.popular(limit=OFFERED)
    return {VIEW: CityView(found, typed)}


@inject
async def on_draft(
    _callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, letting: FromDishka[LettingReader], clock: FromDishka[Clock]
) -> None:
    own = await letting.one(ApartmentId(item), viewer=person_of(manager).id, at=clock.now())
    await manager.start(Editing.main, {"apartment": own.id}, mode=StartMode.RESET_STACK)


@inject
async def on_city(
    _callback: CallbackQuery,
    _select: Any,
    manager: DialogManager,
    item: int,
    places: FromDishka[PlaceReader],
    start: FromDishka[StartApartment],
) -> None:
    found = await places.city(CityId(item)) if item < 2**31 else None
    if found is None:
        raise StaleTapError(str(item))
    await _start(manager, start, found)


@inject
async def on_typed(
    message: Message, _source: MessageInput, manager: DialogManager, places: FromDishka[PlaceReader], start: FromDishka[StartApartment]
) -> None:
    """A name that can mean one city only is as good as a tap."""
    manager.show_mode = ShowMode.DELETE_AND_SEND
    manager.dialog_data[TYPED] = typed = " ".join((message.text or "").split())[:ASKED_SHOWN]
    meant = weighed(typed, await places.cities(typed, limit=OFFERED)).meant
    if isinstance(meant, City):
        await _start(manager, start, meant)


@inject
async def on_location(
    message: Message, _source: MessageInput, manager: DialogManager, places: FromDishka[PlaceReader], start: FromDishka[StartApartment]
) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    sent = message.location or (message.venue.location if message.venue else None)
    found = await places.city_around(Point(sent.latitude, sent.longitude)) if sent else None
    if found is None:
        notice(manager, words_of(manager).text("I know no city there. Please write its name."))
        return
    await _start(manager, start, found)


async def _start(manager: DialogManager, start: StartApartment, where: City) -> None:
    """The window's own id makes a second tap the same beginning."""
    key = f"{manager.current_stack().id}{manager.current_context().id}/{where.id}"
    begun = await start(where.id, by=person_of(manager).id, key=key)
    await manager.start(Editing.street, {"apartment": begun.id, GUIDED: True}, mode=StartMode.RESET_STACK)
