"""Choosing two days: what a tap on a day means, and what it cannot mean."""

from bisect import bisect_right
from datetime import date, timedelta
from enum import Enum

from attrs import evolve, frozen

from rental_core.stay import ONE_DAY, Stay


class Why(Enum):
    """Why a day cannot be chosen."""

    PAST = "past"
    TOO_FAR = "too-far"
    TOO_SOON = "too-soon"  # the landlord needs notice
    TAKEN = "taken"  # as a check-in: its night is somebody's
    TURNOVER = "turnover"  # likewise, but a stay may end on this day
    BEYOND_TAKEN = "beyond-taken"  # as a check-out: a night before it is somebody's
    TOO_TIGHT = "too-tight"  # as a check-in: no time to prepare the apartment before the next guests
    PREPARATION = "preparation"  # as a check-out: likewise
    TOO_LONG = "too-long"
    TOO_SHORT = "too-short"  # as a check-out: the apartment is not let for so few nights
    GAP = "gap"  # as a check-in: somebody else comes before the shortest stay would be over


LENGTHS = frozenset({Why.TOO_LONG, Why.TOO_SHORT, Why.GAP})


@frozen
class CannotPick:
    """Why not; `limit` is the latest check-out (of TOO_SHORT the earliest, of GAP the next guests' check-in).

    `nights` is how many a stay has at least, or at most, where that is why.
    """

    why: Why
    limit: date | None = None
    nights: int = 0


