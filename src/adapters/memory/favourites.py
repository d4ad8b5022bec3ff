"""What people keep for later, in a dictionary."""

from datetime import datetime, timedelta

from attrs import frozen

from adapters.memory.state import State, Store
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId, Publication
from rental_core.search.criteria import ResultRow
from rental_core.search.ports import FavouriteReader, FavouriteRepository, FavouriteRow, FavouritesCursor
from rental_core.stay import Stay


@frozen
class MemoryFavourites(FavouriteRepository):
    """When each person kept each apartment."""

    state: State

    async def keep(self, person_id: PersonId, apartment_id: ApartmentId, *, at: datetime) -> None:
        self.state.favourites.setdefault((person_id, apartment_id), at)

    async def drop(self, person_id: PersonId, apartment_id: ApartmentId) -> None:
        self.state.favourites.pop((person_id, apartment_id), None)

    async def count(self, person_id: PersonId) -> int:
        return sum(keeper == person_id for keeper, _ in self.state.favourites)


@frozen
class MemoryFavouriteReader(FavouriteReader):
    """Reads what was committed, without waiting for a transaction in progress. Nothing is known of stations and of what is free now."""

    store: Store

    async def page(self, person_id: PersonId, *, stay: Stay | None, after: FavouritesCursor | None, limit: int) -> tuple[FavouriteRow, ...]:
        kept = self.store.committed.favourites.items()
        places = sorted(((at, flat) for (keeper, flat), at in kept if keeper == person_id), reverse=True)
        shown = [(at, flat) for at, flat in places if after is None or (at, flat) < (after.kept_at, after.apartment_id)]
        return tuple(self._row(at, flat, stay) for at, flat in shown[:limit])

    async def keeps(self, person_id: PersonId, apartment_id: ApartmentId) -> bool:
        return (person_id, apartment_id) in self.store.committed.favourites

    def _row(self, at: datetime, apartment_id: ApartmentId, stay: Stay | None) -> FavouriteRow:
        state = self.store.committed
        let = state.apartments[apartment_id]
        listed = let.publication is Publication.PUBLISHED and state.people[let.landlord_id].blocked is None
        return FavouriteRow(
            apartment_id=apartment_id,
            title=let.title,
            kept_at=at,
            row=_result(let) if listed else None,
            taken=stay is not None and _is_taken(state, let, stay),
        )


def _is_taken(state: State, let: Apartment, stay: Stay) -> bool:
    nights = Stay(stay.check_in, stay.check_out + timedelta(days=let.preparation_nights))
    return any(held.nights.overlaps(nights) for held in state.occupancy.get(let.id, ()))


def _result(let: Apartment) -> ResultRow | None:
    if let.rates is None:
        return None
    return ResultRow(
        id=let.id,
        title=let.title,
        district=let.address.district,
        street=let.address.street,
        rooms=let.rooms or 1,
        guests=let.guests,
        area=let.area,
        amenities=let.amenities,
        rates=let.rates,
        min_nights=let.min_nights,
        photo=let.photos[0] if let.photos else None,
        mode=let.mode,
        published_at=let.created_at,
    )
