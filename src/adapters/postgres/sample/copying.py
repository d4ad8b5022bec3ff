"""Rows as COPY reads them, and moments as minutes since a first day: three million bookings leave no time for datetime objects."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from attrs import define, field

DAY = 1440  # minutes
BACK_DAYS = 548  # of bookings: 18 months
AHEAD_DAYS = 335  # 11 months
MARKET_DAYS = 1400  # how long ago the oldest people came
NULL = r"\N"


def escaped(text: str) -> str:
    """Text for COPY's text format."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def array(values: Iterable[str]) -> str:
    """A text[] whose values need no quoting."""
    return "{" + ",".join(values) + "}"


@define
class Lines:
    """COPY lines by table."""

    of: defaultdict[str, list[str]] = field(factory=lambda: defaultdict(list))
    bookings: int = 0

    def add(self, table: str, *line: str) -> None:
        self.of[table] += line


@define(slots=False)
class Calendar:
    """Days and minutes are counted from a day before everything; minutes are UTC, days are local dates."""

    now: datetime
    first: date = field(init=False)
    _offsets: dict[str, int] = field(factory=dict, init=False)

    @first.default
    def _first_day(self) -> date:
        return self.now.astimezone(UTC).date() - timedelta(days=MARKET_DAYS)

    @cached_property
    def minute(self) -> int:
        """The present minute."""
        start = datetime.combine(self.first, datetime.min.time(), UTC)
        return int((self.now - start).total_seconds() // 60)

    @cached_property
    def days(self) -> tuple[str, ...]:
        """Every day in ISO form."""
        return tuple((self.first + timedelta(days=day)).isoformat() for day in range(MARKET_DAYS + AHEAD_DAYS + 500))

    @cached_property
    def clock(self) -> tuple[str, ...]:
        """Every minute of a day."""
        return tuple(f"{minute // 60:02}:{minute % 60:02}" for minute in range(DAY))

    @cached_property
    def months(self) -> tuple[int, ...]:
        return tuple((self.first + timedelta(days=day)).month for day in range(MARKET_DAYS + AHEAD_DAYS + 500))

    def moment(self, minute: int) -> str:
        """For a session whose time zone is UTC."""
        return f"{self.days[minute // DAY]} {self.clock[minute % DAY]}"

    def offset(self, zone: str) -> int:
        """Minutes that clocks of `zone` are ahead of UTC. Russian zones have had one offset all year since 2014."""
        if zone not in self._offsets:
            ahead = self.now.astimezone(ZoneInfo(zone)).utcoffset()
            assert ahead is not None
            self._offsets[zone] = int(ahead.total_seconds() // 60)
        return self._offsets[zone]

    def today(self, offset: int) -> int:
        """The local day where clocks are `offset` minutes ahead."""
        return (self.minute + offset) // DAY
