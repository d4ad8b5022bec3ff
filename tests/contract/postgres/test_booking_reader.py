"""Bookings as their two parties see them."""

import pytest
from attrs import evolve
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.memory import MemoryClock
from adapters.postgres.readers import PostgresBookingReader
from rental_core.accounts.person import Person, PersonId, Role
from rental_core.accounts.profile import ChangePhone
from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import Booking, BookingId, BookingNotFoundError, BookingStatus, Reason, Why
from rental_core.bookings.clockwork import EndStay
from rental_core.bookings.ports import RenterRecord, Rival, TripsCursor
from rental_core.moderation.leave import Leave
from tests.support.builders import NOON, SOCHI, at, stay
from tests.support.market import Market, a_newcomer
from tests.support.telling import MarketBookings

ANNAS, MARINAS = "+79160000001", "+79160000002"


@pytest.fixture
def reader(engine: AsyncEngine) -> PostgresBookingReader:
    return PostgresBookingReader(engine)


async def three_requests(market: Market) -> list[Booking]:
    """Of Anna, for May, April and May again, made in this order."""
    spans = (stay("2027-05-20", "2027-05-22"), stay("2027-05-05", "2027-05-08"), stay("2027-05-10", "2027-05-12"))
    return [await market.request(span) for span in spans]


async def test_a_card_says_all_there_is_to_say(reader: PostgresBookingReader, market: Market) -> None:
    booking = await market.request()
    card = await reader.card(booking.id, viewer=market.landlord.id)
    assert (card.id, card.status, card.stay, card.guests, card.mode) == (booking.id, booking.status, booking.stay, 2, BookingMode.HOLD)
    assert (card.quote, card.requested_at, card.expires_at) == (booking.quote, NOON, booking.expires_at)
    assert (card.check_in_at, card.check_out_at, card.zone) == (booking.check_in_at, booking.check_out_at, booking.zone)
    assert (card.city_ru, card.city_en, card.title, card.photo) == (SOCHI.name_ru, SOCHI.name_en, market.flat.title, market.flat.photos[0])
    assert (card.renter_name, card.renter_since, card.landlord_name) == ("Anna", NOON, "Марина")
    assert (card.moved_by, card.moved_at, card.reason) == (market.anna.id, NOON, None)


async def test_a_card_gives_the_last_move_and_its_reason(reader: PostgresBookingReader, market: Market, clock: MemoryClock) -> None:
    booking = await market.request()
    clock.set(at("2027-05-01 13:00"))
    await market.decline(booking, reason=Reason(Why.REPAIRS, "Труба"))
    card = await reader.card(booking.id, viewer=market.anna.id)
    assert (card.status, card.moved_by, card.moved_at) == (BookingStatus.DECLINED, market.landlord.id, clock.now())
    assert card.reason == Reason(Why.REPAIRS, "Труба")
    assert card.requested_at == NOON


async def test_the_renter_sees_the_exact_address_from_the_confirmation_on(reader: PostgresBookingReader, market: Market) -> None:
    booking, flat = await market.request(), market.flat
    before = await reader.card(booking.id, viewer=market.anna.id)
    assert (before.house, before.instructions, before.point) == ("", "", flat.point.rounded())
    assert before.street == flat.address.street
    await market.confirm(booking)
    after = await reader.card(booking.id, viewer=market.anna.id)
    assert (after.house, after.instructions, after.point) == (flat.address.house, flat.instructions, flat.point)


async def test_phones_are_for_the_other_party_from_the_confirmation_on(reader: PostgresBookingReader, market: Market) -> None:
    market.anna, market.landlord = [await with_phone(market, *each) for each in ((market.anna, ANNAS), (market.landlord, MARINAS))]
    admin, booking = await an_admin(market), await market.request()

    async def phones(viewer: Person) -> tuple[str | None, str | None]:
        card = await reader.card(booking.id, viewer=viewer.id)
        assert (card.renter_phone, card.landlord_phone) == await beside(market, booking, viewer)
        return card.renter_phone, card.landlord_phone

    assert [await phones(market.anna), await phones(market.landlord)] == [(None, None)] * 2
    await market.confirm(booking)
    assert [await phones(market.anna), await phones(market.landlord)] == [(None, MARINAS), (ANNAS, None)]
    card = await reader.card(booking.id, viewer=admin.id)
    assert (card.renter_phone, card.landlord_phone) == (None, None)
    await market.cancel(booking)
    assert await phones(market.landlord) == (ANNAS, None)
    await Leave(market.work, market.clock)(market.anna.id)
    assert await phones(market.landlord) == (None, None)


async def beside(market: Market, booking: Booking, viewer: Person) -> tuple[str | None, str | None]:
    """What the reader of the tests in memory says."""
    card = await MarketBookings(market).card(booking.id, viewer=viewer.id)
    return card.renter_phone, card.landlord_phone


