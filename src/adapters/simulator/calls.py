"""The record of what the bot asked for, for tests and for the developer pane."""

import time
from collections import deque
from typing import Any

from attrs import asdict, define, field, frozen

from adapters.simulator.requests import whole

KEPT = 5000


@frozen(kw_only=True)
class Call:
    """`at`: seconds since the epoch when the request came, real time. `dropped`: "before", "after" or None."""

    id: int
    at: float
    seconds: float
    method: str
    chat_id: int | None
    params: dict[str, Any]
    ok: bool
    result: Any
    dropped: str | None

    def shown(self) -> dict[str, Any]:
        return {**asdict(self, recurse=False), "at": round(self.at, 3), "seconds": round(self.seconds, 4)}


@define
class Calls:
    """The newest calls; getUpdates is not recorded."""

    _kept: deque[Call] = field(factory=lambda: deque(maxlen=KEPT))
    _last_id: int = 0

    def record(self, method: str, params: dict[str, Any], answer: dict[str, Any], *, at: float, dropped: str | None) -> Call:
        self._last_id += 1
        ok = bool(answer["ok"])
        call = Call(
            id=self._last_id,
            at=at,
            seconds=time.time() - at,
            method=method,
            chat_id=chat_of(params),
            params=params,
            ok=ok,
            result=answer["result"] if ok else answer,
            dropped=dropped,
        )
        self._kept.append(call)
        return call

    def after(self, call_id: int, *, method: str | None = None, chat_id: int | None = None) -> list[Call]:
        return [
            call
            for call in self._kept
            if call.id > call_id
            and (method is None or call.method.lower() == method.lower())
            and (chat_id is None or call.chat_id == chat_id)
        ]

    def forget_all(self) -> None:
        self._kept.clear()


def chat_of(params: dict[str, Any]) -> int | None:
    return whole(params.get("chat_id"))
