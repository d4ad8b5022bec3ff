"""DeliveryLedger: every message there ever was, and what became of it."""

import asyncio
from datetime import timedelta

import pytest

from rental_core.bookings.booking import BookingStatus
from rental_core.notifications.message import (
    Delivered,
    Delivery,
    DeliveryState,
    GivenUp,
    Message,
    MessageKind,
    Receipt,
    StaleCard,
    TryAgain,
)
from tests.support.builders import NOON
from tests.support.desk import LEASE, Desk, open_desk
from tests.support.market import Market
from tests.support.stored import moved

A_MOMENT = timedelta(microseconds=1)
ARRIVED = Delivered(Receipt("1:1"), None)


@pytest.fixture
async def desk(market: Market) -> Desk:
    return await open_desk(market)


async def test_every_kind_of_message_comes_out_as_it_went_in(desk: Desk) -> None:
    flat = desk.market.flat.id
    messages = [desk.message(kind=kind) for kind in MessageKind]
    messages += [desk.message(desk.market.landlord, MessageKind.NOW_FREE, booking_id=None, apartment_id=flat)]
    await desk.add(*messages)
    seen: list[Message] = []
    while batch := await desk.claim():
        for delivery in batch:
            seen.append(delivery.message)
            await desk.record(delivery, ARRIVED)
    assert sorted(seen, key=repr) == sorted(messages, key=repr)


async def test_a_message_is_known_by_event_person_and_kind(desk: Desk) -> None:
    await desk.add(desk.message(), desk.message())
    delivery = await desk.claim_one()
    await desk.add(desk.message(), at=NOON)
    await desk.record(delivery, ARRIVED)
    await desk.add(desk.message())
    assert await desk.claim(NOON + timedelta(days=1)) == ()


async def test_nothing_is_added_when_there_is_nothing_to_add(desk: Desk) -> None:
    await desk.add()
    assert await desk.claim() == ()


async def test_a_message_is_sent_from_its_moment_on(desk: Desk) -> None:
    await desk.add(desk.message(), at=NOON)
    assert await desk.claim(NOON - A_MOMENT) == ()
    assert (await desk.claim_one()).message == desk.message()


async def test_a_first_try_knows_of_no_tries_before(desk: Desk) -> None:
    await desk.add(desk.message())
    delivery = await desk.claim_one()
    assert (delivery.attempts, delivery.uncertain) == (0, 0)


async def test_messages_come_oldest_first_and_at_most_as_many_as_asked_for(desk: Desk) -> None:
    people = [desk.market.landlord, desk.market.anna, desk.market.boris]
    for person in people:
        await desk.add(desk.message(person))
    assert [each.message.person_id for each in await desk.claim(limit=2)] == [people[0].id, people[1].id]
    assert [each.message.person_id for each in await desk.claim(limit=2)] == [people[2].id]


async def test_a_claimed_message_is_hidden_for_the_lease_and_then_counts_as_an_uncertain_try(desk: Desk) -> None:
    await desk.add(desk.message())
    await desk.claim_one()
    assert await desk.claim(NOON + LEASE - A_MOMENT) == ()
    second = await desk.claim_one(NOON + LEASE)
    assert (second.attempts, second.uncertain) == (1, 1)
    third = await desk.claim_one(NOON + 2 * LEASE)
    assert (third.id, third.attempts, third.uncertain) == (second.id, 2, 2)


async def test_never_two_of_one_person_at_a_time(desk: Desk) -> None:
    first, second = desk.message(), desk.message(kind=MessageKind.STAY_OVER)
    await desk.add(first, second)
    delivery = await desk.claim_one()
    assert delivery.message == first
    assert await desk.claim() == ()
    await desk.record(delivery, ARRIVED)
    assert (await desk.claim_one()).message == second


async def test_the_order_of_a_persons_messages_is_kept_while_an_earlier_one_waits(desk: Desk) -> None:
    first, second = desk.message(), desk.message(kind=MessageKind.STAY_OVER)
    await desk.add(first, second)
    await desk.record(await desk.claim_one(), TryAgain(NOON + timedelta(hours=1), "down"))
    assert await desk.claim(NOON + timedelta(minutes=59)) == ()
    again = await desk.claim_one(NOON + timedelta(hours=1))
    assert again.message == first


async def test_others_do_not_wait_for_one_person(desk: Desk) -> None:
    await desk.add(desk.message(), desk.message(kind=MessageKind.STAY_OVER))
    await desk.record(await desk.claim_one(), TryAgain(NOON + timedelta(hours=1), "down"))
    await desk.add(desk.message(desk.market.boris))
    assert (await desk.claim_one()).message.person_id == desk.market.boris.id


@pytest.mark.parametrize("state", [DeliveryState.FAILED, DeliveryState.UNDELIVERABLE])
async def test_a_message_that_was_given_up_lets_the_next_one_go(desk: Desk, state: DeliveryState) -> None:
    await desk.add(desk.message(), desk.message(kind=MessageKind.STAY_OVER))
    await desk.record(await desk.claim_one(), GivenUp(state, "gone"))
    assert (await desk.claim_one()).message.kind is MessageKind.STAY_OVER