async def with_phone(market: Market, person: Person, phone: str) -> Person:
    return await ChangePhone(market.work)(person.id, phone)


async def test_a_declined_renter_never_sees_it(reader: PostgresBookingReader, market: Market) -> None:
    booking = await market.request()
    await market.decline(booking)
    assert (await reader.card(booking.id, viewer=market.anna.id)).house == ""


async def test_the_landlord_always_sees_it(reader: PostgresBookingReader, market: Market) -> None:
    booking = await market.request()
    assert (await reader.card(booking.id, viewer=market.landlord.id)).house == market.flat.address.house


async def test_strangers_see_nothing_and_admins_everything(reader: PostgresBookingReader, market: Market) -> None:
    booking = await market.request()
    with pytest.raises(BookingNotFoundError):
        await reader.card(booking.id, viewer=market.boris.id)
    with pytest.raises(BookingNotFoundError):
        await reader.card(BookingId(booking.id + 1), viewer=market.landlord.id)
    admin = await an_admin(market)
    assert (await reader.card(booking.id, viewer=admin.id)).house == market.flat.address.house


async def an_admin(market: Market) -> Person:
    newcomer = await a_newcomer(market.work, "Глеб")
    admin = evolve(newcomer, roles=frozenset({Role.ADMIN}))
    async with market.work() as work:
        await work.people.save(admin)
    return admin


