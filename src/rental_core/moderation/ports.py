"""What leaving, and knowing what is held about oneself, need from outside."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import BookingId
from rental_core.bookings.ports import BookingsWork
from rental_core.stay import Stay


@frozen
class StayAhead:
    """A confirmed stay that is not over, of somebody who travels or (`lets`) receives."""

    id: BookingId
    title: str
    stay: Stay
    zone: str
    lets: bool


@frozen(kw_only=True)
class Ties:
    """What would happen to whom if the person left now.

    `ahead`: stays that must be cancelled first, soonest check-in first. `made` and `received`: requests that would end. `apartments` would
    leave the market. `only_admin`: nobody could run the place without them.
    """

    ahead: tuple[StayAhead, ...] = ()
    made: int = 0
    received: int = 0
    apartments: int = 0
    only_admin: bool = False

    @property
    def bound(self) -> bool:
        """Whether something stands in the way."""
        return bool(self.ahead) or self.only_admin


@frozen
class Counts:
    """How many stays of the person are over: those they `made` and those they `hosted`."""

    made: int = 0
    hosted: int = 0


class PersonalRecords(Protocol):
    """What is held about one person, for that person."""

    @abstractmethod
    async def counts(self, person_id: PersonId) -> Counts:
        """Zeros for whoever did nothing yet."""

    @abstractmethod
    async def ties(self, person_id: PersonId, now: datetime) -> Ties:
        """As things stand; leaving itself looks again."""

    @abstractmethod
    async def everything(self, person_id: PersonId) -> Mapping[str, Any]:
        """All that is held about the person, made of JSON's types; of others only what the person sees anyway: their names.

        Sections: profile, search, favourites, bookings_as_renter, bookings_as_landlord, apartments, messages. Moments are ISO 8601 with
        their offset, money is in minor units next to its currency. Raises PersonNotFoundError.
        """


class Traces(Protocol):
    """Where a person has left traces."""

    @abstractmethod
    async def ahead(self, person_id: PersonId, now: datetime) -> tuple[BookingId, ...]:
        """Confirmed bookings the person takes part in whose check-out is after `now`, by id."""

    @abstractmethod
    async def apartments(self, person_id: PersonId) -> tuple[ApartmentId, ...]:
        """The apartments the person lets, by id."""

    @abstractmethod
    async def erase(self, person_id: PersonId) -> None:
        """Forget what they entered, kept and were sent, the words they typed on bookings and blocks, and where imports had them from."""


class ModerationWork(BookingsWork, Protocol):
    """A transaction over everything a person touches."""

    traces: Traces
