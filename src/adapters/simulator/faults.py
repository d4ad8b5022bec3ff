"""Trouble to order: refusals, delays and lost answers for chosen calls."""

from collections.abc import Mapping
from typing import Any

from attrs import define, field, frozen

from adapters.simulator.errors import ApiError, PersonError, too_many_requests

POLLING = "getupdates"
DROPS = ("before", "after")
FIELDS = {"method", "chat_id", "code", "description", "retry_after", "times", "skip", "delay", "drop"}


@frozen(kw_only=True)
class Fault:
    """What happens to the calls it fits.

    method: any case; None fits every method but getUpdates. chat_id: None fits every chat.
    skip: fitting calls let through first. times: calls hit after that, None for all.
    delay: seconds before the call is carried out. code: HTTP status of a refusal; the call is not carried out.
    drop: the connection is cut "before" the call is carried out, or "after" it, so that only the answer is lost.
    """

    method: str | None = None
    chat_id: int | None = None
    code: int | None = None
    description: str = "Internal Server Error"
    retry_after: int | None = None
    times: int | None = 1
    skip: int = 0
    delay: float = 0.0
    drop: str | None = None

    def fits(self, method: str, chat_id: int | None) -> bool:
        right_method = method != POLLING if self.method is None else self.method.lower() == method
        return right_method and self.chat_id in (None, chat_id)

    def refusal(self) -> ApiError | None:
        if self.code is None:
            return None
        if self.code == 429 and self.retry_after is not None:
            return too_many_requests(self.retry_after)
        return ApiError(self.code, self.description, retry_after=self.retry_after)


def to_fault(body: Mapping[str, Any]) -> Fault:
    """Raises PersonError (400) for what is no fault."""
    if unknown := body.keys() - FIELDS:
        raise PersonError(400, f"a fault has no {', '.join(sorted(unknown))}")
    if body.get("drop") not in (None, *DROPS):
        raise PersonError(400, 'drop is "before" or "after"')
    fault = Fault(**body)
    numbers = (fault.code, fault.chat_id, fault.retry_after, fault.times, fault.skip, fault.delay)
    if not all(number is None or isinstance(number, int | float) for number in numbers):
        raise PersonError(400, "code, chat_id, retry_after, times, skip and delay are numbers")
    return fault


@define
class PlannedFault:
    id: int
    fault: Fault
    skipped: int = 0
    hits: int = 0

    def strikes(self, method: str, chat_id: int | None) -> bool:
        """Whether it hits this call; counts it."""
        spent = self.fault.times is not None and self.hits >= self.fault.times
        if spent or not self.fault.fits(method, chat_id):
            return False
        if self.skipped < self.fault.skip:
            self.skipped += 1
            return False
        self.hits += 1
        return True


@define
class Faults:
    planned: list[PlannedFault] = field(factory=list)
    _last_id: int = 0

    def add(self, fault: Fault) -> PlannedFault:
        self._last_id += 1
        self.planned.append(PlannedFault(self._last_id, fault))
        return self.planned[-1]

    def clear(self) -> None:
        self.planned.clear()

    def strike(self, method: str, chat_id: int | None) -> Fault | None:
        """The first fault that hits this call."""
        return next((planned.fault for planned in self.planned if planned.strikes(method, chat_id)), None)
