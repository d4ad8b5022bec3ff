"""Traces and PersonalRecords: what is held about a person, and what is left when they leave."""

import json

import pytest
from attrs import evolve

from adapters.memory import MemoryPersonalRecords, MemoryWork
from adapters.postgres.readers import PostgresPersonalRecords
from adapters.postgres.work import PostgresWork
from rental_core.accounts.person import Person, PersonNotFoundError, Role
from rental_core.apartments.apartment import Publication
from rental_core.bookings.booking import Booking, BookingStatus, Reason, Why
from rental_core.bookings.events import BookingMoved
from rental_core.moderation.leave import Leave, OnlyAdminError, StaysAheadError
from rental_core.moderation.ports import Counts, PersonalRecords
from rental_core.notifications.message import Message, MessageKind
from rental_core.outbox import EventId
from rental_core.search.draft import Draft
from tests.support.builders import NOON, stay
from tests.support.market import Market
from tests.support.refused import refused

SECTIONS = {"profile", "search", "favourites", "bookings_as_renter", "bookings_as_landlord", "apartments", "messages"}


@pytest.fixture
def records(market: Market) -> PersonalRecords:
    if isinstance(market.work, MemoryWork):
        return MemoryPersonalRecords(market.work.store)
    assert isinstance(market.work, PostgresWork)
    return PostgresPersonalRecords(market.work.engine)


@pytest.fixture
def leave(market: Market) -> Leave:
    return Leave(market.work, market.clock)


async def stored(market: Market, person: Person) -> Person:
    async with market.work() as work:
        return await work.people.get(person.id)


async def settled(market: Market) -> Booking:
    """Anna kept, entered and was sent something, asked with words, and cancelled with words; the landlord closed nights with a comment."""
    booking = await market.request(stay("2027-06-05", "2027-06-08"))
    await market.confirm(booking)
    await market.cancel(booking, reason=Reason(Why.OTHER, "тайна Anna"))
    await market.block(stay("2027-08-01", "2027-08-03"), comment="тайна Марины")
    message = Message(event_id=EventId(1), person_id=market.anna.id, kind=MessageKind.CONFIRMED, booking_id=booking.id)
    async with market.work() as work:
        await work.drafts.save(market.anna.id, Draft(guests=4))
        await work.favourites.keep(market.anna.id, market.flat.id, at=NOON)
        await work.deliveries.add([message], at=NOON)
    return booking


async def test_requests_end_with_notice_and_bookings_keep_their_moves(market: Market, leave: Leave) -> None:
    old, pending = await settled(market), await market.request(stay("2027-05-05", "2027-05-08"))
    await market.news()
    await leave(market.anna.id)
    assert (await market.now(pending)).status is BookingStatus.WITHDRAWN
    assert await market.news() == [BookingMoved(pending.id, BookingStatus.WITHDRAWN)]
    kept = await market.now(old)
    assert [change.to for change in kept.history] == [BookingStatus.REQUESTED, BookingStatus.CONFIRMED, BookingStatus.CANCELLED]
    assert kept.history[-1].reason == Reason(Why.OTHER, "")
    assert (kept.quote, kept.stay, kept.renter_id) == (old.quote, old.stay, market.anna.id)


async def test_whoever_left_has_no_name_and_no_account(market: Market, leave: Leave) -> None:
    async with market.work() as work:
        await work.people.save(evolve(market.anna, username="anna", phone="+79001234567"))
    await leave(market.anna.id)
    gone = await stored(market, market.anna)
    assert gone == Person(
        id=market.anna.id, telegram_id=None, name="", language=market.anna.language, since=market.anna.since, left_at=NOON
    )
    assert market.anna.telegram_id
    async with market.work() as work:
        assert await work.people.of_telegram(market.anna.telegram_id) is None


async def test_leaving_twice_is_leaving_once(market: Market, leave: Leave) -> None:
    await leave(market.anna.id)
    await market.news()
    await leave(market.anna.id)
    assert await market.news() == []


