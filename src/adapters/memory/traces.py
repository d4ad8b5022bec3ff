"""Where a person has left traces, in dictionaries."""

from datetime import datetime

from attrs import evolve, frozen

from adapters.memory.state import State
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import Booking, BookingId, BookingStatus, StatusChange
from rental_core.calendar.block import Block
from rental_core.moderation.ports import Traces


@frozen
class MemoryTraces(Traces):
    """Looks through every table."""

    state: State

    async def ahead(self, person_id: PersonId, now: datetime) -> tuple[BookingId, ...]:
        stays = [booking for booking in self.state.bookings.values() if person_id in {booking.renter_id, booking.landlord_id}]
        return tuple(sorted(each.id for each in stays if each.status is BookingStatus.CONFIRMED and each.check_out_at > now))

    async def apartments(self, person_id: PersonId) -> tuple[ApartmentId, ...]:
        return tuple(sorted(each.id for each in self.state.apartments.values() if each.landlord_id == person_id))

    async def erase(self, person_id: PersonId) -> None:
        state, owned = self.state, set(await self.apartments(person_id))
        state.edits = {flat: edits for flat, edits in state.edits.items() if flat not in owned}
        state.drafts.pop(person_id, None)
        state.favourites = {key: at for key, at in state.favourites.items() if key[0] != person_id}
        state.sources = {source: flat for source, flat in state.sources.items() if flat not in owned}
        state.deliveries = {key: each for key, each in state.deliveries.items() if each.delivery.message.person_id != person_id}
        state.bookings = {key: _wordless(each, person_id) for key, each in state.bookings.items()}
        state.blocks = {key: _uncommented(each, person_id) for key, each in state.blocks.items()}


def _wordless(booking: Booking, person_id: PersonId) -> Booking:
    message = "" if booking.renter_id == person_id else booking.message
    return evolve(booking, message=message, history=tuple(_unsaid(change, person_id) for change in booking.history))


def _unsaid(change: StatusChange, person_id: PersonId) -> StatusChange:
    theirs = change.by == person_id and change.reason is not None and change.reason.text
    return evolve(change, reason=evolve(change.reason, text="")) if theirs and change.reason else change


def _uncommented(block: Block, person_id: PersonId) -> Block:
    history = tuple(evolve(change, comment="") if change.by == person_id else change for change in block.history)
    return evolve(block, history=history)
