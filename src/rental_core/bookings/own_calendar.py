"""A landlord's own calendar: every night that is taken or asked for, by whom and why."""

from abc import abstractmethod
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Protocol

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import BookingId
from rental_core.calendar.block import BlockId
from rental_core.clock import local_date
from rental_core.stay import FOREVER, Stay


class NightsKind(Enum):
    """Whose nights are."""

    STAY = "stay"  # confirmed
    HELD = "held"  # a pending request holds them
    OPEN = "open"  # pending requests ask for them, and do not hold them
    BLOCK = "block"
    PREPARATION = "preparation"  # after a stay, or after a request that holds its nights


@frozen(kw_only=True)
class OwnNights:
    """Nights of one kind in a row. Of one apartment they are disjoint, but for open ones, which may lie over each other and anything else.

    Of a booking: its id, the whole `stay`, its renter's name, how many guests, from when to when they are there. Of a block: its id, the
    `span` it wants (a stay may lie inside, and take nights of it), the name of whoever closed it, and what they said.
    """

    nights: Stay
    kind: NightsKind
    booking_id: BookingId | None = None
    stay: Stay | None = None
    guests: int = 0
    arrives_at: datetime | None = None
    leaves_at: datetime | None = None
    block_id: BlockId | None = None
    span: Stay | None = None
    name: str = ""
    comment: str = ""


@frozen
class OwnCalendar:
    """What is taken of an apartment, sorted by night. Dates are local in `zone`."""

    id: ApartmentId
    title: str
    street: str
    zone: str
    rows: tuple[OwnNights, ...] = ()

    def today(self, now: datetime) -> date:
        return local_date(now, self.zone)

    def there(self, now: datetime) -> OwnNights | None:
        """Whose guests are there now, or what closes the apartment today; None when it is free."""
        guests = next((row for row in self.rows if row.kind is NightsKind.STAY and _is_there(row, now)), None)
        today = self.today(now)
        return guests or next((row for row in self.rows if row.kind is NightsKind.BLOCK and today in row.nights), None)

    def closed(self, day: date) -> bool:
        """Whether a block wants this day, also where guests have it."""
        return any(row.span is not None and day in row.span for row in self.rows)

    def sold(self, nights: Stay) -> tuple[OwnNights, ...]:
        """The confirmed stays for whose sake `nights` cannot be closed; "until I free it" leaves them, and so has none."""
        if nights.check_out == FOREVER:
            return ()
        return tuple(row for row in self.rows if row.kind is NightsKind.STAY and row.nights.overlaps(nights))

    def losers(self, nights: Stay) -> tuple[OwnNights, ...]:
        """The requests that are declined when `nights` are closed; none when those cannot be."""
        if self.sold(nights):
            return ()
        kinds = {NightsKind.OPEN} if nights.check_out == FOREVER else {NightsKind.OPEN, NightsKind.HELD}
        return tuple(row for row in self.rows if row.kind in kinds and row.nights.overlaps(nights))

    def on(self, night: date) -> tuple[OwnNights, ...]:
        """Everybody who has or wants this night."""
        return tuple(row for row in self.rows if night in row.nights)

    def leaving(self, day: date) -> OwnNights | None:
        """The confirmed stay that ends on this day."""
        return next((row for row in self.rows if row.kind is NightsKind.STAY and row.nights.check_out == day), None)


def _is_there(row: OwnNights, now: datetime) -> bool:
    return row.arrives_at is not None and row.leaves_at is not None and row.arrives_at <= now < row.leaves_at


def first_day(calendars: Iterable[OwnCalendar], now: datetime) -> date:
    """The earliest "today" among the apartments, by the clocks of each; that of UTC without any."""
    return min((each.today(now) for each in calendars), default=now.date())


class OwnCalendarReader(Protocol):
    """Calendars for their landlord, and for nobody else."""

    @abstractmethod
    async def one(self, apartment_id: ApartmentId, within: Stay, *, viewer: PersonId) -> OwnCalendar:
        """What overlaps `within`, not cut to it. Raises ApartmentNotFoundError unless the viewer lets it."""

    @abstractmethod
    async def page(self, landlord_id: PersonId, within: Stay, *, after: ApartmentId | None, limit: int) -> tuple[OwnCalendar, ...]:
        """The same for at most `limit` apartments, sorted by title (any case, ё as е), ties by id, those after `after`."""