async def test_the_apartments_of_a_landlord_leave_the_market_and_their_requests_are_declined(market: Market, leave: Leave) -> None:
    request = await market.request()
    await leave(market.landlord.id)
    assert (await market.now(request)).history[-1].reason == Reason(Why.PERSON_LEFT)
    assert (await market.now(request)).status is BookingStatus.DECLINED
    async with market.work() as work:
        flat = await work.apartments.get(market.flat.id)
    assert (flat.publication, flat.photos, flat.description, flat.instructions) == (Publication.PAUSED, (), "", "")
    assert (flat.address.house, flat.point) == ("", market.flat.point.rounded())
    assert await market.calendar() == ()


@pytest.mark.parametrize("renting", [True, False])
async def test_a_confirmed_stay_ahead_stands_in_the_way(market: Market, leave: Leave, renting: bool) -> None:
    person = market.anna if renting else market.landlord
    booking = await market.request()
    await market.confirm(booking)
    with refused(StaysAheadError((booking.id,))):
        await leave(person.id)
    assert (await stored(market, person)).left_at is None
    await market.cancel(booking)
    await leave(person.id)
    assert (await stored(market, person)).left_at == NOON


async def test_the_only_admin_stays(market: Market, leave: Leave) -> None:
    async with market.work() as work:
        await work.people.save(market.anna.given(Role.ADMIN))
    with refused(OnlyAdminError()):
        await leave(market.anna.id)
    async with market.work() as work:
        await work.people.save(market.boris.given(Role.ADMIN))
    await leave(market.anna.id)
    assert (await stored(market, market.anna)).left_at


async def test_what_is_in_the_way_is_told_beforehand(market: Market, records: PersonalRecords) -> None:
    sold = await market.request(stay("2027-05-20", "2027-05-22"))
    await market.confirm(sold)
    await market.request()
    ties, theirs = await records.ties(market.anna.id, NOON), await records.ties(market.landlord.id, NOON)
    assert [(each.id, each.lets, each.title) for each in ties.ahead] == [(sold.id, False, market.flat.title)]
    assert [(each.id, each.lets) for each in theirs.ahead] == [(sold.id, True)]
    assert (ties.made, ties.received, ties.apartments, ties.only_admin) == (1, 0, 0, False)
    assert (theirs.made, theirs.received, theirs.apartments) == (0, 1, 1)
    assert await records.counts(market.anna.id) == Counts(0, 0)


async def test_a_person_is_given_everything_held_about_them(market: Market, records: PersonalRecords) -> None:
    booking = await settled(market)
    held = json.loads(json.dumps(await records.everything(market.anna.id)))
    assert set(held) == SECTIONS
    assert (held["profile"]["name"], held["profile"]["telegram_id"]) == (market.anna.name, market.anna.telegram_id)
    assert held["search"]["guests"] == 4
    assert [each["apartment_id"] for each in held["favourites"]] == [market.flat.id]
    [mine] = held["bookings_as_renter"]
    assert (mine["id"], mine["moves"][-1]["said"], mine["moves"][-1]["by_me"]) == (booking.id, "тайна Anna", True)
    assert [each["kind"] for each in held["messages"]] == ["confirmed"]
    assert held["bookings_as_landlord"] == held["apartments"] == []
    theirs = json.loads(json.dumps(await records.everything(market.landlord.id)))
    assert [each["title"] for each in theirs["apartments"]] == [market.flat.title]
    assert [each["id"] for each in theirs["bookings_as_landlord"]] == [booking.id]


async def test_nothing_is_held_about_whoever_left(market: Market, records: PersonalRecords, leave: Leave) -> None:
    await settled(market)
    await leave(market.anna.id)
    with refused(PersonNotFoundError(market.anna.id)):
        await records.everything(market.anna.id)
