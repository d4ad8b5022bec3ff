"""Half-open ranges of nights. A night is the local date it starts on."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from attrs import frozen

from rental_core.errors import RentalError

ONE_DAY = timedelta(days=1)
# The end of "until I free it": a real date, because the availability probe would call NULL free and the driver cannot read infinity.
FOREVER = date(9999, 12, 31)


@frozen
class EmptyStayError(RentalError):
    """The check-out is not after the check-in."""

    check_in: date
    check_out: date


@frozen(order=True)
class Stay:
    """Nights from check-in (included) to check-out (excluded); back-to-back stays do not overlap. Never empty."""

    check_in: date
    check_out: date

    def __attrs_post_init__(self) -> None:
        if self.check_out <= self.check_in:
            raise EmptyStayError(self.check_in, self.check_out)

    def __iter__(self) -> Iterator[date]:
        """Each night, in order."""
        night = self.check_in
        while night < self.check_out:
            yield night
            night += ONE_DAY

    def __contains__(self, night: date) -> bool:
        return self.check_in <= night < self.check_out

    @property
    def nights(self) -> int:
        """How many nights, at least 1."""
        return (self.check_out - self.check_in).days

    def overlaps(self, other: "Stay") -> bool:
        """Whether the two share a night."""
        return self.check_in < other.check_out and other.check_in < self.check_out

    def within(self, other: "Stay") -> "Stay | None":
        """The nights both share; None when they share none."""
        return span(max(self.check_in, other.check_in), min(self.check_out, other.check_out))

    def minus(self, taken: Iterable["Stay"]) -> "tuple[Stay, ...]":
        """The nights of this range that no range in `taken` holds: sorted, disjoint, as long as they can be."""
        free: list[Stay] = []
        start = self.check_in
        for other in sorted(taken):
            if piece := span(start, min(other.check_in, self.check_out)):
                free.append(piece)
            start = max(start, other.check_out)
        if rest := span(start, self.check_out):
            free.append(rest)
        return tuple(free)


def span(start: date, end: date) -> Stay | None:
    """The nights from `start` up to `end`, or None when there are none."""
    return Stay(start, end) if start < end else None
