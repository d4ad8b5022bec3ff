"""Timers and TimerFeed."""

import asyncio
from datetime import datetime, timedelta

from rental_core.timers import Timer, TimerKind
from rental_core.work import UnitOfWork
from tests.support.builders import NOON
from tests.support.market import EveryWork

LEASE = timedelta(seconds=60)
HOUR = timedelta(hours=1)


def timer(hours: float = 0, *, subject: int = 1, kind: TimerKind = TimerKind.EXPIRE_REQUEST) -> Timer:
    return Timer(kind, subject, NOON + hours * HOUR)


async def wind(work: UnitOfWork[EveryWork], *timers: Timer) -> None:
    async with work() as transaction:
        await transaction.timers.set(*timers)


async def claim(work: UnitOfWork[EveryWork], now: datetime, *, limit: int = 100) -> tuple[Timer, ...]:
    async with work() as transaction:
        return await transaction.alarms.claim(now, limit=limit, lease=LEASE)


async def done(work: UnitOfWork[EveryWork], *timers: Timer) -> None:
    async with work() as transaction:
        for each in timers:
            await transaction.alarms.done(each)


async def test_every_kind_of_timer_comes_out_as_it_went_in(work: UnitOfWork[EveryWork]) -> None:
    timers = [Timer(kind, 2**40, NOON + timedelta(microseconds=number)) for number, kind in enumerate(TimerKind)]
    await wind(work, *timers)
    assert list(await claim(work, NOON + HOUR)) == timers


async def test_a_timer_fires_at_its_moment_and_not_before(work: UnitOfWork[EveryWork]) -> None:
    await wind(work, timer())
    assert await claim(work, NOON - timedelta(microseconds=1)) == ()
    assert await claim(work, NOON) == (timer(),)


async def test_timers_fire_earliest_first_and_at_most_as_many_as_asked_for(work: UnitOfWork[EveryWork]) -> None:
    await wind(work, timer(3), timer(1), timer(2), timer(9))
    assert await claim(work, NOON + 5 * HOUR, limit=2) == (timer(1), timer(2))
    assert await claim(work, NOON + 5 * HOUR, limit=2) == (timer(3),)


async def test_a_claimed_timer_is_hidden_for_the_lease_and_then_comes_again(work: UnitOfWork[EveryWork]) -> None:
    await wind(work, timer())
    assert await claim(work, NOON) == (timer(),)
    assert await claim(work, NOON + LEASE - timedelta(microseconds=1)) == ()
    assert await claim(work, NOON + LEASE) == (timer(),)
    assert await claim(work, NOON + LEASE) == ()


async def test_a_timer_that_is_done_does_not_come_again(work: UnitOfWork[EveryWork]) -> None:
    await wind(work, timer(), timer(subject=2))
    await claim(work, NOON)
    await done(work, timer())
    await done(work, timer())
    assert await claim(work, NOON + LEASE) == (timer(subject=2),)


async def test_the_same_timer_set_twice_fires_once(work: UnitOfWork[EveryWork]) -> None:
    await wind(work, timer(), timer())
    await wind(work, timer())
    assert await claim(work, NOON) == (timer(),)
    await wind(work, timer())
    assert await claim(work, NOON) == (), "also while it is claimed"
    await done(work, timer())
    await wind(work, timer())
    assert await claim(work, NOON + LEASE) == (), "also after it fired"


async def test_timers_that_differ_in_anything_are_different_timers(work: UnitOfWork[EveryWork]) -> None:
    await wind(work, timer(), timer(0.5), timer(subject=2), timer(kind=TimerKind.REMIND_LANDLORD))
    assert len(await claim(work, NOON + HOUR)) == 4


async def test_setting_no_timer_is_nothing(work: UnitOfWork[EveryWork]) -> None:
    await wind(work)
    assert await claim(work, NOON + HOUR) == ()


async def test_of_many_workers_one_gets_a_timer(work: UnitOfWork[EveryWork]) -> None:
    await wind(work, *[timer(subject=number) for number in range(10)])
    batches = await asyncio.gather(*[claim(work, NOON, limit=2) for _ in range(8)])
    claimed = [each for batch in batches for each in batch]
    rest = await claim(work, NOON)
    assert sorted(each.subject for each in (*claimed, *rest)) == list(range(10))
