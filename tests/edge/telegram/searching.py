"""A search in the making, for tests of its windows."""

from rental_core.search.places import Place, PlaceId, PlaceKind
from tests.edge.telegram.conftest import Renter
from tests.support.builders import SOCHI


def a_place(number: int, name: str, kind: PlaceKind = PlaceKind.DISTRICT) -> Place:
    return Place(id=PlaceId(number), kind=kind, city_id=SOCHI.id, name_ru=name, name_en=name, point=SOCHI.point)


ADLER = a_place(1, "Adler")
KHOSTA = a_place(2, "Khosta")
STATION = a_place(3, "Portovaya", PlaceKind.STATION)
NAMESAKE = a_place(4, "Adler", PlaceKind.STATION)
STREET = a_place(5, "Lenina", PlaceKind.STREET)
PARTS = (ADLER, KHOSTA, STATION, STREET)


async def at_the_summary(renter: Renter) -> None:
    """Sochi, 10 to 13 May."""
    await renter.say("/search")
    await renter.say("сочи")
    for day in ("10", "13"):
        await renter.tap(day)
    assert "What are you looking for?" in renter.text


def intent(renter: Renter) -> str:
    return renter.buttons["🏠 Menu"].split("\x1d")[0]
