"""Occupancy: the guard of every night."""

import asyncio
from datetime import timedelta

import pytest

from rental_core.calendar.occupancy import TakenNights, Taker
from rental_core.stay import FOREVER, Stay
from tests.support.builders import stay
from tests.support.market import EVER, Market
from tests.support.stored import stored_block, stored_booking

NIGHTS = stay("2027-05-05", "2027-05-08")


class ChangedMyMindError(Exception):
    pass


@pytest.fixture
async def anna(market: Market) -> Taker:
    return (await stored_booking(market)).taker


@pytest.fixture
async def boris(market: Market) -> Taker:
    return (await stored_booking(market, renter_id=market.boris.id)).taker


@pytest.fixture
async def closed(market: Market) -> Taker:
    return (await stored_block(market)).taker


async def take(market: Market, nights: Stay, taker: Taker) -> bool:
    async with market.work() as work:
        return await work.occupancy.take(market.flat.id, nights, taker)


@pytest.mark.parametrize(
    "wanted",
    [
        NIGHTS,
        stay("2027-05-07", "2027-05-09"),
        stay("2027-05-04", "2027-05-06"),
        stay("2027-05-06", "2027-05-07"),
        stay("2027-05-01", "2027-06-01"),
        Stay(NIGHTS.check_in - timedelta(30), FOREVER),
    ],
)
async def test_two_takers_cannot_share_a_night(market: Market, anna: Taker, boris: Taker, wanted: Stay) -> None:
    assert await take(market, NIGHTS, anna)
    assert not await take(market, wanted, boris)
    assert await market.calendar() == (TakenNights(NIGHTS, anna),)


@pytest.mark.parametrize("wanted", [stay("2027-05-08", "2027-05-09"), stay("2027-05-01", "2027-05-05")])
async def test_one_leaves_on_the_day_another_arrives(market: Market, anna: Taker, boris: Taker, wanted: Stay) -> None:
    assert await take(market, NIGHTS, anna)
    assert await take(market, wanted, boris)


async def test_a_taker_does_not_take_its_own_nights_twice(market: Market, anna: Taker) -> None:
    assert await take(market, NIGHTS, anna)
    assert not await take(market, NIGHTS, anna)
    assert not await take(market, stay("2027-05-07", "2027-05-09"), anna)


async def test_a_refused_take_leaves_the_transaction_usable(market: Market, anna: Taker, boris: Taker) -> None:
    await take(market, NIGHTS, anna)
    async with market.work() as work:
        assert not await work.occupancy.take(market.flat.id, NIGHTS, boris)
        assert await work.occupancy.take(market.flat.id, stay("2027-05-08", "2027-05-09"), boris)
    assert [holding.taker for holding in await market.calendar()] == [anna, boris]


async def test_bookings_and_blocks_exclude_each_other(market: Market, anna: Taker, closed: Taker) -> None:
    assert await take(market, NIGHTS, closed)
    assert not await take(market, NIGHTS, anna)


async def test_apartments_do_not_exclude_each_other(market: Market, anna: Taker) -> None:
    other = await market.another_flat()
    booking = await stored_booking(market, apartment_id=other.id)
    assert await take(market, NIGHTS, anna)
    async with market.work() as work:
        assert await work.occupancy.take(other.id, NIGHTS, booking.taker)


async def test_a_block_may_hold_several_ranges_and_the_rest_of_time(market: Market, anna: Taker, closed: Taker) -> None:
    assert await take(market, NIGHTS, anna)
    assert await take(market, stay("2027-05-01", "2027-05-05"), closed)
    assert await take(market, Stay(NIGHTS.check_out, FOREVER), closed)
    assert not await take(market, Stay(NIGHTS.check_out + timedelta(365 * 100), FOREVER), anna)


