"""The bookings and blocks of one apartment: placed one after the other, so that no night can have two takers."""

from bisect import bisect
from collections.abc import Sequence
from enum import Enum
from itertools import accumulate
from random import Random
from typing import NamedTuple

from adapters.postgres.sample.apartments import Flat
from adapters.postgres.sample.copying import AHEAD_DAYS, BACK_DAYS, Calendar
from adapters.postgres.sample.figures import DECLINED, DEMAND, EXPIRED, NIGHTS, STEPS, WITHDRAWN, lead_of, still_ahead
from adapters.postgres.sample.places import Season
from rental_core.apartments.apartment import BookingMode

DAYS_AHEAD = 364  # a stay is asked for at most a year before
BLOCKS = 0.45  # apartments whose landlord closes nights
PUSHED = 21  # days by which guests shift their stay for a free one


class Fate(Enum):
    """How a request ends that is not confirmed."""

    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CANCELLED = "cancelled"  # soon after it was confirmed at once


FATES = (Fate.DECLINED, Fate.WITHDRAWN, Fate.EXPIRED)
FATE_SHARES = (DECLINED, WITHDRAWN, EXPIRED)


class Asked(NamedTuple):
    """A request for nights [start, end), made on local day `day`. Without a fate it was, or will be, confirmed."""

    start: int
    end: int
    day: int
    fate: Fate | None = None


class Closed(NamedTuple):
    """Nights [start, end) that the landlord closed on local day `day`; `end` is None until they free them."""

    start: int
    end: int | None
    day: int


class Demand:
    """When stays begin: by season, and fewer and fewer in the future, because most of them are not asked for yet."""

    def __init__(self, calendar: Calendar) -> None:
        today = calendar.today(0)
        self._first = today - BACK_DAYS
        ahead = [still_ahead(days) for days in range(AHEAD_DAYS + 1)]
        self._sums: dict[Season, list[float]] = {}
        for season, months in DEMAND.items():
            weights = [
                months[calendar.months[day] - 1] * (ahead[day - today] if day > today else 1.0)
                for day in range(self._first, today + AHEAD_DAYS)
            ]
            self._sums[season] = list(accumulate(weights))

    def starts(self, random: Random, season: Season, since: int, count: int) -> list[int]:
        """`count` days from `since` on, in order."""
        sums = self._sums[season]
        low = sums[since - self._first - 1] if since > self._first else 0.0
        width = sums[-1] - low
        return sorted(self._first + min(bisect(sums, low + random.random() * width), len(sums) - 1) for _ in range(count))


class Planner:
    """Plans apartments one after the other."""

    def __init__(self, random: Random, calendar: Calendar) -> None:
        self.random, self.calendar, self.demand = random, calendar, Demand(calendar)

    def plan(self, flat: Flat, requests: int) -> tuple[list[Asked], list[Closed]]:
        """Exactly `requests` requests, and the landlord's blocks."""
        random = self.random
        may_fail = 0.0 if flat.mode is BookingMode.INSTANT else DECLINED + WITHDRAWN + EXPIRED
        lost = sum(random.random() < may_fail for _ in range(requests))
        today = self.calendar.today(flat.offset)
        since = max(flat.since + 2, today - BACK_DAYS)
        confirmed, blocks = self._place(flat, requests - lost, since, today)
        return self._with_lost(flat, confirmed, requests - len(confirmed), since, today), blocks

    def _place(self, flat: Flat, count: int, since: int, today: int) -> tuple[list[Asked], list[Closed]]:
        random, asked, closed = self.random, list[Asked](), list[Closed]()
        last = today + AHEAD_DAYS
        wishes = self._wishes(flat, count, since)
        free = since
        for wish, nights in wishes:
            start = max(wish, free)
            if start - wish > PUSHED or start + abs(nights) > last:
                continue
            if nights < 0:  # a block
                free = start - nights
                closed.append(Closed(start, free, self._before(start, today, flat, 30)))
                continue
            lead = min(lead_of(random, max(0, start - today)), start - flat.since - 1)
            asked.append(Asked(start, start + nights, start - lead))
            free = start + nights + flat.preparation
        if random.random() < 0.01:
            start = max(free, today + random.randint(1, 60))
            closed.append(Closed(start, None, today - random.randint(0, 20)))
        return asked, closed

    def _wishes(self, flat: Flat, count: int, since: int) -> Sequence[tuple[int, int]]:
        """First days and nights, in order; the nights of a block are negative."""
        random = self.random
        wishes = [(start, self._nights(flat)) for start in self.demand.starts(random, flat.season, since, count)]
        if random.random() < BLOCKS:
            starts = self.demand.starts(random, flat.season, since, random.randint(1, 4))
            wishes += [(start, -random.choice((2, 3, 5, 7, 10, 14, 30))) for start in starts]
            wishes.sort()
        return wishes

    def _before(self, start: int, today: int, flat: Flat, most: int) -> int:
        """A day before `start`, not in the future."""
        return max(min(start - self.random.randint(0, most), today), flat.since)

    def _with_lost(self, flat: Flat, confirmed: list[Asked], count: int, since: int, today: int) -> list[Asked]:
        """Requests that came to nothing wanted the nights of a later guest, and were over before that one asked."""
        random, lost = self.random, list[Asked]()
        tried = [0] * len(confirmed)
        for _ in range(count):
            fate = Fate.CANCELLED if flat.mode is BookingMode.INSTANT else random.choices(FATES, FATE_SHARES)[0]
            place = int(random.random() * len(confirmed))
            winner = confirmed[place] if confirmed else None
            day = winner.day - 2 * (tried[place] + 1) if winner else 0
            if winner is None or winner.start - day > DAYS_AHEAD or day <= flat.since:
                lost.append(self._alone(fate, since, today, len(lost), self._nights(flat)))
                continue
            tried[place] += 1
            lost.append(Asked(winner.start, winner.end, day, fate))
        return sorted([*confirmed, *lost], key=lambda each: each.day)

    def _nights(self, flat: Flat) -> int:
        """As long as guests stay and the landlord allows."""
        return min(max(NIGHTS[int(self.random.random() * STEPS)], flat.shortest), flat.longest)

    def _alone(self, fate: Fate, since: int, today: int, number: int, nights: int) -> Asked:
        """Far ahead, where nothing is taken: the nights of a year from its day on."""
        day = max(since, today - 3 - 2 * number)
        start = day + DAYS_AHEAD - int(self.random.random() * 14)
        return Asked(start, start + nights, day, fate)
