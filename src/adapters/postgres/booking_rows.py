"""Bookings and their moves, from rows and to rows."""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any

from adapters.postgres.rows import AnyRow, to_lines, to_quote
from adapters.postgres.tables import booking_move
from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import Booking, BookingStatus, Reason, StatusChange, Why
from rental_core.stay import Stay

MOVE = (booking_move.c.became, booking_move.c.at, booking_move.c.by_id, booking_move.c.why, booking_move.c.said)


def to_row(asked: Booking) -> dict[str, Any]:
    total = asked.quote.total
    return {
        "id": asked.id,
        "apartment_id": asked.apartment_id,
        "landlord_id": asked.landlord_id,
        "renter_id": asked.renter_id,
        "status": asked.status.value,
        "mode": asked.mode.value,
        "check_in": asked.stay.check_in,
        "check_out": asked.stay.check_out,
        "guests": asked.guests,
        "preparation_nights": asked.preparation_nights,
        "lines": to_lines(asked.quote),
        "total": total.amount,
        "currency": total.currency,
        "message": asked.message,
        "key": asked.key,
        "zone": asked.zone,
        "check_in_at": asked.check_in_at,
        "check_out_at": asked.check_out_at,
        "expires_at": asked.expires_at,
    }


def move_rows(moved: Booking) -> list[dict[str, Any]]:
    """Every move."""
    return [
        {
            "booking_id": moved.id,
            "number": number,
            "was": before and before.to.value,
            "became": change.to.value,
            "at": change.at,
            "by_id": change.by,
            "why": change.reason and change.reason.why.value,
            "said": change.reason.text if change.reason else "",
        }
        for number, (before, change) in enumerate(pairwise((None, *moved.history)))
        if change is not None
    ]


def json_rows(moved: Booking, start: int) -> list[dict[str, Any]]:
    """The moves from number `start` on, for jsonb_to_recordset."""
    return [row | {"at": row["at"].isoformat()} for row in move_rows(moved)[start:]]


def to_bookings(rows: Iterable[AnyRow]) -> tuple[Booking, ...]:
    """Bookings from rows of `booking` with the columns MOVE, which come sorted by booking and number of the move."""
    return tuple(to_booking(list(of_one)) for _, of_one in groupby(rows, key=lambda row: row.id))


def to_booking(rows: Sequence[AnyRow]) -> Booking:
    row = rows[0]
    return Booking(
        id=row.id,
        apartment_id=row.apartment_id,
        landlord_id=row.landlord_id,
        renter_id=row.renter_id,
        stay=Stay(row.check_in, row.check_out),
        guests=row.guests,
        preparation_nights=row.preparation_nights,
        mode=BookingMode(row.mode),
        quote=to_quote(row.lines, row.currency),
        message=row.message,
        key=row.key,
        zone=row.zone,
        check_in_at=row.check_in_at,
        check_out_at=row.check_out_at,
        expires_at=row.expires_at,
        history=tuple(to_change(each) for each in rows),
    )


def to_change(row: AnyRow) -> StatusChange:
    return StatusChange(BookingStatus(row.became), row.at, row.by_id, to_reason(row.why, row.said))


def to_reason(why: str | None, said: str) -> Reason | None:
    return None if why is None else Reason(Why(why), said)
