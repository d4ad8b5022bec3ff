"""The worker as a process: every decision reaches the person it concerns, whatever fails or dies on the way."""

from typing import Any

import pytest
from dishka import AsyncContainer

from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import Booking, BookingStatus, Reason, Why
from rental_core.bookings.confirm import confirm_on
from rental_core.bookings.ports import BookingsWork
from rental_core.clock import Clock
from rental_core.notifications.deliver import LEASE
from rental_core.work import UnitOfWork
from tests.support.builders import SOCHI
from tests.support.seen import Message
from tests.support.simulator import Simulator, until
from tests.support.system import System
from tests.support.town import Resident, Town, in_days

HOUSE = "11, кв. 40"
AFTER_A_KILL = LEASE.total_seconds() + 20


@pytest.fixture(autouse=True)
def _worker(system: System) -> None:
    system.must_run("worker")


async def asked(town: Town, **flat: Any) -> tuple[Resident, Resident, Booking, Message]:
    """A landlord and a renter, the renter's request and the landlord's card."""
    landlord, renter = await town.resident("Boris"), await town.resident("Anna")
    booking = await town.request(renter, await town.flat(landlord, **flat))
    return landlord, renter, booking, await landlord.chat.sees_button("Confirm")


async def drawn_again(landlord: Resident, card: Message) -> Message:
    """The card once it is decided, in its old place."""

    async def has_changed() -> bool:
        return (await _same(landlord, card)).version > card.version

    await until(has_changed, 10, lambda: f"the card stayed as it was: {card}")
    return await _same(landlord, card)


async def _same(landlord: Resident, card: Message) -> Message:
    return next(message for message in await landlord.chat.visible() if message.id == card.id)


async def copies(resident: Resident, text: str) -> int:
    """How many messages with `text` the resident has got."""
    return sum(message.from_bot and text in message.text for message in await resident.chat.visible())


async def test_a_confirmed_renter_gets_the_address_and_the_card_follows(town: Town) -> None:
    landlord, renter, booking, card = await asked(town)
    assert "Anna" in card.text

    await town.confirm(booking)

    assert "Ключ в ящике" in (await renter.chat.sees(HOUSE)).text
    decided = await drawn_again(landlord, card)
    assert decided.buttons == []
    assert "Confirmed" in decided.text


async def test_everyone_is_told_in_their_own_language(town: Town) -> None:
    landlord, renter = await town.resident("Борис", "ru"), await town.resident("Anna", "en")
    booking = await town.request(renter, await town.flat(landlord))

    card = await landlord.chat.sees_button("Подтвердить")
    await town.confirm(booking)

    assert SOCHI.name_ru in card.text
    assert SOCHI.name_en in (await renter.chat.sees(HOUSE)).text


async def test_a_declined_renter_reads_why_and_no_address(town: Town) -> None:
    landlord, renter, booking, card = await asked(town)

    await town.decline(booking, Reason(Why.OTHER, "The lift is out of order"))

    told = await renter.chat.sees("The lift is out of order")
    assert HOUSE not in told.text
    assert (await drawn_again(landlord, card)).buttons == []


async def test_a_withdrawn_request_leaves_nothing_to_decide(town: Town) -> None:
    landlord, _, booking, card = await asked(town)

    await town.withdraw(booking)

    assert (await drawn_again(landlord, card)).buttons == []
    await landlord.chat.sees("taken back", after=card)


async def test_an_expired_request_is_told_to_both(town: Town) -> None:
    landlord, renter, booking, card = await asked(town)

    await town.let_expire(booking)

    await renter.chat.sees("did not answer in time")
    await landlord.chat.sees("without your answer", after=card)
    assert (await drawn_again(landlord, card)).buttons == []


async def test_a_cancelled_stay_is_told_to_whoever_did_not_cancel(town: Town) -> None:
    landlord, renter, booking, card = await asked(town)
    await town.confirm(booking)
    await renter.chat.sees(HOUSE)

    await town.cancel(booking, by=renter)

    await landlord.chat.sees("was cancelled", after=card)
    assert [row.kind for row in await town.deliveries(renter)] == ["confirmed"]


