"""Parts of a city that people name when they look for a place."""

import re
from enum import Enum
from typing import NewType

from attrs import field, frozen
from attrs.validators import ge, le

from rental_core.apartments.place import CityId, Point

PlaceId = NewType("PlaceId", int)

NEAR_STATION = 1_500  # metres: about twenty minutes on foot
NEAR_ME = 2_000
RADII = (500, 1_000, 1_500, 2_000, 3_000, 5_000, 10_000)  # metres that a renter chooses from

# Words about a name that are no part of it: "в городе Казани", "ул. Ленина", "near Sokolniki station".
AROUND_NAMES = re.compile(
    r"\b(?:в|во|на|у|около|рядом|с|г|город|городе|м|метро|ст|станция|станции|район|районе|р|н|"
    r"улица|улице|ул|проспект|проспекте|пр|просп|переулок|пер|"
    r"in|at|near|to|the|city|town|station|metro|district|street|avenue|st)\b"
)
ENDINGS = "аеёиоуыэюяьй"
LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю"
AS_CYRILLIC = str.maketrans(LATIN, CYRILLIC)
AS_LATIN = str.maketrans(CYRILLIC, LATIN)


class PlaceKind(Enum):
    """What a name stands for."""

    DISTRICT = "district"
    STATION = "station"  # of the metro
    STREET = "street"


@frozen(kw_only=True)
class Place:
    """A district or a street (the apartments that lie in it), or a metro station (those around it). `point` is its middle, never exact."""

    id: PlaceId
    kind: PlaceKind
    city_id: CityId
    name_ru: str
    name_en: str
    point: Point


@frozen
class Around:
    """A circle of `metres` about a point."""

    point: Point
    metres: int = field(validator=[ge(100), le(50_000)])


def is_called(text: str, *names: str) -> bool:
    """Whether `text` is one of `names` as it is written: in any case, with ё or е, or typed in the other keyboard layout."""
    return not _typed(text).isdisjoint(_told(name) for name in names)


def means(text: str, *names: str) -> bool:
    """As `is_called`, or declined. Stricter than a search, which forgives typos: what this is true of needs no second question."""
    return not {_stem(each) for each in _typed(text)}.isdisjoint(_stem(_told(name)) for name in names)


def _typed(text: str) -> set[str]:
    """What may have been meant, by the two keyboard layouts."""
    typed = text.casefold().strip()
    return {_told(each) for each in (typed, typed.translate(AS_CYRILLIC), typed.translate(AS_LATIN))} - {""}


def _told(text: str) -> str:
    """The words that make the name."""
    plain = text.casefold().replace("ё", "е")
    return " ".join(re.findall(r"\w+", AROUND_NAMES.sub("", plain)) or re.findall(r"\w+", plain))


def _stem(text: str) -> str:
    """The words without what declension changes at their ends."""
    return " ".join(word.rstrip(ENDINGS) or word for word in text.split())
