"""Filling empty tables fast: without their constraints and indexes, which are made again from the rows, in one transaction."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from queue import Queue

import psycopg
from attrs import define, field, frozen
from psycopg import sql

# In the order in which they refer to each other.
TABLES = ("apartment", "price_step", "listing", "booking", "booking_move", "block", "block_change", "occupancy")
Connection = psycopg.Connection[tuple[object, ...]]

CONSTRAINTS = """
SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid), c.contype::text FROM pg_constraint c
WHERE c.contype IN ('f', 'u', 'p', 'x') AND (c.conrelid = ANY(%(tables)s::regclass[]) OR c.confrelid = ANY(%(tables)s::regclass[]))
ORDER BY c.contype = 'f' DESC, c.conrelid, c.conname
"""
INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('u', 'p', 'x')
WHERE i.indrelid = ANY(%(tables)s::regclass[]) AND c.oid IS NULL ORDER BY 1
"""


@frozen
class Step:
    """A constraint or an index, and how it is dropped and made."""

    name: str
    drop: sql.Composed
    make: sql.Composed


def _verbatim(statement: str) -> sql.Composed:
    return sql.Composed([sql.SQL(statement)])  # what PostgreSQL wrote about its own catalogue


def steps_of(connection: Connection, tables: Sequence[str]) -> list[Step]:
    """Everything that slows a load down, in an order in which it can be dropped; in the reverse order it can be made."""
    found: list[Step] = []
    for table, name, definition, _ in connection.execute(CONSTRAINTS, {"tables": list(tables)}).fetchall():
        alter, called = sql.SQL("ALTER TABLE {}").format(sql.Identifier(str(table))), sql.Identifier(str(name))
        found.append(
            Step(
                str(name),
                sql.SQL("{} DROP CONSTRAINT {}").format(alter, called),
                sql.SQL("{} ADD CONSTRAINT {} {}").format(alter, called, _verbatim(str(definition))),
            )
        )
    for name, definition in connection.execute(INDEXES, {"tables": list(tables)}).fetchall():
        found.append(Step(str(name), sql.SQL("DROP INDEX {}").format(sql.Identifier(str(name))), _verbatim(str(definition))))
    return found


@define
class Loader:
    """Sends rows from a thread of its own, so that Python makes the next ones meanwhile. One `Loader` per connection."""

    connection: Connection
    columns: Mapping[str, Sequence[str]]
    frozen_tables: frozenset[str] = frozenset(TABLES)
    _waiting: "Queue[tuple[str, bytes] | None]" = field(factory=lambda: Queue(maxsize=6))
    _failed: list[Exception] = field(factory=list)

    def send(self, table: str, lines: Sequence[str]) -> None:
        """Queue COPY lines; waits while much is queued already. Raises what the database said about earlier ones."""
        self._raise()
        if lines:
            self._waiting.put((table, "".join(lines).encode()))

    @contextmanager
    def running(self) -> Iterator["Loader"]:
        """Everything sent is stored at the end of the block."""
        thread = threading.Thread(target=self._work, name="copy", daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._waiting.put(None)
            thread.join()
        self._raise()

    def _work(self) -> None:
        while (piece := self._waiting.get()) is not None:
            if self._failed:
                continue  # the sender must never wait for a thread that gave up
            try:
                self._copy(*piece)
            except Exception as error:  # noqa: BLE001 - whatever it is, the sender raises it
                self._failed.append(error)

    def _copy(self, table: str, rows: bytes) -> None:
        names = sql.SQL(", ").join(map(sql.Identifier, self.columns[table]))
        # Rows of a table that this transaction truncated are stored as old ones: no vacuum has to visit them.
        freeze = sql.SQL(" WITH (FREEZE)" if table in self.frozen_tables else "")
        with (
            self.connection.cursor() as cursor,
            cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN{}").format(sql.Identifier(table), names, freeze)) as copy,
        ):
            copy.write(rows)

    def _raise(self) -> None:
        if self._failed:
            raise self._failed[0]
