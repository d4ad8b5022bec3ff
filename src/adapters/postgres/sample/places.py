"""Where people go, and how addresses there look. What a city's list lacks is made from words that most Russian towns share."""

import math
from collections.abc import Mapping, Sequence
from enum import Enum
from random import Random

from attrs import frozen

from adapters.postgres.sample.addresses import COMMON_DISTRICTS, DISTRICTS, SEA_STREETS, STREETS
from rental_core.apartments.place import City, Point


class Season(Enum):
    """When guests come."""

    SEA = "sea"
    MOUNTAINS = "mountains"
    TOWN = "town"


@frozen
class Draw:
    """How much more than its size a city draws guests, when they come, and what a night costs there beyond the usual.

    `inland` is the bearing (degrees from north) away from the water, for towns on a coast.
    """

    factor: float
    season: Season = Season.TOWN
    price: float = 1.0
    inland: float | None = None


# Estimates: tourist arrivals per inhabitant compared between cities, as they are commonly ranked; nothing here is a statistic.
DRAWS: Mapping[str, Draw] = {
    "Сочи": Draw(34, Season.SEA, 1.75, 40),
    "Адлер": Draw(34, Season.SEA, 1.6, 40),
    "Сириус": Draw(60, Season.SEA, 1.9, 40),
    "Хоста": Draw(40, Season.SEA, 1.5, 40),
    "Дагомыс": Draw(30, Season.SEA, 1.35, 50),
    "Анапа": Draw(24, Season.SEA, 1.4, 70),
    "Геленджик": Draw(26, Season.SEA, 1.6, 40),
    "Туапсе": Draw(10, Season.SEA, 1.1, 40),
    "Лазаревское": Draw(30, Season.SEA, 1.2, 45),
    "Новороссийск": Draw(4, Season.SEA, 1.2, 330),
    "Дербент": Draw(6, Season.SEA, 1.0, 270),
    "Светлогорск": Draw(30, Season.SEA, 1.5, 180),
    "Зеленоградск": Draw(30, Season.SEA, 1.5, 180),
    "Калининград": Draw(5, Season.TOWN, 1.35),
    "Владивосток": Draw(3, Season.SEA, 1.4, 30),
    "Санкт-Петербург": Draw(3.2, Season.TOWN, 1.6),
    "Москва": Draw(1.6, Season.TOWN, 1.95),
    "Казань": Draw(3, Season.TOWN, 1.3),
    "Нижний Новгород": Draw(1.8, Season.TOWN, 1.15),
    "Екатеринбург": Draw(1.5, Season.TOWN, 1.15),
    "Кисловодск": Draw(14, Season.MOUNTAINS, 1.3),
    "Ессентуки": Draw(10, Season.MOUNTAINS, 1.15),
    "Пятигорск": Draw(7, Season.MOUNTAINS, 1.15),
    "Железноводск": Draw(12, Season.MOUNTAINS, 1.15),
    "Горно-Алтайск": Draw(9, Season.MOUNTAINS, 1.3),
    "Шерегеш": Draw(50, Season.MOUNTAINS, 1.7),
    "Кировск": Draw(8, Season.MOUNTAINS, 1.2),
    "Домбай": Draw(50, Season.MOUNTAINS, 1.5),
    "Суздаль": Draw(45, Season.TOWN, 1.35),
    "Ярославль": Draw(2, Season.TOWN, 1.05),
    "Кострома": Draw(2, Season.TOWN, 1.0),
    "Великий Новгород": Draw(3, Season.TOWN, 1.05),
    "Псков": Draw(3, Season.TOWN, 1.05),
    "Выборг": Draw(5, Season.TOWN, 1.05),
    "Петрозаводск": Draw(3, Season.TOWN, 1.15),
    "Мурманск": Draw(2.5, Season.TOWN, 1.3),
    "Тула": Draw(1.5, Season.TOWN, 1.05),
    "Плёс": Draw(40, Season.TOWN, 1.3),
}
ORDINARY = Draw(1.0)

KM_PER_DEGREE = 111.2


def draw_of(city: City) -> Draw:
    return DRAWS.get(city.name_ru, ORDINARY)


def market_weight(city: City) -> float:
    """How large the city's share of the market is."""
    return math.pow(max(city.population, 2_000), 0.92) * draw_of(city).factor


def districts_of(city: City) -> Sequence[str]:
    """Its own, or some of the usual ones; a small town has none."""
    if city.name_ru in DISTRICTS:
        return DISTRICTS[city.name_ru]
    if city.population < 30_000:
        return ("",)
    own = Random(city.id)
    return own.sample(COMMON_DISTRICTS, k=4 if city.population < 150_000 else 7)


def streets_of(city: City) -> Sequence[str]:
    own = Random(city.id)
    usual = own.sample(STREETS, k=min(len(STREETS), 14 + city.population // 9_000))
    return [*SEA_STREETS, *usual] if draw_of(city).inland is not None else usual


def house(random: Random, floors: int) -> str:
    """A house number with its flat, or a private house."""
    number = str(random.randint(1, 140))
    if random.random() < 0.18:
        number += random.choice(("А", "Б", "к1", "к2", "к3", "/2", "с1"))
    return number if floors <= 2 else f"{number}, кв. {random.randint(1, floors * 8)}"


def spot(random: Random, city: City) -> Point:
    """Around the centre, closer where the town is small; on the land side of a coast."""
    spread = min(9.0, max(0.5, 0.0035 * math.sqrt(city.population)))
    east, north = random.gauss(0, spread), random.gauss(0, spread)
    inland = draw_of(city).inland
    if inland is not None:
        turn = math.radians(inland)
        away, along = abs(random.gauss(0, 0.45 * spread)) + 0.1, random.gauss(0, 1.1 * spread)
        east, north = math.sin(turn) * away + math.cos(turn) * along, math.cos(turn) * away - math.sin(turn) * along
    lat = city.point.lat + north / KM_PER_DEGREE
    lon = city.point.lon + east / KM_PER_DEGREE / math.cos(math.radians(city.point.lat))
    return Point(round(lat, 6), round(lon, 6))
