"""Every message there ever was, and what became of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from attrs import frozen
from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.codec import to_json
from adapters.postgres.rows import AnyRow
from adapters.postgres.tables import delivery
from rental_core.bookings.booking import BookingStatus
from rental_core.notifications.message import (
    Delivered,
    Delivery,
    DeliveryId,
    GivenUp,
    Message,
    MessageKind,
    Outcome,
    Receipt,
    StaleCard,
    TryAgain,
)
from rental_core.notifications.ports import DeliveryLedger

ADD = insert(delivery).on_conflict_do_nothing(index_elements=["event_id", "person_id", "kind"])
# A message waits behind every earlier one of its person. The subquery, unlike NOT EXISTS, is always a look into an index.
CLAIM = text("""
    SELECT id, event_id, person_id, kind, booking_id, apartment_id, attempts, uncertain, leased_until FROM delivery
    WHERE state = 'waiting' AND due <= :now AND (leased_until IS NULL OR leased_until <= :now)
      AND id = (SELECT min(earlier.id) FROM delivery AS earlier WHERE earlier.person_id = delivery.person_id AND earlier.state = 'waiting')
    ORDER BY id LIMIT :limit
    FOR NO KEY UPDATE SKIP LOCKED""")
LEASE = text("UPDATE delivery SET leased_until = :until, attempts = :attempts, uncertain = :uncertain WHERE id = :id")
DELIVERED = text("""
    UPDATE delivery
    SET state = 'delivered', receipt = :receipt, shows = :shows, stale = :stale, attempts = attempts + 1, leased_until = NULL, error = NULL
    WHERE id = :id AND state = 'waiting'""")
TRY_AGAIN = text("""
    UPDATE delivery
    SET due = :due, error = :error, leased_until = NULL,
        attempts = attempts + CAST(:counted AS int), uncertain = uncertain + CAST(:uncertain AS int)
    WHERE id = :id AND state = 'waiting'""")
GIVEN_UP = text("""
    UPDATE delivery SET state = :state, error = :error, attempts = attempts + 1, leased_until = NULL
    WHERE id = :id AND state = 'waiting'""")
# FOR SHARE waits for a move in progress; the card is marked in a statement after it, which then sees what that move wrote.
STATUS = text("""
    SELECT booking.status FROM delivery JOIN booking ON booking.id = delivery.booking_id
    WHERE delivery.id = :id FOR SHARE OF booking""")
STALE_CARDS = text("""
    SELECT id, receipt, event_id, person_id, kind, booking_id, apartment_id FROM delivery
    WHERE stale AND state = 'delivered' AND kind IN ('decision-card', 'decision-reminder') AND due <= :now ORDER BY id LIMIT :limit""")
POSTPONE = text("UPDATE delivery SET due = :until WHERE id = :id AND state = 'delivered'")
SHOWN = text("UPDATE delivery SET shows = :shows, stale = :stale WHERE id = :id").bindparams(bindparam("stale"))


@frozen
class PostgresDeliveries(DeliveryLedger):
    """Rows of `delivery`. Locks: the booking first, then its delivery, as where a booking moves."""

    connection: AsyncConnection

    async def add(self, messages: Sequence[Message], *, at: datetime) -> None:
        if messages:
            await self.connection.execute(ADD, [to_json(message) | {"due": at} for message in messages])

    async def claim(self, now: datetime, *, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        rows = await self.connection.execute(CLAIM, {"now": now, "limit": limit})
        claimed = tuple(to_delivery(row) for row in rows)
        if claimed:
            tried = [{"id": each.id, "until": now + lease, "attempts": each.attempts, "uncertain": each.uncertain} for each in claimed]
            await self.connection.execute(LEASE, tried)
        return claimed

    async def record(self, delivery_id: DeliveryId, outcome: Outcome) -> None:
        match outcome:
            case Delivered(receipt, shows):
                await self._delivered(delivery_id, receipt, shows)
            case TryAgain(due, error, uncertain, counted):
                values = {"id": delivery_id, "due": due, "error": error, "uncertain": uncertain, "counted": counted}
                await self.connection.execute(TRY_AGAIN, values)
            case GivenUp(state, error):
                await self.connection.execute(GIVEN_UP, {"id": delivery_id, "state": state.value, "error": error})

    async def _delivered(self, delivery_id: DeliveryId, receipt: Receipt, shows: BookingStatus | None) -> None:
        stale = shows is not None and await self._differs(delivery_id, shows)
        values = {"id": delivery_id, "receipt": receipt, "shows": shows and shows.value, "stale": stale}
        await self.connection.execute(DELIVERED, values)

    async def stale_cards(self, now: datetime, *, limit: int) -> tuple[StaleCard, ...]:
        rows = await self.connection.execute(STALE_CARDS, {"now": now, "limit": limit})
        return tuple(StaleCard(row.id, row.receipt, to_message(row)) for row in rows)

    async def postpone(self, delivery_id: DeliveryId, until: datetime) -> None:
        await self.connection.execute(POSTPONE, {"id": delivery_id, "until": until})

    async def shown(self, delivery_id: DeliveryId, status: BookingStatus) -> None:
        stale = await self._differs(delivery_id, status)
        await self.connection.execute(SHOWN, {"id": delivery_id, "shows": status.value, "stale": stale})

    async def _differs(self, delivery_id: DeliveryId, shows: BookingStatus) -> bool:
        status = (await self.connection.execute(STATUS, {"id": delivery_id})).scalar_one_or_none()
        return status is not None and status != shows.value


def to_delivery(row: AnyRow) -> Delivery:
    """With the try that was claimed before and never recorded, if there is one."""
    lost = int(row.leased_until is not None)
    return Delivery(id=row.id, message=to_message(row), attempts=row.attempts + lost, uncertain=row.uncertain + lost)


def to_message(row: AnyRow) -> Message:
    return Message(
        event_id=row.event_id,
        person_id=row.person_id,
        kind=MessageKind(row.kind),
        booking_id=row.booking_id,
        apartment_id=row.apartment_id,
    )
