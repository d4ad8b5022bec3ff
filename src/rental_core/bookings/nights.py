"""How nights change hands inside a transaction."""

from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import Booking, BookingId
from rental_core.bookings.events import BookingMoved
from rental_core.bookings.ports import BookingsWork
from rental_core.calendar.block import Block
from rental_core.calendar.events import NightsTaken
from rental_core.calendar.occupancy import NightsTakenError, Taker, TakerKind
from rental_core.calendar.ports import CalendarWork
from rental_core.stay import Stay


async def move_on(work: BookingsWork, before: Booking, after: Booking) -> None:
    """Store a booking that moved, give back the nights it no longer takes, and note the move.

    Where nights may come back, the apartment must be locked, and before the booking.
    """
    await work.bookings.save(after, was=before.status)
    taken = before.nights if before.holds_nights else before.kept
    left = after.kept
    if taken is not None and taken != left:
        await give_back(work, after.apartment_id, after.taker, keep=left)
    await work.outbox.add(BookingMoved(after.id, after.status))


async def give_back(work: CalendarWork, apartment_id: ApartmentId, taker: Taker, *, keep: Stay | None) -> None:
    """Free what `taker` holds, but for `keep`. Blocks that stand over the freed nights take them at once."""
    freed = await work.occupancy.release(apartment_id, taker)
    if keep is not None and not await work.occupancy.take(apartment_id, keep, taker):
        raise NightsTakenError(apartment_id, keep)  # nobody can be faster than who just had them: better to undo everything
    for block in await work.blocks.standing(apartment_id):
        for nights in freed:
            await close(work, block, nights)


async def close(work: CalendarWork, block: Block, nights: Stay) -> None:
    """The block takes those of `nights` that it wants and that are free, and notes it: whoever waited for them has lost."""
    for wanted in block.spans:
        if common := wanted.within(nights):
            await _take_free(work, block, common)
            await work.outbox.add(NightsTaken(block.apartment_id, common.check_in, common.check_out))


async def _take_free(work: CalendarWork, block: Block, wanted: Stay) -> None:
    # A request may take nights between the look and the take: then look again. Each round ends with somebody's commit, so it ends.
    while True:
        taken = await work.occupancy.taken(block.apartment_id, wanted)
        results = [
            await work.occupancy.take(block.apartment_id, piece, block.taker) for piece in wanted.minus(holding.nights for holding in taken)
        ]
        if all(results):
            return


async def sold_or_closed(work: BookingsWork, apartment_id: ApartmentId, nights: Stay) -> bool:
    """Whether any of `nights` is somebody's for good: a block's or a confirmed booking's, not merely held by a request."""
    for holding in await work.occupancy.taken(apartment_id, nights):
        if holding.taker.kind is TakerKind.BLOCK:
            return True
        if not (await work.bookings.get(BookingId(holding.taker.id))).pending:
            return True
    return False
