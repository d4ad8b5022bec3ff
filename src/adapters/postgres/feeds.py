"""The worker's side of the outbox and of the timers: open work is claimed with SKIP LOCKED, so that workers never wait for each other."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from attrs import frozen
from sqlalchemy import BigInteger, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.codec import to_json
from adapters.postgres.events import to_event
from adapters.postgres.notes import PostgresNotes
from rental_core.notifications.ports import Consumer, Noted, OutboxFeed, TimerFeed
from rental_core.outbox import EventId
from rental_core.timers import Timer, TimerKind

log = structlog.get_logger(__name__)

CLAIM_EVENTS = text("""
    SELECT outbox.id, outbox.at, outbox.kind, outbox.body
    FROM outbox_todo AS todo JOIN outbox ON outbox.id = todo.event_id
    WHERE todo.consumer = :consumer AND todo.set_aside IS NULL
    ORDER BY todo.event_id LIMIT :limit
    FOR UPDATE OF todo SKIP LOCKED""")
EVENTS_DONE = text("DELETE FROM outbox_todo WHERE consumer = :consumer AND event_id = ANY(:events) AND set_aside IS NULL").bindparams(
    bindparam("events", type_=ARRAY(BigInteger))
)
SET_ASIDE = text("UPDATE outbox_todo SET set_aside = :error WHERE consumer = :consumer AND event_id = :event")
CLAIM_TIMERS = text("""
    SELECT kind, subject, due FROM timer
    WHERE NOT done AND due <= :now AND (leased_until IS NULL OR leased_until <= :now)
    ORDER BY due LIMIT :limit
    FOR NO KEY UPDATE SKIP LOCKED""")
LEASE_TIMER = text("UPDATE timer SET leased_until = :until WHERE kind = :kind AND subject = :subject AND due = :due")
TIMER_DONE = text("UPDATE timer SET done = true, leased_until = NULL WHERE kind = :kind AND subject = :subject AND due = :due AND NOT done")


@frozen
class PostgresOutboxFeed(OutboxFeed):
    """A consumer's open work is a row each in `outbox_todo`; doing it deletes the row."""

    connection: AsyncConnection
    notes: PostgresNotes

    async def claim(self, consumer: Consumer, *, limit: int) -> tuple[Noted, ...]:
        await self.notes.write()
        rows = await self.connection.execute(CLAIM_EVENTS, {"consumer": consumer.value, "limit": limit})
        noted: list[Noted] = []
        for row in rows:
            try:
                noted.append(Noted(row.id, row.at, to_event(row.kind, row.body)))
            except (LookupError, TypeError, ValueError) as error:  # of another release, or damaged
                await self.set_aside(consumer, row.id, repr(error))
        return tuple(noted)

    async def done(self, consumer: Consumer, events: Sequence[EventId]) -> None:
        await self.notes.write()
        if events:
            await self.connection.execute(EVENTS_DONE, {"consumer": consumer.value, "events": list(events)})

    async def set_aside(self, consumer: Consumer, event: EventId, error: str) -> None:
        log.error("event set aside", consumer=consumer.value, noted=event, error=error)
        await self.connection.execute(SET_ASIDE, {"consumer": consumer.value, "event": event, "error": error})


@frozen
class PostgresTimerFeed(TimerFeed):
    """Timers that fired keep their row, marked done, so that setting one again does not fire it again."""

    connection: AsyncConnection
    notes: PostgresNotes

    async def claim(self, now: datetime, *, limit: int, lease: timedelta) -> tuple[Timer, ...]:
        await self.notes.write()
        rows = await self.connection.execute(CLAIM_TIMERS, {"now": now, "limit": limit})
        timers = tuple(Timer(TimerKind(row.kind), row.subject, row.due) for row in rows)
        if timers:
            await self.connection.execute(LEASE_TIMER, [_values(timer) | {"until": now + lease} for timer in timers])
        return timers

    async def done(self, timer: Timer) -> None:
        await self.notes.write()
        await self.connection.execute(TIMER_DONE, _values(timer))


def _values(timer: Timer) -> dict[str, object]:
    return to_json(timer) | {"due": timer.due}
