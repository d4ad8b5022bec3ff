"""Which of GeoNames' cities of Russia are districts: parts of Moscow and Saint Petersburg that nobody would travel to by that name."""

import math

from rental_core.apartments.place import Point

KM_PER_DEGREE = 111.2
FEDERAL_CITIES = frozenset({"Moscow", "Saint Petersburg"})
# Both are regions of their own, and what lies in them is listed beside them ("Kalininskiy"). By GeoNames' code of the region: the centre.
CENTRES = {"48": Point(55.75204, 37.61781), "66": Point(59.93863, 30.31413)}
DISTRICTS_KM = 22.0  # from the centre; the towns that belong to them stand farther out: Peterhof, Kolpino, Moskovskiy, Zelenograd
# Districts that GeoNames puts into the region around the city, where real towns are as near.
MISPLACED = frozenset(
    {
        8504958,  # Академическое
        8504964,  # Светлановский
        8504959,  # Финляндский
        8504950,  # Парнас
        8504946,  # Чёрная речка
        500019,  # Рыбацкое
        8504947,  # Юнтолово
        8504965,  # Сампсониевский
        8504955,  # Крестовский остров
        582846,  # Алексеевка
        497271,  # Семёновское
        471456,  # Востряково
        536098,  # Ленинские горы
        538321,  # Кусково
        551835,  # Кастанаево
        574675,  # Большая Сетунь
        545078,  # Коптево
    }
)


def kilometres(one: Point, other: Point) -> float:
    """The distance of two places that are near each other."""
    east = (other.lon - one.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return KM_PER_DEGREE * math.hypot(other.lat - one.lat, east)


def is_district(number: int, region: str, point: Point) -> bool:
    """By GeoNames' number of the place, its code of the region (of Russia), and where it lies."""
    centre = CENTRES.get(region)
    return number in MISPLACED or (centre is not None and kilometres(point, centre) <= DISTRICTS_KM)