@pytest.mark.parametrize(
    "trouble",
    [{"code": 429, "retry_after": 2}, {"code": 500, "times": 2}, {"drop": "before"}],
    ids=["asked to wait", "Telegram is down", "the line breaks"],
)
async def test_a_message_on_retry_holds_up_its_person_and_nobody_else(town: Town, trouble: dict[str, Any]) -> None:
    landlord, renter, other = [await town.resident(name) for name in ("Boris", "Anna", "Clara")]
    flat, another = await town.flat(landlord), await town.flat(landlord)
    first, second = await town.request(renter, flat), await town.request(renter, another)
    third = await town.request(other, flat, in_days(20, 22))
    await town.simulator.fault(method="sendMessage", chat_id=renter.chat.id, **trouble)

    await town.decline(first, Reason(Why.OTHER, "First comes first"))
    await town.confirm(second)
    await town.confirm(third)

    elsewhere = await other.chat.sees(HOUSE)
    told_second = await renter.chat.sees(HOUSE, within=20)
    told_first = await renter.chat.sees("First comes first")
    assert elsewhere.id < told_first.id < told_second.id
    assert await copies(renter, HOUSE) == 1


async def test_who_blocked_the_bot_is_on_record_and_the_others_are_told(town: Town) -> None:
    landlord, renter, booking, card = await asked(town)
    await renter.chat.block()

    await town.confirm(booking)
    assert (await drawn_again(landlord, card)).buttons == []
    await town.cancel(booking, by=landlord)

    async def on_record() -> bool:
        return [row.state for row in await town.deliveries(renter)] == ["undeliverable"] * 2

    await until(on_record, 10, lambda: "no record of what could not be delivered")


async def test_a_request_made_during_a_confirm_is_declined_by_the_sweep(town: Town, container: AsyncContainer) -> None:
    landlord, first, winner, _ = await asked(town, mode=BookingMode.OPEN)
    late = await town.resident("Late")
    work, clock = await container.get(UnitOfWork[BookingsWork]), await container.get(Clock)

    async with work() as confirming:
        booking = await confirming.bookings.lock(winner.id)
        assert await confirming.occupancy.take(booking.apartment_id, booking.nights, booking.taker)
        await confirm_on(confirming, booking, at=clock.now(), by=landlord.id)
        flat = await confirming.apartments.get(booking.apartment_id)
        loser = await town.request(late, flat)  # commits now, and cannot see the nights being sold

    await late.chat.sees("was declined")
    assert await town.status(loser.id) is BookingStatus.DECLINED
    assert HOUSE in (await first.chat.sees(HOUSE)).text


async def test_two_workers_send_nothing_twice(town: Town, system: System) -> None:
    system.launch("worker", "second worker")
    system.must_run("second worker")
    landlords, renter = [await town.resident(f"Landlord {n}") for n in range(12)], [await town.resident(f"R{n}") for n in range(4)]
    flats = [await town.flat(landlord) for landlord in landlords]

    bookings = [await town.request(renter[n % 4], flat) for n, flat in enumerate(flats)]
    for booking in bookings:
        await town.confirm(booking)

    for person in landlords:
        await person.chat.sees("Confirmed")
    for person in renter:
        await person.chat.sees(HOUSE)
    system.stop("second worker")
    assert [await copies(landlord, "Студия у моря") for landlord in landlords] == [1] * 12
    assert [await copies(person, HOUSE) for person in renter] == [3] * 4


async def test_decisions_reach_their_people_though_the_worker_is_killed_while_it_sends(town: Town, system: System) -> None:
    """Two messages are lost with the worker, two arrive without it knowing, and one is decided while there is no worker at all."""
    landlord, renters = await town.resident("Boris"), [await town.resident(f"Renter {n}") for n in range(5)]
    bookings = [await town.request(renter, await town.flat(landlord)) for renter in renters]
    for n, renter in enumerate(renters[:4]):
        trouble = {"drop": "before"} if n < 2 else {}
        await town.simulator.fault(method="sendMessage", chat_id=renter.chat.id, delay=2, **trouble)

    for booking in bookings[:4]:
        await town.confirm(booking)
    await _all_faults_hit(town.simulator)
    system.kill("worker")
    await town.confirm(bookings[4])
    system.must_run("worker")

    for renter in renters:
        await renter.chat.sees(HOUSE, within=AFTER_A_KILL)
    await _all_recorded(town, renters)
    records = [row for renter in renters for row in await town.deliveries(renter)]
    repeats = [await copies(renter, HOUSE) - 1 for renter in renters]
    assert repeats == [0, 0, 1, 1, 0]
    assert [row.uncertain for row in records] == [1, 1, 1, 1, 0], "each repeat is counted, and no person has more than one a kill"


async def _all_faults_hit(simulator: Simulator) -> None:
    async def hit() -> bool:
        return all(fault["hits"] for fault in await simulator.faults())

    await until(hit, 10, lambda: "the worker sends nothing")


async def _all_recorded(town: Town, people: list[Resident]) -> None:
    async def recorded() -> bool:
        states = {row.state for person in people for row in await town.deliveries(person)}
        return states == {"delivered"}

    await until(recorded, 10, lambda: "a delivery is not recorded")
