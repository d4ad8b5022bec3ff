"""What has to be looked at when a moment comes. Timers live with the truth, so that losing the cache loses none."""

from abc import abstractmethod
from datetime import datetime
from enum import Enum
from typing import Protocol

from attrs import frozen


class TimerKind(Enum):
    """What a timer reminds of; the subject is the id of a booking, or of a block for the block's kinds."""

    EXPIRE_REQUEST = "expire-request"
    REMIND_LANDLORD = "remind-landlord"
    REMIND_RENTER = "remind-renter"
    BEGIN_STAY = "begin-stay"
    END_STAY = "end-stay"
    SWITCH_BLOCK = "switch-block"


@frozen
class Timer:
    """A wake-up call. Firing late, or for something that no longer applies, must do no harm: whoever is woken looks first."""

    kind: TimerKind
    subject: int
    due: datetime


class Timers(Protocol):
    """Timers set in one transaction: kept if and only if it commits."""

    @abstractmethod
    async def set(self, *timers: Timer) -> None:
        """Fire each of `timers` once, at its moment or as soon afterwards as the system runs. The same timer set twice fires once."""
