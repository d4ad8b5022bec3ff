"""A clock that goes when it is told to."""

from datetime import UTC, datetime, timedelta

from attrs import define, field

from rental_core.clock import Clock


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a zone: {moment}")
    return moment.astimezone(UTC)


@define
class MemoryClock(Clock):
    """Shows `moment` (aware, any zone) until it is set or moved."""

    _moment: datetime = field(converter=_in_utc)

    def now(self) -> datetime:
        return self._moment

    def set(self, moment: datetime) -> None:
        """Show `moment` (aware, any zone) from now on, be it earlier or later. Raises ValueError for a naive one."""
        self._moment = moment

    def advance(self, by: timedelta) -> None:
        """Go forward. Raises ValueError for a negative `by`: whoever wants to go back says where to."""
        if by < timedelta():
            raise ValueError(f"a clock does not advance by {by}")
        self._moment += by
