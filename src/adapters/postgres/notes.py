"""What one transaction leaves for later: events and timers, written in one statement before it commits."""

from attrs import define, field
from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TEXT
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.codec import Json, to_json
from adapters.postgres.events import to_row
from rental_core.notifications.ports import Consumer
from rental_core.outbox import Event, Outbox
from rental_core.timers import Timer, Timers

CHANNEL = "rental_work"
CONSUMERS = [consumer.value for consumer in Consumer]
# The ids follow the order of the events. A consumer that is new in a release sees what happens from then on.
WRITE = text("""
    WITH noted AS (
        INSERT INTO outbox (kind, body)
        SELECT note.kind, note.body
        FROM ROWS FROM (jsonb_to_recordset(:events) AS (kind text, body jsonb)) WITH ORDINALITY AS note(kind, body, number)
        ORDER BY note.number
        RETURNING id),
    todo AS (INSERT INTO outbox_todo (consumer, event_id) SELECT consumer, noted.id FROM noted CROSS JOIN unnest(:consumers) AS consumer),
    wound AS (
        INSERT INTO timer (kind, subject, due)
        SELECT kind, subject, due FROM jsonb_to_recordset(:timers) AS clock(kind text, subject bigint, due timestamptz)
        ON CONFLICT DO NOTHING)
    SELECT pg_notify(:channel, '')
    """).bindparams(
    bindparam("events", type_=JSONB),
    bindparam("timers", type_=JSONB),
    bindparam("consumers", CONSUMERS, type_=ARRAY(TEXT)),
    bindparam("channel", CHANNEL),
)


@define
class PostgresNotes(Outbox, Timers):
    """The outbox and the timers of one transaction. The worker is woken when it commits."""

    connection: AsyncConnection
    events: list[Json] = field(factory=list, init=False)
    timers: list[Json] = field(factory=list, init=False)

    async def add(self, event: Event) -> None:
        self.events.append(to_row(event))

    async def set(self, *timers: Timer) -> None:
        self.timers.extend(to_json(timer) for timer in timers)

    async def write(self) -> None:
        """Write what was noted since the last write: before the commit, and before anything reads the outbox or the timers."""
        if self.events or self.timers:
            await self.connection.execute(WRITE, {"events": self.events, "timers": self.timers})
            self.events, self.timers = [], []
