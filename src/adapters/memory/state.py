"""What is stored: tables of frozen values, so that a copy of the dictionaries is a copy of the state."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from itertools import count

from attrs import Factory, define, field, fields, frozen

from rental_core.accounts.person import Person, PersonId
from rental_core.apartments.apartment import Apartment, ApartmentId
from rental_core.apartments.facts import Edit
from rental_core.apartments.place import City, CityId
from rental_core.bookings.booking import Booking, BookingId, BookingStatus
from rental_core.calendar.block import Block, BlockId
from rental_core.calendar.occupancy import TakenNights
from rental_core.notifications.message import Delivery, DeliveryId, DeliveryState, Receipt
from rental_core.notifications.ports import Consumer, Noted
from rental_core.outbox import EventId
from rental_core.search.draft import Draft
from rental_core.timers import Timer


@frozen(kw_only=True)
class Entry:
    """A line of the delivery ledger. `leased_until` is None unless somebody claimed it and recorded nothing yet."""

    delivery: Delivery
    due: datetime
    state: DeliveryState = DeliveryState.WAITING
    leased_until: datetime | None = None
    receipt: Receipt | None = None
    shows: BookingStatus | None = None
    error: str = ""

    @property
    def waits(self) -> bool:
        return self.state is DeliveryState.WAITING


@define
class State:
    """All tables. Mutable, but its values are not."""

    people: dict[PersonId, Person] = Factory(dict)
    cities: dict[CityId, City] = Factory(dict)
    apartments: dict[ApartmentId, Apartment] = Factory(dict)
    edits: dict[ApartmentId, tuple[Edit, ...]] = Factory(dict)
    sources: dict[str, ApartmentId] = Factory(dict)
    blocks: dict[BlockId, Block] = Factory(dict)
    occupancy: dict[ApartmentId, tuple[TakenNights, ...]] = Factory(dict)
    bookings: dict[BookingId, Booking] = Factory(dict)
    drafts: dict[PersonId, Draft] = Factory(dict)
    favourites: dict[tuple[PersonId, ApartmentId], datetime] = Factory(dict)  # since when
    events: dict[EventId, Noted] = Factory(dict)
    undone: dict[tuple[Consumer, EventId], None] = Factory(dict)
    set_aside: dict[tuple[Consumer, EventId], str] = Factory(dict)
    timers: dict[Timer, datetime | None] = Factory(dict)  # until when each is hidden from claims; None: it has fired
    deliveries: dict[DeliveryId, Entry] = Factory(dict)

    def copy(self) -> "State":
        """A state that can change without this one changing. Costs time in proportion to the number of rows."""
        return State(**{table.name: dict(getattr(self, table.name)) for table in fields(State)})


@frozen
class Sequences:
    """Ids that nobody has. As in any database, those of a transaction that was rolled back are not given again."""

    person: Iterator[int] = field(factory=lambda: count(1))
    apartment: Iterator[int] = field(factory=lambda: count(1))
    block: Iterator[int] = field(factory=lambda: count(1))
    booking: Iterator[int] = field(factory=lambda: count(1))
    event: Iterator[int] = field(factory=lambda: count(1))
    delivery: Iterator[int] = field(factory=lambda: count(1))


@define
class Store:
    """What was committed last, and whose turn it is to change it. `owner` is the task of the transaction in progress."""

    committed: State = Factory(State)
    ids: Sequences = Factory(Sequences)
    lock: asyncio.Lock = Factory(asyncio.Lock)
    owner: "asyncio.Task[object] | None" = None
