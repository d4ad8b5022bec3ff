"""Things a test needs to find in the store, put there through the ports alone."""

from datetime import datetime
from typing import Any

from attrs import evolve

from rental_core.bookings.booking import Booking, BookingStatus
from rental_core.calendar.block import Block, BlockChange
from rental_core.stay import Stay
from tests.support.builders import NOON, a_block, a_booking
from tests.support.market import Market


async def stored_booking(market: Market, nights: Stay | None = None, *, now: datetime = NOON, **changes: Any) -> Booking:
    """Anna's pending request for the market's flat. It takes no nights."""
    async with market.work() as work:
        booking = a_booking(
            nights,
            number=await work.bookings.next_id(),
            now=now,
            apartment_id=market.flat.id,
            landlord_id=market.landlord.id,
            renter_id=market.anna.id,
        )
        booking = evolve(booking, history=(evolve(booking.history[0], by=market.anna.id),))
        booking = evolve(booking, **changes)
        await work.bookings.add(booking)
        return booking


async def moved(market: Market, booking: Booking, to: BookingStatus, *, at: datetime = NOON) -> Booking:
    """The stored booking after a move by the system."""
    after = booking.move(to, at=at, by=None)
    async with market.work() as work:
        await work.bookings.save(after, was=booking.status)
    return after


async def stored_block(market: Market, *spans: Stay, **changes: Any) -> Block:
    """A block of the market's flat. It takes no nights."""
    async with market.work() as work:
        block = a_block(*spans, number=await work.blocks.next_id(), apartment_id=market.flat.id)
        block = evolve(block, history=tuple(evolve(change, by=market.landlord.id) for change in block.history))
        block = evolve(block, **changes)
        await work.blocks.add(block)
        return block


def emptied(block: Block, *, at: datetime = NOON) -> Block:
    """The block after everything was freed."""
    return evolve(block, history=(*block.history, BlockChange((), at, block.history[0].by)))
