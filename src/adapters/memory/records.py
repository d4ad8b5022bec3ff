"""What is held about one person, from dictionaries."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import frozen

from adapters.memory.state import State, Store
from rental_core.accounts.person import Person, PersonId, PersonNotFoundError, Role
from rental_core.apartments.apartment import Apartment
from rental_core.bookings.booking import Booking, BookingStatus
from rental_core.moderation.ports import Counts, PersonalRecords, StayAhead, Ties


@frozen
class MemoryPersonalRecords(PersonalRecords):
    """Reads what was committed, without waiting for a transaction in progress. The sections have their main fields only."""

    store: Store

    @property
    def state(self) -> State:
        return self.store.committed

    async def counts(self, person_id: PersonId) -> Counts:
        over = [each for each in self.state.bookings.values() if each.status is BookingStatus.COMPLETED]
        return Counts(sum(each.renter_id == person_id for each in over), sum(each.landlord_id == person_id for each in over))

    async def ties(self, person_id: PersonId, now: datetime) -> Ties:
        every = self.state.bookings.values()
        ahead = [each for each in self._of(person_id) if each.status is BookingStatus.CONFIRMED and each.check_out_at > now]
        return Ties(
            ahead=tuple(self._ahead(each, person_id) for each in sorted(ahead, key=lambda each: (each.stay.check_in, each.id))),
            made=sum(each.pending and each.renter_id == person_id for each in every),
            received=sum(each.pending and each.landlord_id == person_id for each in every),
            apartments=len(self._flats(person_id)),
            only_admin=self._only_admin(person_id),
        )

    async def everything(self, person_id: PersonId) -> Mapping[str, Any]:
        person = self.state.people.get(person_id)
        if person is None or person.left_at:
            raise PersonNotFoundError(person_id)
        draft = self.state.drafts.get(person_id)
        told = [each for each in self.state.deliveries.values() if each.delivery.message.person_id == person_id]
        return {
            "profile": _profile(person),
            "search": {} if draft is None else {"guests": draft.guests},
            "favourites": [{"apartment_id": flat} for keeper, flat in self.state.favourites if keeper == person_id],
            "bookings_as_renter": [_booking(each, person_id) for each in self._of(person_id) if each.renter_id == person_id],
            "bookings_as_landlord": [_booking(each, person_id) for each in self._of(person_id) if each.landlord_id == person_id],
            "apartments": [{"id": each.id, "title": each.title, "photos": list(each.photos)} for each in self._flats(person_id)],
            "messages": [{"kind": each.delivery.message.kind.value, "state": each.state.value} for each in told],
        }

    def _of(self, person_id: PersonId) -> list[Booking]:
        return [each for each in self.state.bookings.values() if person_id in {each.renter_id, each.landlord_id}]

    def _flats(self, person_id: PersonId) -> list[Apartment]:
        return [each for each in self.state.apartments.values() if each.landlord_id == person_id]

    def _ahead(self, booking: Booking, person_id: PersonId) -> StayAhead:
        title = self.state.apartments[booking.apartment_id].title
        return StayAhead(booking.id, title, booking.stay, booking.zone, booking.landlord_id == person_id)

    def _only_admin(self, person_id: PersonId) -> bool:
        admins = {each.id for each in self.state.people.values() if Role.ADMIN in each.roles and each.blocked is None}
        return admins == {person_id}


def _profile(person: Person) -> dict[str, Any]:
    return {
        "telegram_id": person.telegram_id,
        "name": person.name,
        "name_chosen": person.name_chosen,
        "username": person.username,
        "phone": person.phone,
        "language": person.language.value,
        "roles": sorted(role.value for role in person.roles),
        "since": person.since.isoformat(),
    }


def _booking(booking: Booking, person_id: PersonId) -> dict[str, Any]:
    moves = [
        {
            "became": move.to.value,
            "at": move.at.isoformat(),
            "by_me": move.by == person_id,
            "why": move.reason and move.reason.why.value,
            "said": move.reason.text if move.reason else "",
        }
        for move in booking.history
    ]
    return {"id": booking.id, "status": booking.status.value, "message": booking.message, "moves": moves}