async def test_competing_requests_are_those_that_want_one_of_the_nights(reader: PostgresBookingReader, market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    booking = await market.request(stay("2027-05-05", "2027-05-08"))
    await market.request(stay("2027-05-07", "2027-05-09"), renter=market.boris)
    await market.request(stay("2027-05-08", "2027-05-09"), renter=market.boris)
    withdrawn = await market.request(stay("2027-05-05", "2027-05-06"), renter=market.boris)
    await market.withdraw(withdrawn, by=market.boris)
    assert (await reader.card(booking.id, viewer=market.landlord.id)).competing == 1


async def test_a_renters_stays_are_the_completed_ones(reader: PostgresBookingReader, market: Market, clock: MemoryClock) -> None:
    booking = await market.request(stay("2027-05-02", "2027-05-03"))
    await market.confirm(booking)
    clock.set(booking.check_out_at)
    await EndStay(market.work, clock)(booking.id, booking.check_out_at)
    another = await market.request(stay("2027-05-20", "2027-05-22"))
    assert (await reader.card(another.id, viewer=market.landlord.id)).renter_record == RenterRecord(stays=1, here=1)


async def test_a_renters_record_tells_of_all_landlords_and_of_this_one(
    reader: PostgresBookingReader, market: Market, clock: MemoryClock
) -> None:
    other = await a_newcomer(market.work, "Глеб")
    elsewhere = await market.another_flat(landlord_id=other.id)
    spent = await market.request(stay("2027-05-02", "2027-05-03"), flat=elsewhere)
    await market.confirm(spent, by=other)
    cancelled, by_landlord = [await market.request(stay(f"2027-06-0{day}", f"2027-06-0{day + 1}")) for day in (1, 5)]
    for booking, by in ((cancelled, market.anna), (by_landlord, market.landlord)):
        await market.confirm(booking)
        await market.cancel(booking, by=by)
    missed = await market.request(stay("2027-05-04", "2027-05-06"))
    await market.confirm(missed)
    clock.set(missed.check_in_at)
    await EndStay(market.work, clock)(spent.id, spent.check_out_at)
    await market.no_show(missed)
    asked = await market.request(stay("2027-07-01", "2027-07-02"))
    card = await reader.card(asked.id, viewer=market.landlord.id)
    assert card.renter_record == RenterRecord(stays=1, here=0, cancelled=1, missed=1)


async def test_rivals_are_named_by_time_left_to_those_who_decide_while_there_is_something_to_decide(
    reader: PostgresBookingReader, market: Market
) -> None:
    held = await market.request(stay("2027-05-08", "2027-05-09"), renter=market.boris)
    await market.takes(BookingMode.OPEN)
    booking = await market.request(stay("2027-05-05", "2027-05-08"))
    soon = await market.request(stay("2027-05-07", "2027-05-08"), renter=market.boris)
    rivals = (rival(soon, market.boris, holds=False),)
    for seen in (reader, MarketBookings(market)):
        assert (await seen.card(booking.id, viewer=market.landlord.id)).rivals == rivals
        assert (await seen.card(booking.id, viewer=market.anna.id)).rivals == ()
        assert (await seen.card(held.id, viewer=market.landlord.id)).rivals == ()
    await market.confirm(booking)
    assert (await reader.card(booking.id, viewer=market.landlord.id)).rivals == ()


async def test_a_rival_that_holds_its_nights_says_so(reader: PostgresBookingReader, market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    booking = await market.request(stay("2027-05-05", "2027-05-08"))
    await market.takes(BookingMode.HOLD)
    holds = await market.request(stay("2027-05-07", "2027-05-08"), renter=market.boris)
    assert (await reader.card(booking.id, viewer=market.landlord.id)).rivals == (rival(holds, market.boris, holds=True),)


async def test_no_card_names_more_than_ten_rivals(reader: PostgresBookingReader, market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    booking = await market.request()
    for number in range(11):
        await market.request(renter=await a_newcomer(market.work, f"Renter {number}"))
    card = await reader.card(booking.id, viewer=market.landlord.id)
    assert (card.competing, len(card.rivals)) == (11, 10)
    assert [each.id for each in card.rivals] == sorted(each.id for each in card.rivals)


def rival(booking: Booking, renter: Person, *, holds: bool) -> Rival:
    return Rival(id=booking.id, renter_name=renter.name, stay=booking.stay, expires_at=booking.expires_at, holds=holds)


async def test_trips_that_wait_come_first_then_those_ahead_then_the_past_page_by_page(
    reader: PostgresBookingReader, market: Market
) -> None:
    made = [await market.request(stay(f"2027-05-{day:02}", f"2027-05-{day + 1:02}")) for day in (20, 4, 10)]
    await market.request(stay("2027-05-25", "2027-05-26"), renter=market.boris)
    for booking in made:
        await market.confirm(booking)
    ended = []
    for day in (5, 9, 9):
        ended.append(await market.request(stay(f"2027-06-{day:02}", f"2027-06-{day + 1:02}")))
        await market.withdraw(ended[-1])
    waiting = await market.request(stay("2027-07-01", "2027-07-02"))
    expected = [waiting.id, made[1].id, made[2].id, made[0].id, ended[2].id, ended[1].id, ended[0].id]
    for size in (1, 2, 3, 10):
        assert await all_trips(reader, market, size) == expected


async def all_trips(reader: PostgresBookingReader, market: Market, size: int) -> list[BookingId]:
    """Anna's, read in pages of that size."""
    seen: list[BookingId] = []
    cursor: TripsCursor | None = None
    while page := await reader.trips(market.anna.id, after=cursor, limit=size):
        seen += [row.id for row in page]
        cursor = page[-1].cursor
    return seen


async def test_a_trip_shows_the_price_that_was_agreed(reader: PostgresBookingReader, market: Market) -> None:
    booking = await market.request()
    (row,) = await reader.trips(market.anna.id, after=None, limit=5)
    assert (row.status, row.title, row.stay, row.total) == (booking.status, market.flat.title, booking.stay, booking.quote.total)
    assert (row.expires_at, row.zone) == (booking.expires_at, booking.zone)
    assert (row.check_in_at, row.check_out_at) == (booking.check_in_at, booking.check_out_at)


async def test_requests_to_decide_come_by_expiry_page_by_page(reader: PostgresBookingReader, market: Market, clock: MemoryClock) -> None:
    await market.takes(BookingMode.OPEN)
    day_long = await market.request(stay("2027-05-20", "2027-05-22"))
    soon = await market.request(stay("2027-05-01", "2027-05-02"), renter=market.boris)
    twin = await market.request(stay("2027-05-10", "2027-05-12"), renter=market.boris)
    first = await reader.to_decide(market.landlord.id, after=None, limit=2)
    assert [row.id for row in first] == [soon.id, day_long.id]
    assert [row.id for row in await reader.to_decide(market.landlord.id, after=day_long.id, limit=2)] == [twin.id]


async def test_the_page_after_a_request_that_was_decided_meanwhile_begins_where_it_stood(
    reader: PostgresBookingReader, market: Market
) -> None:
    one, two, three = await three_requests(market)
    await market.decline(two)
    assert [row.id for row in await reader.to_decide(market.landlord.id, after=one.id, limit=5)] == [three.id]
    assert [row.id for row in await reader.to_decide(market.landlord.id, after=two.id, limit=5)] == [three.id]


async def test_each_party_reads_the_name_of_the_other(reader: PostgresBookingReader, market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    for renter in (market.anna, market.boris):
        await market.request(renter=renter)
    assert [row.other_name for row in await reader.to_decide(market.landlord.id, after=None, limit=5)] == ["Anna", "Борис"]
    assert [row.other_name for row in await reader.trips(market.anna.id, after=None, limit=5)] == ["Марина"]


async def test_nobody_decides_for_others(reader: PostgresBookingReader, market: Market) -> None:
    await market.request()
    assert await reader.to_decide(PersonId(market.anna.id), after=None, limit=5) == ()
