"""Where an apartment stands."""

import math
from typing import NewType

from attrs import field, frozen
from attrs.validators import ge, le

CityId = NewType("CityId", int)
# Degrees of latitude in about 300 m; a degree of longitude is shorter by the cosine of the latitude, which the grid ignores on purpose:
# the rounded point must not depend on the exact one through anything but the cell it lies in.
GRID = 0.003
METRES_PER_DEGREE = 111_200
DETOUR = 1.3
METRES_PER_MINUTE = 80


@frozen
class Point:
    """Degrees, WGS 84."""

    lat: float = field(validator=[ge(-90), le(90)])
    lon: float = field(validator=[ge(-180), le(180)])

    def rounded(self) -> "Point":
        """The corner of the grid of about 300 m that search and maps use until a stay is confirmed."""
        return Point(round(round(self.lat / GRID) * GRID, 6), round(round(self.lon / GRID) * GRID, 6))

    def metres_to(self, other: "Point") -> float:
        """How far the other point is as the crow flies; exact enough within a region."""
        east = (other.lon - self.lon) * math.cos(math.radians((self.lat + other.lat) / 2))
        return METRES_PER_DEGREE * math.hypot(other.lat - self.lat, east)


def walking_minutes(metres: float) -> int:
    """How long a walk of this distance as the crow flies takes, in whole minutes, at least 1: streets make it longer by about a third."""
    return max(1, round(metres * DETOUR / METRES_PER_MINUTE))


@frozen
class NearStation:
    """The metro station nearest to an apartment, as renters may know it: `minutes` on foot from the rounded point."""

    name_ru: str
    name_en: str
    minutes: int


@frozen(kw_only=True)
class City:
    """A city: the time zone (IANA) and the currency (ISO 4217) of every apartment in it come from here."""

    id: CityId
    name_ru: str
    name_en: str
    point: Point
    zone: str
    currency: str
    population: int = 0


@frozen
class Address:
    """`house` is the exact part (house and flat): shown only to whoever has a confirmed stay."""

    city_id: CityId
    street: str = ""
    house: str = ""
    district: str = ""

    @property
    def complete(self) -> bool:
        return bool(self.street and self.house)
