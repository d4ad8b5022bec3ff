"""Telegram's clock, which a test may move."""

import time

from attrs import frozen

from adapters.simulator.store import Store


@frozen
class Clock:
    store: Store

    @property
    def shift(self) -> float:
        """Seconds ahead of the real time."""
        return float(self.store.recall("clock_shift", 0.0))

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time() + self.shift

    def set_shift(self, seconds: float) -> None:
        self.store.remember("clock_shift", seconds)
