"""Messages reach people, or it is on record that they could not."""

from datetime import timedelta

import pytest
from attrs import evolve

from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import BookingId, BookingStatus
from rental_core.bookings.clockwork import BeginStay
from rental_core.bookings.events import DecisionDue
from rental_core.errors import RentalError
from rental_core.notifications.alternatives import FindAlternatives
from rental_core.notifications.deliver import LEASE, UNFORESEEN_TRIES, DeliverMessages, Notices, Patience, RedrawCards
from rental_core.notifications.message import Delivered, DeliveryState, GivenUp, MessageKind, Outcome, Receipt, TryAgain
from rental_core.notifications.plan import PlanMessages
from rental_core.notifications.ports import DeliveryFailedError, SlowDownError, UndeliverableError
from rental_core.pricing.quote import quote_for
from rental_core.search.criteria import ResultRow
from rental_core.stay import Stay
from tests.edge.telegram.shelves import MarketSearch
from tests.support.builders import at, stay
from tests.support.market import Market
from tests.support.telling import MarketApartments, MarketBookings, ToldNotifier

NIGHTS = stay("2027-05-05", "2027-05-08")


@pytest.fixture
def notifier() -> ToldNotifier:
    return ToldNotifier()


@pytest.fixture
def notices(market: Market) -> Notices:
    return Notices(market.work, MarketBookings(market), MarketApartments(market), FindAlternatives(MarketSearch(market), market.clock))


@pytest.fixture
def deliver(market: Market, notifier: ToldNotifier, notices: Notices) -> DeliverMessages:
    return DeliverMessages(market.work, market.clock, notices, notifier, Patience(attempts=3))


@pytest.fixture
def redraw(market: Market, notifier: ToldNotifier, notices: Notices) -> RedrawCards:
    return RedrawCards(market.work, market.clock, notices, notifier)


async def plan(market: Market) -> None:
    await PlanMessages(market.work, market.clock)()


async def deliver_all(deliver: DeliverMessages) -> list[Outcome]:
    return [await deliver(delivery) for delivery in await deliver.claim()]


async def test_a_message_says_how_things_are_when_it_is_sent(market: Market, deliver: DeliverMessages, notifier: ToldNotifier) -> None:
    booking = await market.request(NIGHTS)
    await plan(market)
    await market.withdraw(booking)
    assert await deliver_all(deliver) == [Delivered(Receipt("message 1"), BookingStatus.WITHDRAWN)]
    (notice,) = notifier.sent
    assert (notice.kind, notice.person.id) == (MessageKind.DECISION_CARD, market.landlord.id)
    assert notice.booking
    assert notice.booking.status is BookingStatus.WITHDRAWN


async def test_a_message_about_an_apartment_shows_the_apartment(market: Market, deliver: DeliverMessages, notifier: ToldNotifier) -> None:
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    await plan(market)
    market.clock.set(at("2027-05-05 14:00"))
    await BeginStay(market.work)(booking.id, market.clock.now())
    await plan(market)
    while await deliver_all(deliver):
        pass
    assert notifier.sent[-1].kind is MessageKind.NOW_OCCUPIED
    assert notifier.sent[-1].apartment
    assert notifier.sent[-1].apartment.id == market.flat.id


async def test_messages_of_one_person_arrive_in_order(market: Market, deliver: DeliverMessages, notifier: ToldNotifier) -> None:
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    await market.cancel(booking, by=market.landlord)
    await plan(market)
    while await deliver_all(deliver):
        pass
    assert [notice.kind for notice in notifier.sent if notice.person == market.anna] == [MessageKind.CONFIRMED, MessageKind.CANCELLED]


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (UndeliverableError("bot was blocked"), DeliveryState.UNDELIVERABLE),
        (DeliveryFailedError("too long", permanent=True), DeliveryState.FAILED),
    ],
)
async def test_what_will_never_arrive_is_given_up_at_once(
    market: Market, deliver: DeliverMessages, notifier: ToldNotifier, failure: RentalError, state: DeliveryState
) -> None:
    await market.request(NIGHTS)
    await plan(market)
    notifier.failures.append(failure)
    (outcome,) = await deliver_all(deliver)
    assert isinstance(outcome, GivenUp)
    assert outcome.state is state
    assert await deliver_all(deliver) == []


