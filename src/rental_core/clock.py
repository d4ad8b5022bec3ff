"""Time: aware UTC moments are injected, local dates follow the apartment's zone and never pass through UTC midnight."""

from abc import abstractmethod
from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

from rental_core.stay import ONE_DAY


class Clock(Protocol):
    """Where use cases learn what time it is."""

    @abstractmethod
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


def local_date(moment: datetime, zone: str) -> date:
    """The calendar date that `moment` falls on in `zone` (an IANA name)."""
    return moment.astimezone(ZoneInfo(zone)).date()


def moment_of(day: date, at: time, zone: str) -> datetime:
    """The UTC moment when the clocks of `zone` show `at` on `day`.

    A time that occurs twice (clocks set back) is its first occurrence; one that is skipped (clocks set forward) is as far after the gap
    as it was after the gap's start, as PEP 495 defines for fold=0.
    """
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def next_midnight(moment: datetime, zone: str) -> datetime:
    """The first UTC moment of the local day after the one that `moment` falls on."""
    return moment_of(local_date(moment, zone) + ONE_DAY, time.min, zone)
