"""`rental sample-data`: a believable market in an empty database."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import accumulate
from random import Random

import psycopg
from attrs import field, frozen
from attrs.validators import ge
from psycopg import sql
from sqlalchemy import make_url

from adapters.postgres.listings import LIST_EVERYTHING
from adapters.postgres.sample import apartments as flats
from adapters.postgres.sample import bookings, parts, people
from adapters.postgres.sample.apartments import Flat, Market, PickPhotos, popularity, portfolios
from adapters.postgres.sample.bookings import Writer
from adapters.postgres.sample.copying import Calendar, Lines
from adapters.postgres.sample.loading import TABLES, Connection, Loader, Step, steps_of
from adapters.postgres.sample.parts import Parts
from adapters.postgres.sample.stays import Planner
from rental_core.accounts.person import Role
from rental_core.apartments.place import City

LINES_AT_ONCE = 20_000
# With what hangs on the market and cannot outlive it.
EMPTIED = (*TABLES, "apartment_edit", "favourite", "delivery", "outbox_todo", "outbox", "timer", "draft")
COLUMNS = {**bookings.COLUMNS, "person": people.COLUMNS, "apartment": flats.COLUMNS, "place": parts.COLUMNS}


@frozen
class MarketNotEmptyError(Exception):
    """There are apartments already; samples go into an empty market, or replace one."""


@frozen(kw_only=True)
class Order:
    """How much to make. The same seed, cities, pictures and moment make the same market; `replace` empties what is there first."""

    apartments: int = field(validator=ge(1))
    bookings: int = field(default=0, validator=ge(0))
    seed: int = 1
    replace: bool = False


@frozen
class Progress:
    """How far it is: `done` of `total` steps of what `stage` names."""

    stage: str
    done: int
    total: int


def write_sample(
    url: str,
    order: Order,
    *,
    cities: Sequence[City],
    photos: PickPhotos,
    now: datetime,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> None:
    """Write `order` into the database at `url`: all of it, or nothing. `cities` must be stored there already.

    `photos(random, count, balcony)` picks stored pictures for an apartment. Nobody is told of anything: no events are noted, and timers
    are set for the future of live bookings only. Meanwhile nobody else can use the market's tables. People who are no samples stay.
    Raises MarketNotEmptyError.
    """
    dsn = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(dsn, options="-c timezone=UTC -c statement_timeout=0") as connection:
        run = _Run(connection, order, Calendar(now), cities, photos, on_progress)
        run.prepare()
        with _without_constraints(connection, on_progress):
            run.load()
        run.finish()
        connection.commit()
        connection.autocommit = True
        _tidy(connection, on_progress)


@contextmanager
def _without_constraints(connection: Connection, on_progress: Callable[[Progress], None]) -> Iterator[None]:
    # People too: each one deleted would be looked for in every row that may refer to a person, and no index helps.
    steps = steps_of(connection, (*TABLES, "person"))
    for step in steps:
        connection.execute(step.drop)
    connection.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, TABLES))))
    yield
    connection.execute("SET LOCAL maintenance_work_mem = '128MB'")
    connection.execute("SET LOCAL max_parallel_maintenance_workers = 1")
    made: list[Step] = list(reversed(steps))
    for number, step in enumerate(made):
        on_progress(Progress("indexes", number, len(made)))
        connection.execute(step.make)
    on_progress(Progress("indexes", len(made), len(made)))


def _tidy(connection: Connection, on_progress: Callable[[Progress], None]) -> None:
    tables = (*TABLES, "person", "city", "place", "timer")
    for number, table in enumerate(tables):
        on_progress(Progress("tidying", number, len(tables)))
        connection.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table)))
    on_progress(Progress("tidying", len(tables), len(tables)))


class _Run:
    def __init__(
        self,
        connection: Connection,
        order: Order,
        calendar: Calendar,
        cities: Sequence[City],
        photos: PickPhotos,
        on_progress: Callable[[Progress], None],
    ) -> None:
        self.connection, self.order, self.calendar, self.on_progress = connection, order, calendar, on_progress
        self.random = Random(order.seed)
        self.cities, self.photos = cities, photos
        self.loader = Loader(connection, COLUMNS)
        self.ids: dict[str, int] = {}

    def prepare(self) -> None:
        """Take the tables for ourselves, see that they are empty or empty them, and find where ids go on."""
        names = sql.SQL(", ").join(map(sql.Identifier, EMPTIED))
        self.connection.execute(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(names))
        self.connection.execute("LOCK TABLE person, place IN SHARE ROW EXCLUSIVE MODE")
        found = self.connection.execute("SELECT EXISTS (SELECT FROM apartment)").fetchone()
        if found and found[0] and not self.order.replace:
            raise MarketNotEmptyError
        if self.order.replace:
            self.connection.execute(sql.SQL("TRUNCATE {}").format(names))
        for table in ("person", "apartment", "booking", "block", "place"):
            self.ids[table] = self._next_id(table)

    def _next_id(self, table: str) -> int:
        drawn = self.connection.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table]).fetchone()
        assert drawn is not None
        assert isinstance(drawn[0], int)
        return drawn[0]

    def load(self) -> None:
        if self.order.replace:
            self.connection.execute("DELETE FROM person WHERE telegram_id >= %s", [people.FIRST_TELEGRAM_ID])
        self.connection.execute("DELETE FROM place WHERE kind <> 'station'")  # they come with their apartments
        made_of = Parts(self.ids["place"], parts.read_stations(self.connection))
        market = Market(self.random, self.calendar, self.cities, self.photos, made_of)
        with self.loader.running():
            shares = list(portfolios(self.random, self.order.apartments))
            self._people(len(shares), Role.LANDLORD)
            renters = max(50, self.order.bookings // 5) if self.order.bookings else 0
            first_renter = self.ids["person"]
            self._people(renters, None)
            made = self._apartments(market, shares, first_renter - len(shares))
            self.loader.send("place", list(made_of.lines()))
            self.ids["place"] = made_of.next_id
            if self.order.bookings:
                self._bookings(made, first_renter, renters)

    def _people(self, count: int, role: Role | None) -> None:
        lines: list[str] = []
        for line in people.people(self.random, self.calendar, self.ids["person"], count, role):
            lines.append(line)
            if len(lines) == LINES_AT_ONCE:
                self.loader.send("person", lines)
                lines = []
        self.loader.send("person", lines)
        self.ids["person"] += count

    def _apartments(self, market: Market, shares: Sequence[int], first_landlord: int) -> list[Flat]:
        made: list[Flat] = []
        lines: list[str] = []
        for landlord, count in enumerate(shares, start=first_landlord):
            city = market.city(count)
            for _ in range(count):
                flat, line = market.apartment(self.ids["apartment"] + len(made), landlord, city)
                made.append(flat)
                lines.append(line)
            if len(lines) >= 2_000:
                self.loader.send("apartment", lines)
                lines = []
                self.on_progress(Progress("apartments", len(made), self.order.apartments))
        self.loader.send("apartment", lines)
        self.on_progress(Progress("apartments", len(made), self.order.apartments))
        self.ids["apartment"] += len(made)
        return made

    def _bookings(self, made: Sequence[Flat], first_renter: int, renters: int) -> None:
        planner = Planner(self.random, self.calendar)
        writer = Writer(
            random=self.random,
            calendar=self.calendar,
            next_booking=self.ids["booking"],
            next_block=self.ids["block"],
            first_renter=first_renter,
            renters=renters,
        )
        lines, done = Lines(), 0
        for flat, count in zip(made, self._counts(made), strict=True):
            writer.write(lines, flat, *planner.plan(flat, count))
            if lines.bookings >= LINES_AT_ONCE:
                done += lines.bookings
                self._send(lines, done)
                lines = Lines()
        self._send(lines, done + lines.bookings)
        self.ids |= {"booking": writer.next_booking, "block": writer.next_block}

    def _send(self, lines: Lines, done: int) -> None:
        for table in bookings.COLUMNS:
            self.loader.send(table, lines.of[table])
        self.on_progress(Progress("bookings", done, self.order.bookings))

    def _counts(self, made: Sequence[Flat]) -> Iterator[int]:
        """How many requests each apartment gets: by popularity, and exactly as many as ordered."""
        sums = list(accumulate(popularity(self.random, flat, self.calendar) for flat in made))
        before = 0
        for each in sums:
            until = round(self.order.bookings * each / sums[-1]) if sums[-1] else 0
            yield until - before
            before = until

    def finish(self) -> None:
        """List what is published, and let ids go on after ours."""
        listed = LIST_EVERYTHING.compile(dialect=make_url("postgresql+psycopg://").get_dialect()(), compile_kwargs={"literal_binds": True})
        self.connection.execute(listed.string.encode())
        for table, following in self.ids.items():
            self.connection.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)", [table, following])
