"""The guard: every night that is taken has one taker."""

from abc import abstractmethod
from enum import Enum
from typing import Protocol

from attrs import frozen

from rental_core.apartments.apartment import ApartmentId
from rental_core.errors import RentalError
from rental_core.stay import Stay


class TakerKind(Enum):
    """Who can hold nights."""

    BOOKING = "booking"
    BLOCK = "block"


@frozen
class Taker:
    """The holder of nights: the id of a booking or of a block."""

    kind: TakerKind
    id: int


@frozen
class TakenNights:
    """Nights and their one holder."""

    nights: Stay
    taker: Taker


@frozen
class NightsTakenError(RentalError):
    """Somebody has a night of this stay already."""

    apartment_id: ApartmentId
    stay: Stay


class Occupancy(Protocol):
    """The guard: every night that is taken, each by one taker only, whatever runs at the same time."""

    @abstractmethod
    async def take(self, apartment: ApartmentId, nights: Stay, taker: Taker) -> bool:
        """Take the nights for `taker`. False when any of them is taken, by `taker` itself too: then nothing changed.

        Waits for a transaction in progress that may be taking one of them. The taker must be stored already.
        """

    @abstractmethod
    async def release(self, apartment: ApartmentId, taker: Taker) -> tuple[Stay, ...]:
        """Give back all that `taker` holds of this apartment; returns those nights, sorted."""

    @abstractmethod
    async def taken(self, apartment: ApartmentId, within: Stay) -> tuple[TakenNights, ...]:
        """Who holds nights that overlap `within`: whole holdings, not cut to it, sorted by check-in."""