@pytest.mark.parametrize("uncertain", [True, False])
async def test_a_try_that_failed_is_counted_and_comes_again_when_it_is_due(desk: Desk, uncertain: bool) -> None:
    due = NOON + timedelta(seconds=5)
    await desk.add(desk.message())
    await desk.record(await desk.claim_one(), TryAgain(due, "down", uncertain=uncertain))
    assert await desk.claim(due - A_MOMENT) == ()
    again = await desk.claim_one(due)
    assert (again.attempts, again.uncertain) == (1, int(uncertain))


async def test_a_record_that_comes_after_its_lease_is_still_the_end_of_a_message(desk: Desk) -> None:
    await desk.add(desk.message())
    slow = await desk.claim_one()
    other = await desk.claim_one(NOON + LEASE)
    await desk.record(slow, ARRIVED)
    await desk.record(other, TryAgain(NOON + LEASE, "down"))
    assert await desk.claim(NOON + 10 * LEASE) == (), "what has arrived is not sent again"


async def test_of_many_workers_one_gets_a_message_and_a_person_one_at_a_time(desk: Desk) -> None:
    people = [desk.market.anna, desk.market.boris, desk.market.landlord]
    for kind in MessageKind:
        await desk.add(*[desk.message(person, kind) for person in people])
    batches = await asyncio.gather(*[desk.claim(limit=2) for _ in range(6)])
    claimed = [delivery for batch in batches for delivery in batch] + list(await desk.claim())
    assert sorted(delivery.message.person_id for delivery in claimed) == sorted(person.id for person in people)


async def delivered_card(desk: Desk, shows: BookingStatus = BookingStatus.REQUESTED) -> Delivery:
    await desk.add(desk.message(desk.market.landlord, MessageKind.DECISION_CARD))
    card = await desk.claim_one()
    await desk.record(card, Delivered(Receipt("chat 1, message 7"), shows))
    return card


async def test_a_card_that_shows_its_bookings_status_is_not_stale(desk: Desk) -> None:
    await delivered_card(desk)
    assert await desk.stale() == ()


async def test_a_card_is_stale_once_its_booking_moves_and_until_it_shows_the_status(desk: Desk) -> None:
    card = await delivered_card(desk)
    await moved(desk.market, desk.booking, BookingStatus.CONFIRMED)
    (stale,) = await desk.stale()
    assert stale == StaleCard(card.id, Receipt("chat 1, message 7"), card.message)
    await desk.shown(stale, BookingStatus.CONFIRMED)
    assert await desk.stale() == ()


async def test_a_card_that_was_sent_while_its_booking_moved_is_stale(desk: Desk) -> None:
    await desk.add(desk.message(desk.market.landlord, MessageKind.DECISION_CARD))
    card = await desk.claim_one()
    await moved(desk.market, desk.booking, BookingStatus.CONFIRMED)
    await desk.record(card, Delivered(Receipt("1:7"), BookingStatus.REQUESTED))
    assert len(await desk.stale()) == 1


async def test_a_card_that_was_drawn_with_an_older_status_meanwhile_is_stale_again(desk: Desk) -> None:
    await delivered_card(desk)
    sold = await moved(desk.market, desk.booking, BookingStatus.CONFIRMED)
    (card,) = await desk.stale()
    await moved(desk.market, sold, BookingStatus.CANCELLED)
    await desk.shown(card, BookingStatus.CONFIRMED)
    assert await desk.stale() == (card,)


async def test_a_postponed_card_is_not_stale_before_its_moment(desk: Desk) -> None:
    await desk.add(desk.message(kind=MessageKind.DECISION_CARD))
    await desk.record(await desk.claim_one(), Delivered(Receipt("7:1"), BookingStatus.CONFIRMED))
    (card,) = await desk.stale()
    await desk.postpone(card, NOON + timedelta(minutes=1))
    assert await desk.stale() == ()
    assert await desk.stale(NOON + timedelta(minutes=1)) == (card,)


async def test_a_card_that_did_not_arrive_cannot_be_stale(desk: Desk) -> None:
    await desk.add(desk.message(desk.market.landlord, MessageKind.DECISION_CARD))
    await moved(desk.market, desk.booking, BookingStatus.CONFIRMED)
    assert await desk.stale() == ()
    await desk.record(await desk.claim_one(), GivenUp(DeliveryState.UNDELIVERABLE, "gone"))
    assert await desk.stale() == ()


async def test_other_messages_are_no_cards(desk: Desk) -> None:
    await desk.add(desk.message())
    await desk.record(await desk.claim_one(), Delivered(Receipt("1:7"), BookingStatus.REQUESTED))
    await moved(desk.market, desk.booking, BookingStatus.CONFIRMED)
    assert await desk.stale() == ()


async def test_at_most_as_many_cards_as_asked_for(desk: Desk) -> None:
    for person in (desk.market.landlord, desk.market.boris):
        await desk.add(desk.message(person, MessageKind.DECISION_CARD))
        await desk.record(await desk.claim_one(), Delivered(Receipt(f"{person.id}:7"), BookingStatus.REQUESTED))
    await moved(desk.market, desk.booking, BookingStatus.CONFIRMED)
    assert len(await desk.stale(limit=1)) == 1
    assert len(await desk.stale()) == 2
