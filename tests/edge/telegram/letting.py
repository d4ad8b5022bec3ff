"""What a landlord of a market in memory lets, as far as the windows ask."""

from datetime import datetime
from math import ceil

from attrs import frozen

from rental_core.accounts.person import PersonId, Role
from rental_core.apartments.apartment import Apartment, ApartmentId, ApartmentNotFoundError, Publication
from rental_core.apartments.ports import EditId, EditReader, EditRow
from rental_core.bookings.booking import Booking, BookingStatus
from rental_core.bookings.letting import LettingReader, LettingSums, OwnApartment, Shelf
from rental_core.calendar.status import Status
from tests.edge.telegram.shelves import MarketCalendar, store_of
from tests.support.builders import SOCHI
from tests.support.market import Market


@frozen
class MarketLetting(LettingReader):
    """Looks through the market's memory."""

    market: Market

    async def sums(self, landlord_id: PersonId, *, at: datetime) -> LettingSums:
        own = [await self._own(flat, at) for flat in self._flats(landlord_id)]
        published = sum(each.publication is Publication.PUBLISHED for each in own)
        urgent = min((each.expires_at for each in own if each.expires_at), default=None)
        occupied = sum(each.status.status is Status.OCCUPIED for each in own)
        return LettingSums(published, len(own) - published, occupied, sum(each.pending for each in own), urgent, SOCHI.zone)

    async def shelves(self, landlord_id: PersonId, *, most: int, least: int) -> tuple[Shelf, ...]:
        cut = self._cut(landlord_id, most, least)
        return tuple(Shelf(number, len(flats), flats[0].title, flats[-1].title) for number, flats in enumerate(cut, 1))

    async def shelf(self, landlord_id: PersonId, number: int, *, most: int, least: int, at: datetime) -> tuple[OwnApartment, ...]:
        cut = self._cut(landlord_id, most, least)
        return tuple([await self._own(flat, at) for flat in cut[number - 1]]) if 0 < number <= len(cut) else ()

    async def called(self, landlord_id: PersonId, text: str, *, limit: int, at: datetime) -> tuple[OwnApartment, ...]:
        found = [flat for flat in self._flats(landlord_id) if text.lower() in flat.title.lower()]
        return tuple([await self._own(flat, at) for flat in found[:limit]])

    async def drafts(self, landlord_id: PersonId, *, limit: int, at: datetime) -> tuple[OwnApartment, ...]:
        begun = [each for each in self._flats(landlord_id) if each.publication in {Publication.DRAFT, Publication.REJECTED}]
        return tuple([await self._own(each, at) for each in sorted(begun, key=lambda each: -each.id)[:limit]])

    async def to_review(self, *, viewer: PersonId, after: ApartmentId | None, limit: int, at: datetime) -> tuple[OwnApartment, ...]:
        state = store_of(self.market).committed
        if Role.ADMIN not in state.people[viewer].roles:
            return ()
        waiting = [each for each in state.apartments.values() if each.publication is Publication.REVIEW and each.id > (after or 0)]
        return tuple([await self._own(each, at) for each in sorted(waiting, key=lambda each: each.id)[:limit]])

    async def one(self, apartment_id: ApartmentId, *, viewer: PersonId, at: datetime) -> OwnApartment:
        state = store_of(self.market).committed
        flat = state.apartments.get(apartment_id)
        if flat is None or (flat.landlord_id != viewer and Role.ADMIN not in state.people[viewer].roles):
            raise ApartmentNotFoundError(apartment_id)
        return await self._own(flat, at)

    def _flats(self, landlord_id: PersonId) -> list[Apartment]:
        flats = store_of(self.market).committed.apartments.values()
        return sorted(
            (flat for flat in flats if flat.landlord_id == landlord_id and flat.publication is not Publication.REMOVED),
            key=lambda flat: (flat.title.lower(), flat.id),
        )

    def _cut(self, landlord_id: PersonId, most: int, least: int) -> list[list[Apartment]]:
        flats = self._flats(landlord_id)
        size = ceil(len(flats) / max(1, min(most, len(flats) // least))) or 1
        return [flats[start : start + size] for start in range(0, len(flats), size)]

    async def _own(self, flat: Apartment, at: datetime) -> OwnApartment:
        bookings = [each for each in store_of(self.market).committed.bookings.values() if each.apartment_id == flat.id]
        pending = [each for each in bookings if each.pending]
        return OwnApartment(
            id=flat.id,
            title=flat.title,
            street=flat.address.street,
            house=flat.address.house,
            city_ru=SOCHI.name_ru,
            city_en=SOCHI.name_en,
            zone=flat.zone,
            publication=flat.publication,
            missing=flat.missing,
            rejection=flat.rejection,
            status=await MarketCalendar(self.market).status(flat.id, at=at),
            pending=len(pending),
            expires_at=min((each.expires_at for each in pending), default=None),
            arrival=min((each.stay.check_in for each in bookings if _ahead(each, at)), default=None),
        )


def _ahead(booking: Booking, at: datetime) -> bool:
    return booking.status is BookingStatus.CONFIRMED and booking.check_in_at > at


@frozen
class MarketEdits(EditReader):
    """The log of the market's memory."""

    market: Market

    async def page(self, apartment_id: ApartmentId, *, viewer: PersonId, after: EditId | None, limit: int) -> tuple[EditRow, ...]:
        state = store_of(self.market).committed
        await MarketLetting(self.market).one(apartment_id, viewer=viewer, at=self.market.clock.now())
        lines = [(edit, change) for edit in state.edits.get(apartment_id, ()) for change in edit.changes]
        rows = [
            EditRow(EditId(number), edit.at, edit.by, state.people[edit.by].name if edit.by else "", change, SOCHI.currency)
            for number, (edit, change) in enumerate(lines, 1)
        ]
        return tuple(row for row in reversed(rows) if after is None or row.id < after)[:limit]
