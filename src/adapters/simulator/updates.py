"""What the bot has not read yet, and the long poll that reads it."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from attrs import define, field, frozen

from adapters.simulator.errors import another_poller
from adapters.simulator.store import Store

ONLY_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
MAX_UPDATES = 100
MAX_WAIT = 50
CHECK_EVERY = 1.0  # seconds between looks whether the client is still there


@frozen(kw_only=True)
class Poll:
    """One getUpdates request. `is_open` tells whether its client still listens."""

    offset: int
    limit: int
    timeout: float
    is_open: Callable[[], bool]


@define
class Updates:
    store: Store
    seen: int = 0  # getUpdates requests since the start
    _waiting: int = 0
    _newest: Poll | None = None
    _closed: bool = False
    _news: asyncio.Event = field(factory=asyncio.Event)

    @property
    def is_polled(self) -> bool:
        """A bot is waiting right now."""
        return self._waiting > 0

    def push(self, kind: str, body: dict[str, Any]) -> None:
        """Queue an update, unless the bot said it does not want this kind."""
        allowed = self.store.recall("allowed_updates")
        wanted = kind in allowed if allowed else kind not in ONLY_ON_REQUEST
        if wanted:
            self.store.run("INSERT INTO updates (kind, body) VALUES (?, ?)", kind, json.dumps(body))
            self._wake()

    def allow(self, kinds: list[str]) -> None:
        """The kinds of updates that will be queued from now on; none named means Telegram's default."""
        self.store.remember("allowed_updates", kinds)

    async def wait(self, poll: Poll) -> list[dict[str, Any]]:
        """Confirm what is below the offset, then the next updates, or none when the time is over.

        Raises ApiError (409) when another poll comes while this one waits.
        """
        self._newest = poll
        self.seen += 1
        self._wake()
        self._confirm(poll.offset)
        self._waiting += 1
        try:
            return await self._next(poll, time.monotonic() + min(poll.timeout, MAX_WAIT))
        finally:
            self._waiting -= 1

    async def _next(self, poll: Poll, deadline: float) -> list[dict[str, Any]]:
        while True:
            if self._newest is not poll:
                raise another_poller()
            left = deadline - time.monotonic()
            if (batch := self._unread(poll.limit)) or left <= 0 or self._closed or not poll.is_open():
                return batch
            news = self._news
            try:
                await asyncio.wait_for(news.wait(), min(left, CHECK_EVERY))
            except TimeoutError:
                continue

    def _confirm(self, offset: int) -> None:
        if offset > 0:
            self.store.run("DELETE FROM updates WHERE id < ?", offset)
        elif offset < 0:
            keep = "DELETE FROM updates WHERE id NOT IN (SELECT id FROM updates ORDER BY id DESC LIMIT ?)"
            self.store.run(keep, -offset)

    def _unread(self, limit: int) -> list[dict[str, Any]]:
        rows = self.store.rows("SELECT * FROM updates ORDER BY id LIMIT ?", min(max(limit, 1), MAX_UPDATES))
        return [{"update_id": row["id"], row["kind"]: json.loads(row["body"])} for row in rows]

    def count(self) -> int:
        row = self.store.row("SELECT count(*) AS unread FROM updates")
        return 0 if row is None else int(row["unread"])

    def forget_all(self) -> None:
        self.store.run("DELETE FROM updates")

    def close(self) -> None:
        """Let open polls end now, with nothing."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
