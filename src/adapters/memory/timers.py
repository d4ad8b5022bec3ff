"""Timers in a dictionary, from both sides."""

from datetime import datetime, timedelta

from attrs import frozen

from adapters.memory.state import State
from rental_core.notifications.ports import TimerFeed
from rental_core.timers import Timer, Timers


@frozen
class MemoryTimers(Timers):
    """A timer is its own key, also after it has fired: setting it again changes nothing."""

    state: State

    async def set(self, *timers: Timer) -> None:
        for timer in timers:
            self.state.timers.setdefault(timer, timer.due)


@frozen
class MemoryTimerFeed(TimerFeed):
    """A timer is hidden until it is due, and again for each lease."""

    state: State

    async def claim(self, now: datetime, *, limit: int, lease: timedelta) -> tuple[Timer, ...]:
        due = [timer for timer, hidden_until in self.state.timers.items() if hidden_until is not None and hidden_until <= now]
        claimed = sorted(due, key=lambda timer: timer.due)[:limit]
        self.state.timers.update(dict.fromkeys(claimed, now + lease))
        return tuple(claimed)

    async def done(self, timer: Timer) -> None:
        if timer in self.state.timers:
            self.state.timers[timer] = None
