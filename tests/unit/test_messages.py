"""From what happened to who is told."""

from datetime import timedelta

import pytest

from rental_core.accounts.person import Role
from rental_core.apartments.apartment import BookingMode, Publication
from rental_core.apartments.publish import PauseApartment, PublishingPolicy, SubmitApartment
from rental_core.apartments.review import ApproveApartment, RejectApartment
from rental_core.bookings.booking import BookingStatus
from rental_core.bookings.clockwork import BeginStay, EndStay, RemindLandlord, RemindRenter
from rental_core.moderation.block_person import BlockPerson
from rental_core.notifications.audience import told_of
from rental_core.notifications.message import DeliveryState, GivenUp, Message, MessageKind
from rental_core.notifications.plan import PlanMessages
from tests.support.builders import NOON, a_booking, at, confirmed, stay
from tests.support.market import Market

NIGHTS = stay("2027-05-05", "2027-05-08")
Kinds = set[tuple[str, MessageKind]]
READ = GivenUp(DeliveryState.FAILED, "read by a test")


async def told(market: Market) -> Kinds:
    """Who is told what since the last call."""
    while await PlanMessages(market.work, market.clock)():
        pass
    messages: list[Message] = []
    async with market.work() as work:
        while batch := await work.deliveries.claim(market.clock.now(), limit=100, lease=timedelta(days=1)):
            for delivery in batch:
                messages.append(delivery.message)
                await work.deliveries.record(delivery.id, READ)
    names = {market.anna.id: "anna", market.boris.id: "boris", market.landlord.id: "landlord"}
    return {(names[message.person_id], message.kind) for message in messages}


async def test_the_landlord_gets_a_card_to_decide(market: Market) -> None:
    await market.request(NIGHTS)
    assert await told(market) == {("landlord", MessageKind.DECISION_CARD)}


async def test_the_renter_is_told_of_every_decision(market: Market) -> None:
    first, second = await market.request(NIGHTS), await market.request(stay("2027-05-20", "2027-05-22"))
    await told(market)
    await market.confirm(first)
    assert await told(market) == {("anna", MessageKind.CONFIRMED)}
    await market.decline(second)
    assert await told(market) == {("anna", MessageKind.DECLINED)}


async def test_losers_are_told(market: Market) -> None:
    await market.takes(BookingMode.OPEN)
    winner = await market.request(NIGHTS)
    await market.request(NIGHTS, renter=market.boris)
    await told(market)
    await market.confirm(winner)
    assert await told(market) == {("anna", MessageKind.CONFIRMED), ("boris", MessageKind.DECLINED)}


async def test_an_instant_booking_is_told_once_to_each(market: Market) -> None:
    await market.takes(BookingMode.INSTANT)
    await market.request(NIGHTS)
    assert await told(market) == {("anna", MessageKind.CONFIRMED), ("landlord", MessageKind.BOOKED_INSTANTLY)}


async def test_a_withdrawal_is_told_to_the_landlord(market: Market) -> None:
    booking = await market.request(NIGHTS)
    await told(market)
    await market.withdraw(booking)
    assert await told(market) == {("landlord", MessageKind.WITHDRAWN)}


@pytest.mark.parametrize(("who", "kind"), [("anna", MessageKind.WITHDRAWN), ("landlord", MessageKind.DECLINED)])
async def test_a_request_that_ends_by_a_block_is_told_to_the_blocked_and_to_the_other(market: Market, who: str, kind: MessageKind) -> None:
    await market.request(NIGHTS)
    await told(market)
    await BlockPerson(market.work, market.clock)(getattr(market, who).id, reason="спам", by=None)
    assert await told(market) == {("anna", kind), ("landlord", kind)}


@pytest.mark.parametrize(("by", "hears"), [("anna", "landlord"), ("landlord", "anna")])
async def test_a_cancel_is_told_to_whoever_did_not_do_it(market: Market, by: str, hears: str) -> None:
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    await told(market)
    await market.cancel(booking, by=getattr(market, by))
    assert await told(market) == {(hears, MessageKind.CANCELLED)}


