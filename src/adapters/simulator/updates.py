"""What the bot has not read yet, the long poll that reads it, and the queues a webhook reads."""

import asyncio
import json
import sqlite3
import time
from collections.abc import Callable
from typing import Any

from attrs import define, field, frozen

from adapters.simulator.errors import another_poller, ended_by_webhook
from adapters.simulator.store import Store

ONLY_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
MAX_UPDATES = 100
LOOKED_THROUGH = 1000
MAX_WAIT = 50
CHECK_EVERY = 1.0  # seconds between looks whether the client is still there


Queue = tuple[str, int]


@frozen(kw_only=True)
class Update:
    """`kind` is the name of its only field besides update_id: message, callback_query ..."""

    id: int
    kind: str
    body: dict[str, Any]

    @property
    def queue(self) -> Queue:
        """A webhook gets the updates of one kind and one person in their order, others beside them."""
        return self.kind, int(self.body["from"]["id"])

    def shown(self) -> dict[str, Any]:
        return {"update_id": self.id, self.kind: self.body}


def to_update(row: sqlite3.Row) -> Update:
    return Update(id=row["id"], kind=row["kind"], body=json.loads(row["body"]))


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
    news: asyncio.Event = field(factory=asyncio.Event)  # set once when something changes, then replaced

    @property
    def is_polled(self) -> bool:
        """A bot is waiting right now."""
        return self._waiting > 0

    def push(self, kind: str, body: dict[str, Any]) -> None:
        """Queue an update, unless the bot said it does not want this kind."""
        allowed = self.allowed()
        wanted = kind in allowed if allowed else kind not in ONLY_ON_REQUEST
        if wanted:
            self.store.run("INSERT INTO updates (kind, body) VALUES (?, ?)", kind, json.dumps(body))
            self.wake()

    def allowed(self) -> list[str]:
        """The kinds the bot has asked for; none named means Telegram's default."""
        return list(self.store.recall("allowed_updates") or ())

    def allow(self, kinds: list[str]) -> None:
        """The kinds of updates that will be queued from now on; none named means Telegram's default."""
        self.store.remember("allowed_updates", kinds)

    async def wait(self, poll: Poll) -> list[dict[str, Any]]:
        """Confirm what is below the offset, then the next updates, or none when the time is over.

        Raises ApiError (409) when another poll or a webhook comes while this one waits.
        """
        self._newest = poll
        self.seen += 1
        self.wake()
        self._confirm(poll.offset)
        self._waiting += 1
        try:
            return await self._next(poll, time.monotonic() + min(poll.timeout, MAX_WAIT))
        finally:
            self._waiting -= 1

    async def _next(self, poll: Poll, deadline: float) -> list[dict[str, Any]]:
        while True:
            if self._newest is not poll:
                raise another_poller() if self._newest else ended_by_webhook()
            left = deadline - time.monotonic()
            if (batch := self._unread(poll.limit)) or left <= 0 or self._closed or not poll.is_open():
                return batch
            news = self.news
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
        return [to_update(row).shown() for row in rows]

    def first_of_each_queue(self) -> list[Update]:
        """What a webhook may be given now, oldest first."""
        firsts: dict[Queue, Update] = {}
        for row in self.store.rows("SELECT * FROM updates ORDER BY id LIMIT ?", LOOKED_THROUGH):
            update = to_update(row)
            firsts.setdefault(update.queue, update)
        return list(firsts.values())

    def confirm(self, update_id: int) -> None:
        """This one has been read."""
        self.store.run("DELETE FROM updates WHERE id = ?", update_id)

    def count(self) -> int:
        row = self.store.row("SELECT count(*) AS unread FROM updates")
        return 0 if row is None else int(row["unread"])

    def forget_all(self) -> None:
        self.store.run("DELETE FROM updates")

    def close(self) -> None:
        """Let open polls end now, with nothing."""
        self._closed = True
        self.wake()

    def end_polls(self) -> None:
        """A webhook takes over: whoever polls is refused."""
        self._newest = None
        self.wake()

    def wake(self) -> None:
        self.news.set()
        self.news = asyncio.Event()
