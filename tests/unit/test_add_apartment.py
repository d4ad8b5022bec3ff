"""A landlord adds an apartment."""

import pytest

from rental_core.accounts.person import BlockedPersonError, Blocking, Role
from rental_core.apartments.apartment import Apartment, ApartmentId, NotYourApartmentError, Publication
from rental_core.apartments.publish import AddApartment
from tests.support.builders import NOON, an_apartment
from tests.support.market import Market, a_newcomer
from tests.support.refused import refused


@pytest.fixture
def add(market: Market) -> AddApartment:
    return AddApartment(market.work)


async def stored(market: Market, apartment_id: ApartmentId) -> Apartment:
    async with market.work() as work:
        return await work.apartments.get(apartment_id)


async def test_an_apartment_that_lacks_nothing_is_published_when_asked_for(market: Market, add: AddApartment) -> None:
    added = await add(an_apartment(landlord_id=market.anna.id), by=market.anna.id, publish=True)
    assert added.publication is Publication.PUBLISHED
    assert added.id != market.flat.id
    assert await stored(market, added.id) == added


@pytest.mark.parametrize(("changes", "publish"), [({}, False), ({"photos": ()}, True)])
async def test_otherwise_it_is_a_draft(market: Market, add: AddApartment, changes: dict[str, object], publish: bool) -> None:
    added = await add(an_apartment(landlord_id=market.anna.id, **changes), by=market.anna.id, publish=publish)
    assert added.publication is Publication.DRAFT


async def test_whoever_adds_an_apartment_is_a_landlord(market: Market, add: AddApartment) -> None:
    await add(an_apartment(landlord_id=market.anna.id), by=market.anna.id, publish=False)
    async with market.work() as work:
        assert (await work.people.get(market.anna.id)).roles == {Role.LANDLORD}


async def test_what_was_imported_before_is_left_as_it_is(market: Market, add: AddApartment) -> None:
    by = market.anna.id
    first = await add(an_apartment(landlord_id=by, title="One"), by=by, publish=True, source="albany:42")
    assert await add(an_apartment(landlord_id=by, title="Two"), by=by, publish=True, source="albany:42") == first
    assert (await stored(market, first.id)).title == "One"


async def test_nobody_adds_an_apartment_for_another(market: Market, add: AddApartment) -> None:
    theirs = an_apartment(landlord_id=market.landlord.id)
    with refused(NotYourApartmentError(theirs.id)):
        await add(theirs, by=market.anna.id, publish=True)


async def test_a_blocked_person_adds_nothing(market: Market, add: AddApartment) -> None:
    olga = await a_newcomer(market.work, "Olga", blocked=Blocking(NOON, None, "спам"))
    with refused(BlockedPersonError("спам")):
        await add(an_apartment(landlord_id=olga.id), by=olga.id, publish=True)
