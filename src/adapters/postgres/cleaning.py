"""Drops what nobody will read again."""

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

KEPT = timedelta(days=30)
TAKE_TIME = text("SET LOCAL statement_timeout = '10min'")
OLD_EVENTS = text("""
    DELETE FROM outbox
    WHERE at < :before AND NOT EXISTS (SELECT FROM outbox_todo AS todo WHERE todo.event_id = outbox.id)""")
OLD_TIMERS = text("DELETE FROM timer WHERE done AND due < :before")


async def clean(engine: AsyncEngine, now: datetime) -> int:
    """How many rows went: events that every consumer has done, and timers that fired, both older than a month at `now`."""
    dropped = 0
    for statement in (OLD_EVENTS, OLD_TIMERS):
        async with engine.begin() as connection:
            await connection.execute(TAKE_TIME)
            dropped += (await connection.execute(statement, {"before": now - KEPT})).rowcount
    return dropped
