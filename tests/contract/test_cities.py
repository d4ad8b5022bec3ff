"""Cities out of GeoNames, and the metro stations the product brings along."""

import json
from collections import Counter
from pathlib import Path

import pytest

from adapters.imports import Code, FileProblemError, read_stations, well_known_stations
from adapters.imports.cities import Gazetteer, folded, gazetteer
from rental_core.apartments.place import Point

REFERENCE = Path(__file__).parents[2].parent / "shared" / "data" / "cities_ru" / "ru_cities5000.json"

METROS = REFERENCE.parent / "metro" / "metro_stations.json"


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


def test_the_stations_brought_along_lie_in_their_cities(cities: Gazetteer) -> None:
    stations = well_known_stations(cities)
    assert len({(station.city.id, station.name_ru) for station in stations}) == len(stations) > 300
    assert Counter(station.city.name_ru for station in stations).keys() == {
        "Москва", "Санкт-Петербург", "Казань", "Нижний Новгород", "Новосибирск", "Самара", "Екатеринбург"
    }  # fmt: skip
    for station in stations:
        assert station.point.metres_to(station.city.point) < 25_000, station
        assert station.name_en.replace(" ", "").isascii()


@pytest.mark.skipif(not METROS.exists(), reason="the reference list is not part of the project")
def test_the_stations_brought_along_are_called_as_in_the_reference(cities: Gazetteer) -> None:
    known = {folded(name) for names in json.loads(METROS.read_text("utf-8")).values() for name in names}
    unknown = [station.name_ru for station in well_known_stations(cities) if folded(station.name_ru) not in known]
    assert len(unknown) < 12, unknown


def test_stations_are_read_and_bad_rows_told(cities: Gazetteer, tmp_path: Path) -> None:
    file = tmp_path / "stations.csv"
    file.write_text(
        "город;Название;lat;lon;colour\nМосква;Сокол;55,8;37,5;green\nНигдеград;;91;x;\n;;;;\nMoscow;Сокол 2;55;37;;7\n", "utf-8"
    )
    read = read_stations(file, cities)
    [sokol] = read.stations
    assert (sokol.city.name_ru, sokol.name_ru, sokol.name_en, sokol.point) == ("Москва", "Сокол", "", Point(55.8, 37.5))
    assert [bad.row for bad in read.bad] == [3, 5]
    assert {(problem.column, problem.code) for problem in read.bad[0].problems} == {
        ("name_ru", Code.REQUIRED), ("city", Code.UNKNOWN_CITY), ("lat", Code.OUT_OF_RANGE), ("lon", Code.NOT_A_NUMBER)
    }  # fmt: skip
    assert [problem.code for problem in read.bad[1].problems] == [Code.TOO_MANY_CELLS]
    assert read.ignored_columns == ("colour",)


def test_stations_need_their_columns(cities: Gazetteer, tmp_path: Path) -> None:
    file = tmp_path / "stations.csv"
    file.write_text("city,name_ru\nМосква,Сокол\n", "utf-8")
    with pytest.raises(FileProblemError) as refused:
        read_stations(file, cities)
    assert refused.value.detail == "lat, lon"
