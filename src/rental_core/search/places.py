"""Parts of a city that people name when they look for a place."""

from enum import Enum
from typing import NewType

from attrs import field, frozen
from attrs.validators import ge, le

from rental_core.apartments.place import CityId, Point

PlaceId = NewType("PlaceId", int)

NEAR_STATION = 1_500  # metres: about twenty minutes on foot
NEAR_ME = 2_000
RADII = (500, 1_000, 1_500, 2_000, 3_000, 5_000, 10_000)  # metres that a renter chooses from


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