async def test_a_failure_is_tried_again_after_doubling_pauses_and_then_given_up(
    market: Market, deliver: DeliverMessages, notifier: ToldNotifier
) -> None:
    await market.request(NIGHTS)
    await plan(market)
    notifier.failures += [DeliveryFailedError("down", maybe_sent=lost) for lost in (True, False, False)]
    start = market.clock.now()
    assert await deliver_all(deliver) == [TryAgain(start + timedelta(seconds=1), "down", uncertain=True)]
    assert await deliver_all(deliver) == []
    market.clock.advance(timedelta(seconds=1))
    assert await deliver_all(deliver) == [TryAgain(start + timedelta(seconds=3), "down")]
    market.clock.advance(timedelta(seconds=2))
    assert await deliver_all(deliver) == [GivenUp(DeliveryState.FAILED, "down")]


async def test_the_messengers_wish_for_silence_is_honoured(market: Market, deliver: DeliverMessages, notifier: ToldNotifier) -> None:
    await market.request(NIGHTS)
    await plan(market)
    notifier.failures.append(SlowDownError(7))
    (outcome,) = await deliver_all(deliver)
    assert isinstance(outcome, TryAgain)
    assert outcome.due == market.clock.now() + timedelta(seconds=7)
    market.clock.advance(timedelta(seconds=7))
    await deliver_all(deliver)
    assert len(notifier.sent) == 1


async def test_a_message_whose_sender_died_is_sent_again_and_counted(market: Market, deliver: DeliverMessages) -> None:
    await market.request(NIGHTS)
    await plan(market)
    await deliver.claim()
    assert await deliver.claim() == ()
    market.clock.advance(LEASE)
    (again,) = await deliver.claim()
    assert (again.attempts, again.uncertain) == (1, 1)


def test_pauses_double_from_a_second_to_a_quarter_of_an_hour() -> None:
    pauses = [Patience().pause(attempts) / timedelta(seconds=1) for attempts in (0, 1, 2, 9, 10, 50)]
    assert pauses == [1, 2, 4, 512, 900, 900]


async def test_a_card_follows_its_booking(market: Market, deliver: DeliverMessages, redraw: RedrawCards, notifier: ToldNotifier) -> None:
    booking = await market.request(NIGHTS)
    await plan(market)
    await deliver_all(deliver)
    assert await redraw() == 0
    await market.confirm(booking)
    assert await redraw() == 1
    ((receipt, notice),) = notifier.redrawn
    assert receipt == "message 1"
    assert notice.booking
    assert notice.booking.status is BookingStatus.CONFIRMED
    assert await redraw() == 0


@pytest.mark.parametrize("failure", [UndeliverableError("gone"), DeliveryFailedError("message to edit not found", permanent=True)])
async def test_a_card_that_cannot_be_changed_is_left_alone(
    market: Market, deliver: DeliverMessages, redraw: RedrawCards, notifier: ToldNotifier, failure: RentalError
) -> None:
    booking = await market.request(NIGHTS)
    await plan(market)
    await deliver_all(deliver)
    await market.confirm(booking)
    notifier.failures.append(failure)
    await redraw()
    assert await redraw() == 0
    assert notifier.redrawn == []


@pytest.mark.parametrize("failure", [SlowDownError(3), DeliveryFailedError("down")])
async def test_a_card_that_could_not_be_changed_now_is_changed_later(
    market: Market, deliver: DeliverMessages, redraw: RedrawCards, notifier: ToldNotifier, failure: RentalError
) -> None:
    booking = await market.request(NIGHTS)
    await plan(market)
    await deliver_all(deliver)
    await market.confirm(booking)
    notifier.failures.append(failure)
    assert await redraw() == 0
    assert await redraw() == 0  # it rests, as it was asked to
    market.clock.advance(timedelta(minutes=1))
    assert await redraw() == 1


