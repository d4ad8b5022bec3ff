"""Metro stations out of a CSV file, and those the product brings along."""

from importlib.resources import as_file, files
from pathlib import Path

from attrs import frozen

from adapters.imports.cells import Cells
from adapters.imports.cities import Gazetteer
from adapters.imports.columns import STATIONS, Column
from adapters.imports.problems import Code, Problem
from adapters.imports.reading import Row, open_table
from adapters.imports.values import read_degrees
from rental_core.apartments.place import City, Point

BROUGHT_ALONG = "metro.csv"


@frozen
class Station:
    """A station and the city it belongs to. `name_en` is empty where the file has none."""

    city: City
    name_ru: str
    name_en: str
    point: Point


@frozen
class BadStation:
    """What is wrong with a row (the header is row 1)."""

    row: int
    problems: tuple[Problem, ...]


@frozen
class StationFile:
    """The good rows of a file, the bad ones, and the columns nobody knew."""

    stations: tuple[Station, ...]
    bad: tuple[BadStation, ...]
    ignored_columns: tuple[str, ...]


def read_stations(path: Path, gazetteer: Gazetteer, encoding: str = "utf-8") -> StationFile:
    """Columns: city, name_ru, lat, lon; name_en and country may be there. Raises FileProblemError."""
    table = open_table(path, encoding, STATIONS)
    read = [_station(row, gazetteer) for row in table.rows()]
    stations = tuple(each for each in read if isinstance(each, Station))
    bad = tuple(each for each in read if isinstance(each, BadStation))
    return StationFile(stations, bad, tuple(table.header.ignored))


def well_known_stations(gazetteer: Gazetteer) -> tuple[Station, ...]:
    """Stations of seven Russian cities, most of them all; places are right to some 300 m."""
    with as_file(files(__package__) / BROUGHT_ALONG) as path:
        return read_stations(path, gazetteer).stations


def _station(row: Row, gazetteer: Gazetteer) -> Station | BadStation:
    cells = Cells(row.cells)
    if row.surplus:
        cells.problems.append(Problem("", Code.TOO_MANY_CELLS))
    for column in (each for (each, *_) in STATIONS.needed if each not in row.cells):
        cells.wrong(column, Code.REQUIRED)
    city = _city(cells, gazetteer)
    name_ru, name_en = cells.text(Column.NAME_RU), cells.text(Column.NAME_EN)
    if name_ru and not any(letter.isalnum() for letter in name_ru):
        cells.wrong(Column.NAME_RU, Code.REQUIRED)
    lat = cells.read(Column.LAT, lambda cell: read_degrees(Column.LAT, cell, 90), 0.0)
    lon = cells.read(Column.LON, lambda cell: read_degrees(Column.LON, cell, 180), 0.0)
    if city is None or cells.problems:
        return BadStation(row.number, tuple(cells.problems))
    return Station(city, name_ru, name_en, Point(lat, lon))


def _city(cells: Cells, gazetteer: Gazetteer) -> City | None:
    name, country = cells.text(Column.CITY), cells.text(Column.COUNTRY)
    if country and gazetteer.country_code(country) is None:
        cells.wrong(Column.COUNTRY, Code.UNKNOWN_COUNTRY)
        return None
    found = gazetteer.find(name, country or None) if name else None
    if name and found is None:
        cells.wrong(Column.CITY, Code.UNKNOWN_CITY)
    return found