@frozen(kw_only=True)
class Days:
    """The days from which two are chosen: `taken` nights (sorted, disjoint), check-in from `today` to `last`.

    A stay has `shortest` to `nights` nights, unless one of `lengths` (ranges of arrivals, with the fewest and the most nights) says
    otherwise; `nights` is the most of all. The landlord needs notice until `first`. The `preparation` nights after the check-out have to
    be free as well.
    """

    today: date
    last: date
    nights: int
    shortest: int = 1
    lengths: tuple[tuple[Stay, int, int], ...] = ()
    first: date | None = None
    taken: tuple[Stay, ...] = ()
    preparation: int = 0
    check_in: date | None = None
    check_out: date | None = None

    @property
    def first_month(self) -> date:
        return self.today.replace(day=1)

    @property
    def last_month(self) -> date:
        """The month of the latest check-out there can be."""
        return (self.last + timedelta(days=self.nights)).replace(day=1)

    @property
    def leaving(self) -> bool:
        """Whether the next tap is the check-out of a check-in that is still possible."""
        return self.check_in is not None and self.check_out is None and self.may_arrive_on(self.check_in)

    @property
    def possible(self) -> bool:
        """Whether both days are chosen and every night between them is still free."""
        return self.check_in is not None and self.check_out is not None and self.objection is None

    @property
    def objection(self) -> CannotPick | None:
        """Why the chosen days cannot be had (any more); None while they can, or while there are none."""
        if self.check_in is None:
            return None
        arrived = evolve(self, check_in=None, check_out=None).pick(self.check_in)
        if isinstance(arrived, CannotPick) or self.check_out is None:
            return arrived if isinstance(arrived, CannotPick) else None
        left = arrived.pick(self.check_out)
        return left if isinstance(left, CannotPick) else None

    def may_arrive_on(self, day: date) -> bool:
        """Whether its night is free, and the shortest stay at least can follow."""
        return not self._too_soon(day) and not self.is_taken(day) and self.latest_check_out(day) >= self.earliest_check_out(day)

    def ends_some_stay(self, day: date) -> bool:
        """Whether anybody can leave on this day: if so, whoever stays as shortly as can be."""
        fewest = {self.shortest, *(least for _, least, _ in self.lengths)}
        arrivals = [(day - nights * ONE_DAY, nights) for nights in fewest]
        return any(
            self.today <= arrival <= self.last and self.shortest_from(arrival) == nights and self.may_arrive_on(arrival)
            for arrival, nights in arrivals
        )

    def shortest_from(self, check_in: date) -> int:
        """The fewest nights of a stay that begins on this day."""
        return next((least for nights, least, _ in self.lengths if check_in in nights), self.shortest)

    def longest_from(self, check_in: date) -> int:
        """The most nights of a stay that begins on this day."""
        return next((most for nights, _, most in self.lengths if check_in in nights), self.nights)

    def _too_soon(self, day: date) -> bool:
        return self.first is not None and day < self.first

    def earliest_check_out(self, check_in: date) -> date:
        return check_in + self.shortest_from(check_in) * ONE_DAY

    def is_taken(self, night: date) -> bool:
        place = bisect_right([each.check_in for each in self.taken], night)
        return place > 0 and night in self.taken[place - 1]

    def latest_check_out(self, check_in: date) -> date:
        """A taken day may end a stay if the night before is free and no preparation follows. Not after `check_in`: no stay fits."""
        longest, following = check_in + timedelta(days=self.longest_from(check_in)), self._taken_after(check_in)
        return min(following - self.preparation * ONE_DAY, longest) if following else longest

    def _taken_after(self, check_in: date) -> date | None:
        return next((each.check_in for each in self.taken if each.check_in > check_in), None)

    def pick(self, day: date) -> "Days | CannotPick":
        """The days after a tap: a check-in first, then a check-out. An earlier day begins anew, the check-in once more takes it back."""
        if self.leaving and day == self.check_in:
            return evolve(self, check_in=None)
        if self.leaving and self.check_in is not None and day > self.check_in:
            return self._leave(self.check_in, day)
        if day < self.today:
            return CannotPick(Why.PAST)
        if day > self.last:
            return CannotPick(Why.TOO_FAR, self.last)
        if self._too_soon(day):
            return CannotPick(Why.TOO_SOON, self.first)
        if self.is_taken(day):
            return CannotPick(Why.TURNOVER if self.ends_some_stay(day) else Why.TAKEN)
        if not self.may_arrive_on(day):
            return self._too_tight(day)
        return evolve(self, check_in=day, check_out=None)

    def _too_tight(self, check_in: date) -> CannotPick:
        following = self._taken_after(check_in)
        fits_unprepared = following is not None and following >= self.earliest_check_out(check_in)
        return CannotPick(Why.TOO_TIGHT) if fits_unprepared else CannotPick(Why.GAP, following, self.shortest_from(check_in))

    def _leave(self, check_in: date, day: date) -> "Days | CannotPick":
        limit, earliest = self.latest_check_out(check_in), self.earliest_check_out(check_in)
        if day < earliest:
            return CannotPick(Why.TOO_SHORT, earliest, self.shortest_from(check_in))
        if day <= limit:
            return evolve(self, check_out=day)
        following = self._taken_after(check_in)
        if following is None or limit == check_in + timedelta(days=self.longest_from(check_in)):
            return CannotPick(Why.TOO_LONG, limit, self.longest_from(check_in))
        return CannotPick(Why.BEYOND_TAKEN if day > following else Why.PREPARATION, limit)

    def reach(self, week: "list[date | None]") -> bool:
        """Whether the week is worth a row: some day of it has not passed."""
        return any(day is not None and day >= self.today for day in week)

    def mark(self, day: date) -> "Mark":
        """How the day is shown before the next tap."""
        if day < self.today or day > self.last + timedelta(days=self.nights):
            return Mark.OUT
        if self._may_leave_on(day):
            return Mark.FREE
        if self._is_within(day) and self.possible:
            return self._chosen(day)
        if not self.may_arrive_on(day) and day != self.check_out:
            return Mark.GAP if self._is_gap(day) else Mark.TAKEN
        if self.leaving and self.check_in is not None and day > self.check_in:
            return Mark.BEYOND
        return self._chosen(day)

    def _may_leave_on(self, day: date) -> bool:
        if not self.leaving or self.check_in is None:
            return False
        return self.earliest_check_out(self.check_in) <= day <= self.latest_check_out(self.check_in)

    def _is_within(self, day: date) -> bool:
        """Whether the day is one of the chosen stay."""
        return self.check_in is not None and self.check_out is not None and self.check_in <= day <= self.check_out

    def _is_gap(self, day: date) -> bool:
        return not self.is_taken(day) and self._too_tight(day).why is Why.GAP

    def _chosen(self, day: date) -> "Mark":
        if day == self.check_in:
            return Mark.CHECK_IN
        if day == self.check_out:
            return Mark.CHECK_OUT
        return Mark.BETWEEN if self.check_in and self.check_out and self.check_in < day < self.check_out else Mark.FREE


class Mark(Enum):
    """What a day looks like. A taken day that can end the stay being chosen looks free, because for that it is."""

    FREE = "free"
    TAKEN = "taken"  # nobody can arrive
    GAP = "gap"  # free, but for fewer nights than the shortest stay has
    OUT = "out"  # past, or too far ahead
    BEYOND = "beyond"  # out of reach from the check-in that was chosen
    CHECK_IN = "check-in"
    CHECK_OUT = "check-out"
    BETWEEN = "between"


def weeks_of(first: date) -> list[list[date | None]]:
    """The days of a month by weeks that begin on Monday, None where a week reaches over its ends."""
    following = (first + timedelta(days=31)).replace(day=1)
    days: list[date | None] = [None] * first.weekday()
    days += [first + n * ONE_DAY for n in range((following - first).days)]
    days += [None] * (-len(days) % 7)
    return [days[n : n + 7] for n in range(0, len(days), 7)]


def month_after(first: date, months: int) -> date:
    """The first day of the month that many months later (or earlier)."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
