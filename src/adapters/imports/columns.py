"""The columns of an import, and the names other systems have for them."""

from collections.abc import Mapping, Sequence
from enum import Enum

from attrs import frozen

from adapters.imports.cities import folded
from adapters.imports.problems import FileCode, FileProblemError


class Column(Enum):
    """Our own names, as docs/import.md lists them."""

    ID = "id"
    PLATFORM = "platform"
    TITLE = "title"
    PROPERTY = "property"
    DESCRIPTION = "description"
    CITY = "city"
    COUNTRY = "country"
    DISTRICT = "district"
    STREET = "street"
    HOUSE = "house"
    LAT = "lat"
    LON = "lon"
    ROOMS = "rooms"
    GUESTS = "guests"
    AREA = "area"
    FLOOR = "floor"
    BASE_PRICE = "base_price"
    CLEANING_FEE = "cleaning_fee"
    CURRENCY = "currency"
    AMENITIES = "amenities"
    PHOTOS = "photos"
    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    INSTRUCTIONS = "instructions"
    PREPARATION_NIGHTS = "preparation_nights"
    MODE = "mode"
    LANDLORD_TELEGRAM_ID = "landlord_telegram_id"
    LANDLORD_NAME = "landlord_name"
    NAME_RU = "name_ru"
    NAME_EN = "name_en"


# Names are compared without case, spaces, hyphens and underscores.
ALIASES: Mapping[Column, Sequence[str]] = {
    Column.ID: ("source id", "property id", "listing id", "номер", "код"),
    Column.PLATFORM: ("площадка",),
    Column.TITLE: ("name", "название", "заголовок"),
    Column.PROPERTY: ("property name", "hotel name", "объект"),
    Column.DESCRIPTION: ("summary", "описание"),
    Column.CITY: ("destination name", "destination", "town", "город"),
    Column.COUNTRY: ("country code", "страна"),
    Column.DISTRICT: ("neighbourhood cleansed", "neighborhood", "район"),
    Column.STREET: ("улица",),
    Column.HOUSE: ("house number", "building", "дом"),
    Column.LAT: ("latitude", "широта"),
    Column.LON: ("lng", "longitude", "долгота"),
    Column.ROOMS: ("bedrooms", "комнат", "комнаты"),
    Column.GUESTS: ("accommodates", "max guests", "гостей", "гости", "мест"),
    Column.AREA: ("square metres", "площадь"),
    Column.FLOOR: ("этаж",),
    Column.BASE_PRICE: ("price", "price per night", "цена", "цена за ночь", "цена за сутки"),
    Column.CLEANING_FEE: ("cleaning", "уборка"),
    Column.CURRENCY: ("валюта",),
    Column.AMENITIES: ("facilities", "удобства"),
    Column.PHOTOS: ("photo", "pictures", "фото", "фотографии"),
    Column.CHECK_IN: ("check in time", "checkin", "заезд"),
    Column.CHECK_OUT: ("check out time", "checkout", "выезд"),
    Column.INSTRUCTIONS: ("check in instructions", "инструкции", "как заселиться"),
    Column.PREPARATION_NIGHTS: ("preparation",),
    Column.MODE: ("booking mode", "instant bookable", "бронирование"),
    Column.LANDLORD_TELEGRAM_ID: ("landlord", "host telegram id", "телеграм хозяина"),
    Column.LANDLORD_NAME: ("host name", "хозяин"),
}


def _key(name: str) -> str:
    return folded(name.replace("_", " ")).replace(" ", "")


@frozen
class TableKind:
    """What a table is about: the columns it may have, and of which groups it needs one each."""

    columns: frozenset[Column]
    needed: tuple[tuple[Column, ...], ...]
    aliases: Mapping[Column, Sequence[str]]

    def column(self, name: str) -> Column | None:
        """The column of this name or alias. Our own names win: a table with both `title` and `name` means `title`."""
        key = _key(name)
        own = (column for column in self.columns if _key(column.value) == key)
        return next(own, None) or next((column for column, names in self.aliases.items() if key in map(_key, names)), None)

    def is_own(self, name: str) -> bool:
        return any(_key(column.value) == _key(name) for column in self.columns)


STATION_COLUMNS = frozenset({Column.CITY, Column.COUNTRY, Column.NAME_RU, Column.NAME_EN, Column.LAT, Column.LON})
APARTMENTS = TableKind(
    columns=frozenset(Column) - {Column.NAME_RU, Column.NAME_EN},
    needed=((Column.ID,), (Column.TITLE, Column.PROPERTY)),
    aliases=ALIASES,
)
STATIONS = TableKind(
    columns=STATION_COLUMNS,
    needed=((Column.CITY,), (Column.NAME_RU,), (Column.LAT,), (Column.LON,)),
    aliases={column: names for column, names in ALIASES.items() if column in STATION_COLUMNS}
    | {Column.NAME_RU: ("name", "station", "название", "станция"), Column.NAME_EN: ("english", "latin", "по-английски")},
)


class Header:
    """Which cell of a row belongs to which column."""

    def __init__(self, names: Sequence[str], kind: TableKind = APARTMENTS) -> None:
        """Raises FileProblemError for a header without known columns, with one twice, or without one that is needed."""
        self.kind = kind
        self.places: dict[Column, int] = {}
        self.ignored: list[str] = []
        self.width = len(names)
        for place, name in sorted(enumerate(names), key=lambda each: not kind.is_own(each[1])):
            self._take(place, name)
        if not self.places:
            raise FileProblemError(FileCode.NO_HEADER, 1, ", ".join(names)[:200])
        missing = [columns[0].value for columns in kind.needed if not set(columns) & self.places.keys()]
        if missing:
            raise FileProblemError(FileCode.MISSING_COLUMNS, 1, ", ".join(missing))

    def _take(self, place: int, name: str) -> None:
        column, is_own = self.kind.column(name), self.kind.is_own(name)
        if column is None or (column in self.places and not is_own):
            if name.strip():
                self.ignored.append(name.strip())
        elif column in self.places:
            raise FileProblemError(FileCode.COLUMN_TWICE, 1, column.value)
        else:
            self.places[column] = place

    def cells(self, row: Sequence[str]) -> dict[Column, str]:
        """The filled cells of a row."""
        return {column: row[place].strip() for column, place in self.places.items() if place < len(row) and row[place].strip()}


def read_defaults(pairs: Sequence[str]) -> dict[Column, str]:
    """Of `column=value` pairs, each under our own name of the column or an alias. Raises FileProblemError."""
    defaults: dict[Column, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        column = APARTMENTS.column(name)
        if column is None or not equals or not value.strip():
            raise FileProblemError(FileCode.BAD_DEFAULT, 0, pair)
        defaults[column] = value.strip()
    return defaults
