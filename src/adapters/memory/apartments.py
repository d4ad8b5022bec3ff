"""Apartments and cities in dictionaries."""

from attrs import frozen

from adapters.memory.state import Sequences, State
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId, ApartmentNotFoundError, Publication
from rental_core.apartments.facts import Edit
from rental_core.apartments.place import City, CityId
from rental_core.apartments.ports import ApartmentRepository, CityRepository, EditLog


@frozen
class MemoryApartments(ApartmentRepository):
    """Transactions are serialised, so that a lock is held by whoever asks."""

    state: State
    ids: Sequences

    async def get(self, apartment_id: ApartmentId) -> Apartment:
        try:
            return self.state.apartments[apartment_id]
        except KeyError:
            raise ApartmentNotFoundError(apartment_id) from None

    async def lock(self, apartment_id: ApartmentId) -> Apartment:
        return await self.get(apartment_id)

    async def of_source(self, source: str) -> ApartmentId | None:
        return self.state.sources.get(source)

    async def drafts_of(self, landlord_id: PersonId) -> int:
        drafts = [each for each in self.state.apartments.values() if each.publication is Publication.DRAFT]
        return sum(each.landlord_id == landlord_id for each in drafts)

    async def next_id(self) -> ApartmentId:
        return ApartmentId(next(self.ids.apartment))

    async def add(self, apartment: Apartment, *, source: str | None = None) -> None:
        if apartment.id in self.state.apartments or source in self.state.sources:
            raise ValueError(f"apartment {apartment.id} from {source!r} is stored already")
        self.state.apartments[apartment.id] = apartment
        if source is not None:
            self.state.sources[source] = apartment.id

    async def save(self, apartment: Apartment) -> None:
        await self.get(apartment.id)
        self.state.apartments[apartment.id] = apartment


@frozen
class MemoryEditLog(EditLog):
    """The edits of each apartment, oldest first."""

    state: State

    async def add(self, apartment_id: ApartmentId, edit: Edit) -> None:
        self.state.edits[apartment_id] = (*self.state.edits.get(apartment_id, ()), edit)


@frozen
class MemoryCities(CityRepository):
    """Cities by id."""

    state: State

    async def get(self, city_id: CityId) -> City:
        return self.state.cities[city_id]

    async def add(self, *cities: City) -> None:
        self.state.cities.update((city.id, city) for city in cities)
