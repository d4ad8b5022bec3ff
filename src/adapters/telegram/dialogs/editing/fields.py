"""The facts that a landlord enters, in the order in which a new apartment is asked about."""

from collections.abc import Callable

from aiogram.fsm.state import State
from attrs import evolve, frozen

from adapters.telegram.states import Editing
from adapters.wording import N_
from rental_core.apartments.apartment import DESCRIPTION_LENGTH, MAX_GUESTS, MAX_ROOMS, TITLE_LENGTH, Apartment

ADDRESS_LENGTH = 100
LARGEST_AREA = 2_000  # m²
LOWEST_FLOOR, HIGHEST_FLOOR = -3, 200


@frozen(kw_only=True)
class TextField:
    """Words: at most `longest` characters, on one line unless `lines`. `optional` ones can be taken away."""

    name: str
    state: State
    asks: str
    hint: str
    longest: int
    lines: bool = False
    optional: bool = True
    read: Callable[[Apartment], str]
    write: Callable[[Apartment, str], Apartment]


@frozen(kw_only=True)
class NumberField:
    """A whole number from `least` to `most`; `offered` are a tap away. `optional` ones can be taken away."""

    name: str
    state: State
    asks: str
    hint: str
    least: int
    most: int
    offered: tuple[int, ...]
    optional: bool = False
    read: Callable[[Apartment], int | None]
    write: Callable[[Apartment, int | None], Apartment]


def _house(flat: Apartment, text: str) -> Apartment:
    return evolve(flat, address=evolve(flat.address, house=text))


def _guests(flat: Apartment, number: int | None) -> Apartment:
    return evolve(flat, guests=number or flat.guests)


HOUSE = TextField(
    name="house",
    state=Editing.house,
    asks=N_("🏠 <b>House and flat</b>"),
    hint=N_("Write the house and the flat, like “12, apt 8”. Renters see them only after you have confirmed their stay."),
    longest=ADDRESS_LENGTH,
    read=lambda flat: flat.address.house,
    write=_house,
)
TITLE = TextField(
    name="title",
    state=Editing.title,
    asks=N_("🏷 <b>The name</b>"),
    hint=N_("Write a short name that says what is good about it, like “Studio with a balcony by the sea”."),
    longest=TITLE_LENGTH,
    optional=False,
    read=lambda flat: flat.title,
    write=lambda flat, text: evolve(flat, title=text),
)
DESCRIPTION = TextField(
    name="description",
    state=Editing.description,
    asks=N_("📝 <b>The description</b>"),
    hint=N_("Write what renters should know: the rooms, the view, what is near."),
    longest=DESCRIPTION_LENGTH,
    lines=True,
    read=lambda flat: flat.description,
    write=lambda flat, text: evolve(flat, description=text),
)
RULES = TextField(
    name="rules",
    state=Editing.rules,
    asks=N_("📜 <b>House rules</b>"),
    hint=N_("Write what is allowed and what is not: smoking, quiet hours, pets. Renters read it before they ask."),
    longest=DESCRIPTION_LENGTH,
    lines=True,
    read=lambda flat: flat.house_rules,
    write=lambda flat, text: evolve(flat, house_rules=text),
)
INSTRUCTIONS = TextField(
    name="instructions",
    state=Editing.instructions,
    asks=N_("🔑 <b>How to get in</b>"),
    hint=N_("Write how guests get in: the code, where the key is, whom to call. They read it only after you have confirmed."),
    longest=DESCRIPTION_LENGTH,
    lines=True,
    read=lambda flat: flat.instructions,
    write=lambda flat, text: evolve(flat, instructions=text),
)
ROOMS = NumberField(
    name="rooms",
    state=Editing.rooms,
    asks=N_("🚪 <b>How many rooms?</b>"),
    hint=N_("Without kitchen and bathroom. A studio has one."),
    least=1,
    most=MAX_ROOMS,
    offered=(1, 2, 3, 4, 5, 6),
    read=lambda flat: flat.rooms,
    write=lambda flat, number: evolve(flat, rooms=number),
)
GUESTS = NumberField(
    name="guests",
    state=Editing.guests,
    asks=N_("👥 <b>How many guests at most?</b>"),
    hint=N_("As many as have a bed."),
    least=1,
    most=MAX_GUESTS,
    offered=(1, 2, 3, 4, 5, 6, 8, 10),
    read=lambda flat: flat.guests,
    write=_guests,
)
AREA = NumberField(
    name="area",
    state=Editing.area,
    asks=N_("📐 <b>How large is it?</b>"),
    hint=N_("In square metres: choose or write a number."),
    least=5,
    most=LARGEST_AREA,
    offered=(20, 30, 40, 50, 60, 80, 100, 120),
    optional=True,
    read=lambda flat: flat.area,
    write=lambda flat, number: evolve(flat, area=number),
)
FLOOR = NumberField(
    name="floor",
    state=Editing.floor,
    asks=N_("🏢 <b>On which floor?</b>"),
    hint=N_("Choose or write a number; the ground floor is 1, below it 0."),
    least=LOWEST_FLOOR,
    most=HIGHEST_FLOOR,
    offered=(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16),
    optional=True,
    read=lambda flat: flat.floor,
    write=lambda flat, number: evolve(flat, floor=number),
)
TEXTS = (HOUSE, TITLE, DESCRIPTION, RULES, INSTRUCTIONS)
NUMBERS = (ROOMS, GUESTS, AREA, FLOOR)
# How a new apartment is asked about; what other dialogs ask (photos, prices) comes where it is named.
PHOTOS, PRICES = "photos", "prices"
STEPS: tuple[State | str, ...] = (
    Editing.street,
    Editing.house,
    Editing.district,
    Editing.pin,
    Editing.rooms,
    Editing.guests,
    Editing.area,
    Editing.floor,
    Editing.amenities,
    PHOTOS,
    Editing.title,
    Editing.description,
    PRICES,
    Editing.times,
    Editing.rules,
    Editing.instructions,
    Editing.mode,
)


def suggested_title(rooms: int | None, street: str) -> tuple[int, str]:
    """What a name can be made of: rooms (1 where nobody said) and the street."""
    return rooms or 1, street
