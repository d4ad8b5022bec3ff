"""What the calendar needs from outside, besides the guard."""

from abc import abstractmethod
from datetime import date, datetime
from enum import Enum
from typing import Protocol

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.apartments.ports import ApartmentsWork
from rental_core.calendar.block import Block, BlockId
from rental_core.calendar.occupancy import Occupancy
from rental_core.calendar.status import END_OF_TIME, Status
from rental_core.clock import local_date
from rental_core.errors import NotFoundError
from rental_core.stay import Stay


@frozen
class BlockNotFoundError(NotFoundError):
    """No block under this id."""

    block_id: int


class BlockRepository(Protocol):
    """Blocks as aggregates, with their changes. To be read under the lock of their apartment when they are to be changed."""

    @abstractmethod
    async def get(self, block_id: BlockId) -> Block:
        """Raises BlockNotFoundError."""

    @abstractmethod
    async def standing(self, apartment_id: ApartmentId) -> tuple[Block, ...]:
        """The blocks that still want nights, by id."""

    @abstractmethod
    async def of_apartment(self, apartment_id: ApartmentId) -> tuple[Block, ...]:
        """All blocks there ever were, by id."""

    @abstractmethod
    async def next_id(self) -> BlockId:
        """An id no block has."""

    @abstractmethod
    async def add(self, block: Block) -> None:
        """Store a new block."""

    @abstractmethod
    async def save(self, block: Block) -> None:
        """Store the changes that were appended to a known block."""


class CalendarWork(ApartmentsWork, Protocol):
    """A transaction over everything below bookings."""

    blocks: BlockRepository
    occupancy: Occupancy


class DayKind(Enum):
    """How a night looks from outside: held by a request, sold, closed, or kept for preparation."""

    REQUESTED = "requested"
    SOLD = "sold"
    BLOCKED = "blocked"
    PREPARATION = "preparation"


@frozen
class CalendarRow:
    """Nights that cannot be had, and why; `booking_id` is filled for the apartment's landlord only."""

    nights: Stay
    kind: DayKind
    booking_id: int | None = None


@frozen
class StatusNow:
    """Free or occupied; `free_from` is the local date on which an occupied apartment becomes free, None when nobody knows."""

    status: Status
    free_from: date | None = None

    @classmethod
    def until(cls, end: datetime | None, zone: str) -> "StatusNow":
        """As `occupied_until` says it, in the apartment's zone."""
        if end is None:
            return cls(Status.FREE)
        return cls(Status.OCCUPIED, None if end == END_OF_TIME else local_date(end, zone))


class CalendarReader(Protocol):
    """Calendars for screens."""

    @abstractmethod
    async def taken(self, apartment_id: ApartmentId, within: Stay, *, viewer: PersonId) -> tuple[CalendarRow, ...]:
        """Taken nights that overlap `within`, cut to it, sorted and disjoint. Renters see kinds, never bookings."""

    @abstractmethod
    async def status(self, apartment_id: ApartmentId, *, at: datetime) -> StatusNow:
        """Whether somebody is there at that moment; requests and preparation do not count. Free for an unknown apartment."""