async def test_being_asked_to_wait_uses_up_no_tries(market: Market, deliver: DeliverMessages, notifier: ToldNotifier) -> None:
    await market.request(NIGHTS)
    await plan(market)
    for _ in range(deliver.patience.attempts + 1):
        notifier.failures.append(SlowDownError(7))
        await deliver_all(deliver)
        market.clock.advance(timedelta(seconds=7))
    await deliver_all(deliver)
    assert [notice.kind for notice in notifier.sent] == [MessageKind.DECISION_CARD]


async def test_an_event_about_nothing_known_does_not_silence_the_others(
    market: Market, deliver: DeliverMessages, notifier: ToldNotifier
) -> None:
    async with market.work() as work:
        await work.outbox.add(DecisionDue(BookingId(404)))
    await market.request(NIGHTS)
    await plan(market)
    await deliver_all(deliver)
    assert [notice.kind for notice in notifier.sent] == [MessageKind.DECISION_CARD]


async def test_whoever_was_refused_is_told_of_other_places_with_their_prices(
    market: Market, deliver: DeliverMessages, notifier: ToldNotifier
) -> None:
    other = await market.another_flat(title="Лофт")
    await market.decline(await market.request(NIGHTS))
    await plan(market)
    while await deliver_all(deliver):
        pass
    by_kind = {notice.kind: notice for notice in notifier.sent}
    (place,) = by_kind[MessageKind.DECLINED].alternatives or ()
    assert (place.row.id, place.quote) == (other.id, quote_for(other, NIGHTS))
    assert by_kind[MessageKind.DECISION_CARD].alternatives is None


async def test_the_landlord_is_offered_no_other_places(market: Market, deliver: DeliverMessages, notifier: ToldNotifier) -> None:
    await market.another_flat()
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    await market.cancel(booking)
    await plan(market)
    while await deliver_all(deliver):
        pass
    assert [notice.alternatives for notice in notifier.sent if notice.kind is MessageKind.CANCELLED] == [None]


async def test_nothing_is_offered_for_dates_that_have_begun(market: Market, deliver: DeliverMessages, notifier: ToldNotifier) -> None:
    await market.another_flat()
    booking = await market.request(NIGHTS)
    await market.confirm(booking)
    await plan(market)
    market.clock.set(at("2027-05-06 12:00"))
    await market.cancel(booking, by=market.landlord)
    await plan(market)
    while await deliver_all(deliver):
        pass
    assert [notice.alternatives for notice in notifier.sent if notice.kind is MessageKind.CANCELLED] == [()]


async def test_trouble_with_the_search_keeps_nobody_in_the_dark(market: Market, notices: Notices, notifier: ToldNotifier) -> None:
    broken = evolve(notices, alternatives=FindAlternatives(BrokenSearch(market), market.clock))
    deliver = DeliverMessages(market.work, market.clock, broken, notifier, Patience())
    await market.withdraw(await market.request(NIGHTS))
    await market.decline(await market.request(NIGHTS))
    await plan(market)
    for _ in range(UNFORESEEN_TRIES):
        for delivery in await deliver.claim():
            try:
                await deliver(delivery)
            except RuntimeError as error:
                await deliver.broke(delivery, error)
        market.clock.set(market.clock.now() + timedelta(minutes=1))
    assert [notice.alternatives for notice in notifier.sent if notice.kind is MessageKind.DECLINED] == [None]


class BrokenSearch(MarketSearch):
    """Fails when it is asked for similar places."""

    async def similar(self, apartment_id: ApartmentId, stay: Stay, *, guests: int, limit: int) -> tuple[ResultRow, ...]:
        raise RuntimeError("a bug, as there will be")
