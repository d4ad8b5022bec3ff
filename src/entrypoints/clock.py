"""The wall clock, the one place that reads it for the business."""

from datetime import UTC, datetime

from rental_core.clock import Clock


class SystemClock(Clock):
    """The machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)
