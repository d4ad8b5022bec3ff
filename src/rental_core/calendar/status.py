"""Free or occupied: a pure fold over what is logged elsewhere, so that status, history and calendar cannot disagree."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from enum import Enum

from attrs import evolve, frozen

from rental_core.accounts.person import PersonId
from rental_core.calendar.occupancy import Taker
from rental_core.clock import local_date, moment_of
from rental_core.stay import FOREVER, Stay

END_OF_TIME = datetime.max.replace(tzinfo=UTC)


class Status(Enum):
    """Whether somebody may be expected in the apartment."""

    FREE = "free"
    OCCUPIED = "occupied"


@frozen
class Cause:
    """A booking or a block, who is behind it (None: the clock) and what they said."""

    taker: Taker
    by: PersonId | None
    comment: str = ""


@frozen
class Occupied:
    """The apartment is occupied in [begin, end) because of `cause`; `ended` tells why it ends, the same cause when by itself."""

    begin: datetime
    end: datetime
    cause: Cause
    ended: Cause

    def during(self, start: datetime, end: datetime | None, ended: Cause) -> "Occupied | None":
        """The part in [start, end), `ended` being the cause where it is cut short; None when nothing is left."""
        cut = end is not None and end < self.end
        begin = max(self.begin, start)
        stop = end if end is not None and cut else self.end
        if begin >= stop:
            return None
        return evolve(self, begin=begin, end=stop, ended=ended if cut else self.ended)


@frozen
class Switch:
    """At `at` the apartment became `to`, because of `cause`."""

    at: datetime
    to: Status
    cause: Cause


def days(nights: Stay, zone: str, cause: Cause) -> Occupied:
    """The local days of `nights` in `zone`, from midnight to midnight."""
    end = END_OF_TIME if nights.check_out == FOREVER else moment_of(nights.check_out, time.min, zone)
    return Occupied(moment_of(nights.check_in, time.min, zone), end, cause, cause)


def history(periods: Iterable[Occupied], now: datetime) -> tuple[Switch, ...]:
    """Every switch up to and including `now`, oldest first. Before the first one it is free; periods that touch do not switch."""
    switches: list[Switch] = []
    current: Occupied | None = None
    for period in sorted(periods, key=lambda each: (each.begin, each.end)):
        if period.begin > now:
            break
        if current is None or period.begin > current.end:
            if current is not None:
                switches.append(Switch(current.end, Status.FREE, current.ended))
            switches.append(Switch(period.begin, Status.OCCUPIED, period.cause))
            current = period
        elif period.end > current.end:
            current = period
    if current is not None and current.end <= now:
        switches.append(Switch(current.end, Status.FREE, current.ended))
    return tuple(switches)


def status(periods: Iterable[Occupied], now: datetime) -> Status:
    """Free or occupied at `now`: the last switch of `history`, by definition."""
    switches = history(periods, now)
    return switches[-1].to if switches else Status.FREE


def occupied_until(spans: Iterable[tuple[datetime, datetime]], now: datetime, zone: str) -> datetime | None:
    """When what is occupied at `now` is free for a night again, by spans [begin, end) of occupation. None when it is free.

    A span that begins on the local day (in `zone`) on which the one before it ends follows it: between two guests of one day there is no
    night to be had. END_OF_TIME: never, as far as anybody knows.
    """
    end = now
    for begin, until in sorted(spans):
        if end == END_OF_TIME or (begin > now and (end == now or local_date(begin, zone) > local_date(end, zone))):
            break
        end = max(end, until)
    return end if end > now else None