async def test_release_gives_back_all_of_one_taker_and_says_what_it_was(market: Market, anna: Taker, closed: Taker) -> None:
    await take(market, Stay(NIGHTS.check_out, FOREVER), closed)
    await take(market, stay("2027-05-01", "2027-05-05"), closed)
    await take(market, NIGHTS, anna)
    async with market.work() as work:
        freed = await work.occupancy.release(market.flat.id, closed)
    assert freed == (stay("2027-05-01", "2027-05-05"), Stay(NIGHTS.check_out, FOREVER))
    assert await market.calendar() == (TakenNights(NIGHTS, anna),)


async def test_a_booking_and_a_block_of_one_number_are_two_takers(market: Market, anna: Taker, closed: Taker) -> None:
    assert anna.id == closed.id
    await take(market, NIGHTS, anna)
    async with market.work() as work:
        assert await work.occupancy.release(market.flat.id, closed) == ()
    assert await market.calendar() == (TakenNights(NIGHTS, anna),)


async def test_released_nights_can_be_taken_in_the_same_transaction(market: Market, anna: Taker, boris: Taker) -> None:
    await take(market, NIGHTS, anna)
    async with market.work() as work:
        await work.occupancy.release(market.flat.id, anna)
        assert await work.occupancy.take(market.flat.id, NIGHTS, boris)
    assert await market.calendar() == (TakenNights(NIGHTS, boris),)


async def test_taken_shows_whole_holdings_by_check_in(market: Market, anna: Taker, boris: Taker, closed: Taker) -> None:
    until_freed = Stay(NIGHTS.check_out + timedelta(1), FOREVER)
    before = stay("2027-05-01", "2027-05-05")
    for nights, taker in ((until_freed, closed), (NIGHTS, anna), (before, boris)):
        await take(market, nights, taker)
    async with market.work() as work:
        seen = await work.occupancy.taken(market.flat.id, stay("2027-05-07", "2027-05-10"))
        assert seen == (TakenNights(NIGHTS, anna), TakenNights(until_freed, closed))
        assert await work.occupancy.taken(market.flat.id, stay("2027-05-08", "2027-05-09")) == ()
        assert len(await work.occupancy.taken(market.flat.id, EVER)) == 3


async def test_of_many_who_want_a_night_at_once_one_gets_it(market: Market) -> None:
    takers = [(await stored_booking(market)).taker for _ in range(8)]
    starts = [NIGHTS.check_in + timedelta(number % 3) for number in range(8)]

    async def try_to_take(taker: Taker, nights: Stay) -> bool:
        async with market.work() as work:
            got = await work.occupancy.take(market.flat.id, nights, taker)
            await work.occupancy.taken(market.flat.id, nights)  # a step in which others may try
            return got

    wanted = [Stay(start, start + timedelta(3)) for start in starts]
    results = await asyncio.gather(*[try_to_take(taker, nights) for taker, nights in zip(takers, wanted, strict=True)])
    assert results.count(True) == 1
    assert len(await market.calendar()) == 1


@pytest.mark.parametrize("succeeds", [True, False])
async def test_a_take_waits_for_a_transaction_in_progress(market: Market, anna: Taker, boris: Taker, succeeds: bool) -> None:
    trying = asyncio.Event()

    async def second() -> bool:
        trying.set()
        return await take(market, stay("2027-05-07", "2027-05-10"), boris)

    async def first() -> "asyncio.Task[bool]":
        async with market.work() as work:
            assert await work.occupancy.take(market.flat.id, NIGHTS, anna)
            task = asyncio.create_task(second())
            await trying.wait()
            for _ in range(5):  # time for the other one to come as far as it can
                await work.occupancy.taken(market.flat.id, EVER)
            assert not task.done()
            tasks.append(task)
            if not succeeds:
                raise ChangedMyMindError
            return task

    tasks: list[asyncio.Task[bool]] = []
    if succeeds:
        await first()
    else:
        with pytest.raises(ChangedMyMindError):
            await first()
    assert await tasks[0] is not succeeds, "the nights are free exactly when the first one gave up"
