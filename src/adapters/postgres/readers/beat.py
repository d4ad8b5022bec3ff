"""Signs of life: who beats is at work."""

from datetime import datetime

from attrs import field, frozen
from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.engine import reading
from adapters.postgres.readers.base import fetch
from adapters.postgres.tables import beat

HEARD = insert(beat)
BEAT = HEARD.on_conflict_do_update(index_elements=["name"], set_={"at": HEARD.excluded.at})
LAST = select(beat.c.at).where(beat.c.name == bindparam("name"))


@frozen
class PostgresBeat:
    """The last beat of each process, by name. The one thing here that also writes, because nothing depends on it."""

    engine: AsyncEngine = field(converter=reading)

    async def beat(self, name: str, now: datetime) -> None:
        async with self.engine.connect() as connection:
            await connection.execute(BEAT, {"name": name, "at": now})

    async def last(self, name: str) -> datetime | None:
        """When `name` was last heard; None if it never was."""
        rows = await fetch(self.engine, LAST, {"name": name})
        return rows[0].at if rows else None
