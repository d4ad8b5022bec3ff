"""What the calendar needs from outside, besides the guard."""

from abc import abstractmethod
from enum import Enum
from typing import Protocol

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.apartments.ports import ApartmentsWork
from rental_core.calendar.block import Block, BlockId
from rental_core.calendar.occupancy import Occupancy
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


class CalendarReader(Protocol):
    """Calendars for screens."""

    @abstractmethod
    async def taken(self, apartment_id: ApartmentId, within: Stay, *, viewer: PersonId) -> tuple[CalendarRow, ...]:
        """Taken nights that overlap `within`, cut to it, sorted and disjoint. Renters see kinds, never bookings."""