async def test_reminders_reach_whom_they_concern(market: Market) -> None:
    booking = await market.request(NIGHTS)
    await told(market)
    await RemindLandlord(market.work)(booking.id)
    assert await told(market) == {("landlord", MessageKind.DECISION_REMINDER)}
    await market.confirm(booking)
    await told(market)
    await RemindRenter(market.work, market.clock)(booking.id)
    assert await told(market) == {("anna", MessageKind.CHECK_IN_REMINDER)}


async def test_both_are_told_when_a_stay_is_over_and_the_landlord_of_every_switch(market: Market) -> None:
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    await told(market)
    market.clock.set(at("2027-05-05 14:00"))
    await BeginStay(market.work)(booking.id, market.clock.now())
    assert await told(market) == {("landlord", MessageKind.NOW_OCCUPIED)}
    market.clock.set(at("2027-05-08 12:00"))
    await EndStay(market.work, market.clock)(booking.id, market.clock.now())
    assert await told(market) == {
        ("anna", MessageKind.STAY_OVER),
        ("landlord", MessageKind.STAY_OVER),
        ("landlord", MessageKind.NOW_FREE),
    }


async def test_a_no_show_is_told_to_the_renter(market: Market) -> None:
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    await told(market)
    market.clock.set(at("2027-05-05 20:00"))
    await market.no_show(booking)
    assert await told(market) == {("anna", MessageKind.NO_SHOW)}


async def test_a_block_is_told_to_nobody(market: Market) -> None:
    await market.block(NIGHTS)
    assert await told(market) == set()


async def test_each_event_is_planned_once(market: Market) -> None:
    await market.request(NIGHTS)
    plan = PlanMessages(market.work, market.clock)
    assert [await plan(), await plan()] == [1, 0]


def test_an_expiry_is_told_to_both() -> None:
    booking = a_booking().move(BookingStatus.EXPIRED, at=NOON, by=None)
    assert set(told_of(booking, BookingStatus.EXPIRED)) == {
        (booking.renter_id, MessageKind.EXPIRED),
        (booking.landlord_id, MessageKind.EXPIRED_UNANSWERED),
    }


def test_a_cancel_by_an_admin_is_told_to_both() -> None:
    booking = confirmed(a_booking()).move(BookingStatus.CANCELLED, at=NOON, by=None)
    assert {person for person, _ in told_of(booking, BookingStatus.CANCELLED)} == {booking.renter_id, booking.landlord_id}


@pytest.mark.parametrize("status", BookingStatus)
def test_somebody_is_told_of_every_move(status: BookingStatus) -> None:
    assert told_of(a_booking(), status)


async def test_a_review_is_told_to_admins_and_what_came_of_it_to_the_landlord(market: Market) -> None:
    admin = frozenset({Role.ADMIN})
    await market.change_person(market.boris, roles=admin)
    await market.change_flat(publication=Publication.DRAFT)
    await SubmitApartment(market.work, market.clock, PublishingPolicy())(market.flat.id, by=market.landlord.id)
    assert await told(market) == {("boris", MessageKind.REVIEW_WAITING)}
    await RejectApartment(market.work, market.clock)(market.flat.id, by=market.boris.id, reason="photos")
    assert await told(market) == {("landlord", MessageKind.APARTMENT_REJECTED)}
    await SubmitApartment(market.work, market.clock, PublishingPolicy())(market.flat.id, by=market.landlord.id)
    await ApproveApartment(market.work, market.clock)(market.flat.id, by=market.boris.id)
    assert await told(market) == {("boris", MessageKind.REVIEW_WAITING), ("landlord", MessageKind.APARTMENT_PUBLISHED)}


async def test_nobody_is_told_what_they_did_themselves(market: Market) -> None:
    await market.change_person(market.landlord, roles=frozenset({Role.ADMIN}))
    await market.change_flat(publication=Publication.DRAFT)
    await SubmitApartment(market.work, market.clock, PublishingPolicy())(market.flat.id, by=market.landlord.id)
    await ApproveApartment(market.work, market.clock)(market.flat.id, by=market.landlord.id)
    await PauseApartment(market.work, market.clock)(market.flat.id, by=market.landlord.id)
    assert await told(market) == set()
