"""Cities out of GeoNames."""

import json
from pathlib import Path

import pytest

from adapters.imports.cities import Gazetteer, folded, gazetteer
from rental_core.apartments.place import Point

REFERENCE = Path(__file__).parents[2].parent / "shared" / "data" / "cities_ru" / "ru_cities5000.json"


@pytest.fixture
def cities() -> Gazetteer:
    return gazetteer()


def test_a_russian_city_has_everything(cities: Gazetteer) -> None:
    sochi = cities.find("Сочи")
    assert sochi is not None
    assert (sochi.id, sochi.name_en, sochi.zone, sochi.currency) == (491422, "Sochi", "Europe/Moscow", "RUB")
    assert sochi.point == Point(43.59699, 39.72477)


@pytest.mark.parametrize("name", ["Moscow", "москва", "МОСКВА", "Москва"])
def test_a_city_is_found_in_any_language_and_case(cities: Gazetteer, name: str) -> None:
    found = cities.find(name)
    assert found is not None
    assert found.name_ru == "Москва"


@pytest.mark.parametrize("country", ["US", "us", "United States", "США", None])
def test_albany_is_the_largest_one_of_its_country(cities: Gazetteer, country: str | None) -> None:
    found = cities.find("Albany", country)
    assert found is not None
    assert (found.id, found.zone, found.currency) == (5106834, "America/New_York", "USD")


def test_what_is_nowhere_is_not_found(cities: Gazetteer) -> None:
    assert cities.find("Нигдеград") is None
    assert cities.find("Сочи", "Нигдеград") is None
    assert cities.find("Сочи", "US") is None


@pytest.mark.parametrize(
    ("place", "name"),
    [(Point(42.652, -73.767), "Albany"), (Point(43.43, 39.92), "Adler"), (Point(59.93, 30.3), "Saint Petersburg"), (Point(70, 100), None)],
)
def test_a_place_belongs_to_the_city_around_it(cities: Gazetteer, place: Point, name: str | None) -> None:
    found = cities.around(place)
    assert (found and found.name_en) == name


TOWNS = "Москва Санкт-Петербург Жуковский Дзержинский Электросталь Подольск Химки Мытищи Реутов Мурино Кудрово Всеволожск Адлер"
TOWNS_OF_THE_CAPITALS = "Зеленоград Троицк Щербинка Московский Пушкин Колпино Петерхоф Кронштадт Сестроретск Ломоносов Павловск"
DISTRICTS = "Калининский Адмиралтейский Красногвардейский Центральный Купчино Парнас Марьино Ясенево Таганский Кусково"


def test_districts_of_cities_are_no_cities(cities: Gazetteer) -> None:
    names = {city.name_ru for city in cities.russian()}
    assert set(TOWNS.split()) | set(TOWNS_OF_THE_CAPITALS.split()) <= names
    assert names.isdisjoint(DISTRICTS.split())


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference list is not part of the project")
def test_russian_names_agree_with_the_reference(cities: Gazetteer) -> None:
    reference = {each["geonameid"]: each["name_ru"] for each in json.loads(REFERENCE.read_text("utf-8")) if each["name_ru"]}
    ours = {city.id: city.name_ru for city in cities.russian()}
    both = reference.keys() & ours.keys()
    same = sum(folded(ours[key]) == folded(reference[key]) for key in both)
    assert len(both) / len(reference) > 0.94  # without districts
    assert same / len(both) > 0.96  # the rest is mostly Ukrainian spelling in the reference
