"""What telling people needs from outside."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

from attrs import frozen

from rental_core.accounts.person import Person
from rental_core.apartments.ports import ApartmentPage
from rental_core.bookings.booking import BookingStatus
from rental_core.bookings.ports import BookingCard, BookingsWork
from rental_core.errors import RentalError
from rental_core.notifications.alternatives import Alternative
from rental_core.notifications.message import Delivery, DeliveryId, Message, MessageKind, Outcome, Receipt, StaleCard
from rental_core.outbox import Event, EventId
from rental_core.timers import Timer


class Consumer(Enum):
    """Who reads the outbox; each has a done mark of its own on every event."""

    MESSAGES = "messages"
    LOSERS = "losers"


@frozen
class Noted:
    """An event as it lies in the outbox."""

    id: EventId
    at: datetime
    event: Event


class OutboxFeed(Protocol):
    """The consumers' side of the outbox."""

    @abstractmethod
    async def claim(self, consumer: Consumer, *, limit: int) -> tuple[Noted, ...]:
        """Events that `consumer` has not done, oldest first, locked until the transaction ends; those locked elsewhere are left out."""

    @abstractmethod
    async def done(self, consumer: Consumer, events: Sequence[EventId]) -> None:
        """`consumer` need not see these again. Those it set aside stay so."""

    @abstractmethod
    async def set_aside(self, consumer: Consumer, event: EventId, error: str) -> None:
        """`consumer` cannot make anything of this one: it is kept with the reason and claimed no more, so that others get their turn."""


class TimerFeed(Protocol):
    """The waking side of the timers."""

    @abstractmethod
    async def claim(self, now: datetime, *, limit: int, lease: timedelta) -> tuple[Timer, ...]:
        """Timers due at `now`, earliest first, hidden from other claims for `lease`: one that was not `done` by then comes again."""

    @abstractmethod
    async def done(self, timer: Timer) -> None:
        """It has fired."""


class DeliveryLedger(Protocol):
    """Every message there ever was, and what became of it."""

    @abstractmethod
    async def add(self, messages: Sequence[Message], *, at: datetime) -> None:
        """Note messages to be sent from `at` on; those known already by (event, person, kind) are left as they are."""

    @abstractmethod
    async def claim(self, now: datetime, *, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        """Messages due at `now`, oldest first, hidden from other claims for `lease`.

        Never two of one person at a time, and never one while an earlier one of that person waits: their order is kept. A claim whose
        lease ran out unrecorded counts as an uncertain try.
        """

    @abstractmethod
    async def record(self, delivery_id: DeliveryId, outcome: Outcome) -> None:
        """What came of a claimed message."""

    @abstractmethod
    async def stale_cards(self, now: datetime, *, limit: int) -> tuple[StaleCard, ...]:
        """Decision cards, and reminders with the same buttons, that show another status than their booking has; not those postponed."""

    @abstractmethod
    async def postpone(self, delivery_id: DeliveryId, until: datetime) -> None:
        """A card that could not be redrawn is not stale before `until`."""

    @abstractmethod
    async def shown(self, delivery_id: DeliveryId, status: BookingStatus) -> None:
        """A card shows `status` now, or never will again."""


class NotificationsWork(BookingsWork, Protocol):
    """A transaction over everything that happened and everyone who is to be told."""

    events: OutboxFeed
    alarms: TimerFeed
    deliveries: DeliveryLedger


@frozen(kw_only=True)
class Notice:
    """A message with all that is needed to say it. `booking` or `apartment` is filled, as the message is about one or the other.

    `alternatives` are for a renter whose stay came to nothing: None for everybody else, and when nobody looked.
    """

    kind: MessageKind
    person: Person
    booking: BookingCard | None = None
    apartment: ApartmentPage | None = None
    alternatives: tuple[Alternative, ...] | None = None


@frozen
class UndeliverableError(RentalError):
    """The person's side refuses for good: they blocked the bot, or their account is gone."""

    reason: str


@frozen
class SlowDownError(RentalError):
    """The messenger asks for `seconds` of silence; nothing was sent."""

    seconds: float


@frozen
class DeliveryFailedError(RentalError):
    """It failed; `maybe_sent` when the answer was lost and the message may have arrived, `permanent` when the same will fail again."""

    reason: str
    maybe_sent: bool = False
    permanent: bool = False


class Notifier(Protocol):
    """Says a notice to a person in their language."""

    @abstractmethod
    async def send(self, notice: Notice) -> Receipt:
        """Raises UndeliverableError, SlowDownError, DeliveryFailedError."""

    @abstractmethod
    async def redraw(self, receipt: Receipt, notice: Notice) -> None:
        """Make an earlier message say `notice`; saying what it says already is no error. Raises as `send`."""
