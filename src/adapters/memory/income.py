"""A landlord's income, counted anew at each look."""

from datetime import datetime

from attrs import frozen

from adapters.memory.state import Store
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId
from rental_core.bookings.booking import BookingStatus
from rental_core.bookings.income import IncomeReader, IncomeRow, IncomeYears, income_rows, offered
from rental_core.calendar.occupancy import TakerKind
from rental_core.clock import local_date
from rental_core.stay import ONE_DAY, Stay


@frozen
class MemoryIncomeReader(IncomeReader):
    """Reads what was committed, without waiting for a transaction in progress."""

    store: Store

    async def years(self, landlord_id: PersonId, *, now: datetime, apartment_id: ApartmentId | None = None) -> IncomeYears:
        flats = self._flats(landlord_id, apartment_id)
        today = min((local_date(now, flat.zone) for flat in flats), default=now.date())
        bookings = [each for flat in flats for each in self.store.committed.bookings.values() if each.apartment_id == flat.id]
        first = min((each.stay.check_in for each in bookings if each.confirmation), default=today)
        ahead = [each.stay.check_out - ONE_DAY for each in bookings if each.status is BookingStatus.CONFIRMED]
        return IncomeYears(today, min(first, today).year, max([*ahead, today]).year)

    async def rows(self, landlord_id: PersonId, within: Stay, *, apartment_id: ApartmentId | None = None) -> tuple[IncomeRow, ...]:
        return tuple(row for flat in self._flats(landlord_id, apartment_id) for row in self._of(flat, within))

    def _flats(self, landlord_id: PersonId, apartment_id: ApartmentId | None) -> list[Apartment]:
        every = sorted(self.store.committed.apartments.values(), key=lambda flat: flat.id)
        return [flat for flat in every if flat.landlord_id == landlord_id and apartment_id in {None, flat.id}]

    def _of(self, flat: Apartment, within: Stay) -> tuple[IncomeRow, ...]:
        state = self.store.committed
        held = state.occupancy.get(flat.id, ())
        return income_rows(
            flat,
            state.cities[flat.address.city_id].currency,
            bookings=[each for each in state.bookings.values() if each.apartment_id == flat.id],
            offers=offered(flat, state.edits.get(flat.id, ())),
            closed=[each.nights for each in held if each.taker.kind is TakerKind.BLOCK],
            within=within,
        )
