"""Where an apartment stands."""

from typing import NewType

from attrs import field, frozen
from attrs.validators import ge, le

CityId = NewType("CityId", int)
# Degrees of latitude in about 300 m; a degree of longitude is shorter by the cosine of the latitude, which the grid ignores on purpose:
# the rounded point must not depend on the exact one through anything but the cell it lies in.
GRID = 0.003


@frozen
class Point:
    """Degrees, WGS 84."""

    lat: float = field(validator=[ge(-90), le(90)])
    lon: float = field(validator=[ge(-180), le(180)])

    def rounded(self) -> "Point":
        """The corner of the grid of about 300 m that search and maps use until a stay is confirmed."""
        return Point(round(round(self.lat / GRID) * GRID, 6), round(round(self.lon / GRID) * GRID, 6))


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
