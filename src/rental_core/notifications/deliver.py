"""Messages reach people, or it is on record that they could not."""

from datetime import timedelta

from attrs import field, frozen
from attrs.validators import ge

from rental_core.apartments.ports import ApartmentReader
from rental_core.bookings.ports import BookingCard, BookingReader
from rental_core.clock import Clock
from rental_core.errors import RentalError
from rental_core.notifications.alternatives import LOST, Alternative, FindAlternatives
from rental_core.notifications.message import (
    Delivered,
    Delivery,
    DeliveryState,
    GivenUp,
    Message,
    Outcome,
    StaleCard,
    TryAgain,
)
from rental_core.notifications.ports import (
    DeliveryFailedError,
    Notice,
    NotificationsWork,
    Notifier,
    SlowDownError,
    UndeliverableError,
)
from rental_core.work import UnitOfWork

LEASE = timedelta(seconds=20)  # how long a message waits after its worker died; a try must end sooner
TRY = LEASE / 2  # how long the messenger may take to answer
FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=15)
REDRAW_PAUSE = timedelta(seconds=5)
UNFORESEEN_TRIES = 3


@frozen
class Patience:
    """How often a message is tried before it is given up; the pauses double from one second up to a quarter of an hour."""

    attempts: int = field(default=20, validator=ge(1))

    def pause(self, attempts: int) -> timedelta:
        """The pause after `attempts` tries before."""
        return min(FIRST_PAUSE * float(2 ** min(attempts, 20)), LONGEST_PAUSE)


@frozen
class Notices:
    """Fills a message with what there is to say at this moment."""

    work: UnitOfWork[NotificationsWork]
    bookings: BookingReader
    apartments: ApartmentReader
    alternatives: FindAlternatives

    async def notice(self, message: Message, *, bare: bool = False) -> Notice:
        """`bare`: without what is only there for comfort, so that trouble with it keeps nobody in the dark."""
        async with self.work() as work:
            person = await work.people.get(message.person_id)
        booking = apartment = found = None
        if message.booking_id is not None:
            booking = await self.bookings.card(message.booking_id, viewer=message.person_id)
            found = None if bare else await self._alternatives(message, booking)
        if message.apartment_id is not None:
            apartment = await self.apartments.page(message.apartment_id, viewer=message.person_id)
        return Notice(kind=message.kind, person=person, booking=booking, apartment=apartment, alternatives=found)

    async def _alternatives(self, message: Message, booking: BookingCard) -> tuple[Alternative, ...] | None:
        to_renter = message.person_id == booking.renter_id
        return await self.alternatives(booking) if to_renter and message.kind in LOST.values() else None


@frozen
class DeliverMessages:
    """Sends what is due. A crash between sending and recording repeats one message at most, and the repeat is counted."""

    work: UnitOfWork[NotificationsWork]
    clock: Clock
    notices: Notices
    notifier: Notifier
    patience: Patience

    async def claim(self, *, limit: int = 30) -> tuple[Delivery, ...]:
        """Messages that are due, one a person, for the caller to hand to `__call__` as it likes: one by one or side by side."""
        async with self.work() as work:
            return await work.deliveries.claim(self.clock.now(), limit=limit, lease=LEASE)

    async def __call__(self, delivery: Delivery) -> Outcome:
        """Sends one claimed message and records what came of it."""
        return await self._record(delivery, await self._send(delivery))

    async def broke(self, delivery: Delivery, error: Exception) -> Outcome:
        """Records a try that ended in an error nobody foresaw: such a message must not hold up its person's others for ever."""
        hopeless = delivery.attempts + 1 >= UNFORESEEN_TRIES
        return await self._record(delivery, self._failed(delivery, DeliveryFailedError(repr(error), maybe_sent=True, permanent=hopeless)))

    async def _record(self, delivery: Delivery, outcome: Outcome) -> Outcome:
        async with self.work() as work:
            await work.deliveries.record(delivery.id, outcome)
        return outcome

    async def _send(self, delivery: Delivery) -> Outcome:
        try:
            last_hope = delivery.attempts + 1 >= UNFORESEEN_TRIES
            notice = await self.notices.notice(delivery.message, bare=last_hope)
            receipt = await self.notifier.send(notice)
        except UndeliverableError as error:
            return GivenUp(DeliveryState.UNDELIVERABLE, error.reason)
        except SlowDownError as error:
            return TryAgain(self.clock.now() + timedelta(seconds=error.seconds), f"asked to wait {error.seconds} s", counted=False)
        except DeliveryFailedError as error:
            return self._failed(delivery, error)
        except RentalError as error:
            return GivenUp(DeliveryState.FAILED, repr(error))
        return Delivered(receipt, notice.booking.status if notice.booking else None)

    def _failed(self, delivery: Delivery, error: DeliveryFailedError) -> Outcome:
        if error.permanent or delivery.attempts + 1 >= self.patience.attempts:
            return GivenUp(DeliveryState.FAILED, error.reason)
        return TryAgain(self.clock.now() + self.patience.pause(delivery.attempts), error.reason, error.maybe_sent)


@frozen
class RedrawCards:
    """Decision cards follow their bookings: whichever shows another status than its booking has is drawn again."""

    work: UnitOfWork[NotificationsWork]
    clock: Clock
    notices: Notices
    notifier: Notifier

    async def __call__(self, *, limit: int = 30) -> int:
        """How many cards were brought up to date. One that cannot be changed any more is left alone from then on."""
        async with self.work() as work:
            cards = await work.deliveries.stale_cards(self.clock.now(), limit=limit)
        for done, card in enumerate(cards):
            if not await self._redraw(card):
                return done  # a messenger that refuses one is not asked for the others at once
        return len(cards)

    async def _redraw(self, card: StaleCard) -> bool:
        try:
            notice = await self.notices.notice(card.message)
            await self.notifier.redraw(card.receipt, notice)
        except SlowDownError as error:
            return await self._later(card, timedelta(seconds=error.seconds))
        except DeliveryFailedError as error:
            if not error.permanent:
                return await self._later(card, REDRAW_PAUSE)
        except UndeliverableError:
            pass
        except RentalError:
            return await self._later(card, LONGEST_PAUSE)
        if notice.booking is not None:
            async with self.work() as work:
                await work.deliveries.shown(card.delivery_id, notice.booking.status)
        return True

    async def _later(self, card: StaleCard, pause: timedelta) -> bool:
        async with self.work() as work:
            await work.deliveries.postpone(card.delivery_id, self.clock.now() + pause)
        return False
