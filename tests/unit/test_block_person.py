"""An admin blocks a person, or lets them back."""

from collections.abc import Callable

import pytest

from rental_core.accounts.person import Blocking, NotAllowedError, Person, PersonId, PersonNotFoundError, Role
from rental_core.bookings.booking import BookingStatus, Reason, StatusChange, Why
from rental_core.bookings.events import BookingMoved
from rental_core.moderation.block_person import BlockPerson, UnblockPerson
from tests.support.builders import NOON, stay
from tests.support.market import Market, a_newcomer
from tests.support.refused import refused

NIGHTS = stay("2027-05-05", "2027-05-08")


@pytest.fixture
def block(market: Market) -> BlockPerson:
    return BlockPerson(market.work, market.clock)


@pytest.fixture
async def admin(market: Market) -> Person:
    return await a_newcomer(market.work, "Админ", roles=frozenset({Role.ADMIN}))


async def stored(market: Market, person: Person) -> Person:
    async with market.work() as work:
        return await work.people.get(person.id)


async def test_a_person_is_blocked_with_a_reason_and_let_back(market: Market, block: BlockPerson, admin: Person) -> None:
    await block(market.anna.id, reason="спам", by=admin.id)
    assert (await stored(market, market.anna)).blocked == Blocking(NOON, admin.id, "спам")
    await UnblockPerson(market.work)(market.anna.id, by=admin.id)
    assert (await stored(market, market.anna)).blocked is None


@pytest.mark.parametrize(
    ("who", "status"),
    [(lambda market: market.anna, BookingStatus.WITHDRAWN), (lambda market: market.landlord, BookingStatus.DECLINED)],
    ids=["renter", "landlord"],
)
async def test_their_requests_end_with_notice_and_confirmed_stays_stand(
    market: Market, block: BlockPerson, who: Callable[[Market], Person], status: BookingStatus
) -> None:
    pending, sold = await market.request(NIGHTS), await market.request(stay("2027-05-20", "2027-05-22"))
    await market.confirm(sold)
    await market.news()
    await block(who(market).id, reason="спам", by=None)
    assert (await market.now(pending)).history[-1] == StatusChange(status, NOON, None, Reason(Why.PERSON_BLOCKED))
    assert (await market.now(sold)).status is BookingStatus.CONFIRMED
    assert await market.news() == [BookingMoved(pending.id, status)]
    assert [holding.taker for holding in await market.calendar()] == [sold.taker]


async def test_other_peoples_requests_stand(market: Market, block: BlockPerson) -> None:
    request = await market.request(NIGHTS)
    await block(market.boris.id, reason="спам", by=None)
    assert (await market.now(request)).pending


async def test_only_admins_block_and_unblock(market: Market, block: BlockPerson) -> None:
    with refused(NotAllowedError(market.boris.id)):
        await block(market.anna.id, reason="спам", by=market.boris.id)
    with refused(NotAllowedError(market.boris.id)):
        await UnblockPerson(market.work)(market.anna.id, by=market.boris.id)
    assert (await stored(market, market.anna)).blocked is None


async def test_an_unknown_person_is_neither_blocked_nor_unblocked(market: Market, block: BlockPerson) -> None:
    with refused(PersonNotFoundError(404)):
        await block(PersonId(404), reason="спам", by=None)
    with refused(PersonNotFoundError(404)):
        await UnblockPerson(market.work)(PersonId(404), by=None)
