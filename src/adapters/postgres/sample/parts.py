"""Districts, streets and stations of the sample: rows of `place`, and the apartments' links to them."""

from collections import defaultdict
from collections.abc import Iterator

from attrs import define, field

from adapters.postgres.places import REACH, place_row
from adapters.postgres.sample.copying import NULL, escaped
from adapters.postgres.sample.loading import Connection
from rental_core.apartments.place import CityId, Point, walking_minutes
from rental_core.search.places import PlaceKind

COLUMNS = ("id", "city_id", "kind", "key", "name_ru", "name_en", "lat", "lon")
STATIONS = "SELECT id, lat, lon FROM place WHERE kind = 'station' ORDER BY id"
CELL = 0.05  # degrees: wider than the reach of a station, down to a third of it in the far north


@define
class Made:
    """A place with apartments, and the sums of their coordinates."""

    id: int
    row: dict[str, object]
    apartments: int = 0
    lat: float = 0.0
    lon: float = 0.0


@define
class Parts:
    """Makes places as apartments ask for them."""

    next_id: int
    stations: dict[int, Point]
    _made: dict[tuple[int, PlaceKind, str], Made | None] = field(factory=dict)
    _by_cell: defaultdict[tuple[int, int], list[int]] = field(factory=lambda: defaultdict(list))
    _nearest: dict[Point, tuple[int | str, int | str]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for number, point in self.stations.items():
            self._by_cell[_cell(point)].append(number)

    def links(self, city_id: CityId, district: str, street: str, around: Point) -> tuple[int | str, ...]:
        """The cells district_id, street_id, station_id and station_minutes of an apartment."""
        within = (self._link(city_id, PlaceKind.DISTRICT, district, around), self._link(city_id, PlaceKind.STREET, street, around))
        return (*within, *self._station(around))

    def _link(self, city_id: CityId, kind: PlaceKind, name: str, around: Point) -> int | str:
        if (city_id, kind, name) not in self._made:
            self._made[city_id, kind, name] = self._new(city_id, kind, name, around)
        made = self._made[city_id, kind, name]
        if made is None:
            return NULL
        made.apartments, made.lat, made.lon = made.apartments + 1, made.lat + around.lat, made.lon + around.lon
        return made.id

    def _new(self, city_id: CityId, kind: PlaceKind, name: str, around: Point) -> Made | None:
        row = place_row(city_id, kind, name, around)
        if not row["key"]:
            return None
        self.next_id += 1
        return Made(self.next_id - 1, row)

    def _station(self, around: Point) -> tuple[int | str, int | str]:
        """The same for all apartments that stand on one point of the grid."""
        if around not in self._nearest:
            lat, lon = _cell(around)
            near = (number for y in (-1, 0, 1) for x in (-2, -1, 0, 1, 2) for number in self._by_cell.get((lat + y, lon + x), ()))
            metres, number = min(((around.metres_to(self.stations[each]), each) for each in near), default=(REACH + 1.0, 0))
            self._nearest[around] = (number, walking_minutes(metres)) if metres <= REACH else (NULL, NULL)
        return self._nearest[around]

    def lines(self) -> Iterator[str]:
        """COPY lines; each place lies in the middle of its apartments."""
        for made in filter(None, self._made.values()):
            row = made.row | {"id": made.id, "lat": made.lat / made.apartments, "lon": made.lon / made.apartments}
            yield "\t".join(escaped(str(row[column])) for column in COLUMNS) + "\n"


def _cell(point: Point) -> tuple[int, int]:
    return int(point.lat // CELL), int(point.lon // CELL)


def read_stations(connection: Connection) -> dict[int, Point]:
    """The stations that the database knows, by id."""
    found = dict[int, Point]()
    for number, lat, lon in connection.execute(STATIONS).fetchall():
        assert isinstance(number, int)
        assert isinstance(lat, float)
        assert isinstance(lon, float)
        found[number] = Point(lat, lon)
    return found
