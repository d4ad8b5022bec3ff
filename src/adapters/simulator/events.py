"""What the people see happen, as it happens: server-sent events that can be taken up again."""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from attrs import define, field, frozen

KEPT = 2000


@frozen
class Event:
    """`person_id` None: for everybody."""

    id: str
    kind: str
    person_id: int | None
    data: dict[str, Any]

    def concerns(self, people: frozenset[int]) -> bool:
        return self.person_id is None or self.person_id in people

    def encoded(self) -> bytes:
        body = json.dumps({**self.data, "person_id": self.person_id}, ensure_ascii=False)
        return f"id: {self.id}\nevent: {self.kind}\ndata: {body}\n\n".encode()


@define(eq=False)
class Subscription:
    people: frozenset[int]
    queue: "asyncio.Queue[Event | None]" = field(factory=asyncio.Queue)


@define
class Events:
    """Event ids carry the run they belong to, so that a stale one is recognised after a restart."""

    _run: str = field(factory=lambda: secrets.token_hex(4))
    _last: int = 0
    _kept: deque[Event] = field(factory=lambda: deque(maxlen=KEPT))
    _subscriptions: set[Subscription] = field(factory=set)
    _held: list[Event] | None = None

    def publish(self, kind: str, person_id: int | None, data: dict[str, Any]) -> None:
        self._last += 1
        event = Event(f"{self._run}-{self._last}", kind, person_id, data)
        if self._held is None:
            self._send(event)
        else:
            self._held.append(event)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold events back until what they tell of is stored; forget them when it is not."""
        held: list[Event] = []
        self._held = held
        try:
            yield
        finally:
            self._held = None
        for event in held:
            self._send(event)

    def _send(self, event: Event) -> None:
        self._kept.append(event)
        for subscription in self._subscriptions:
            if event.concerns(subscription.people):
                subscription.queue.put_nowait(event)

    @contextmanager
    def subscribed(self, people: frozenset[int], last_event_id: str | None) -> Iterator[Subscription]:
        """Events from now on, after those missed since `last_event_id`, or after one `reload` when they are lost."""
        subscription = Subscription(people)
        for event in self._missed(last_event_id):
            if event.concerns(people):
                subscription.queue.put_nowait(event)
        self._subscriptions.add(subscription)
        try:
            yield subscription
        finally:
            self._subscriptions.discard(subscription)

    def _missed(self, last_event_id: str | None) -> list[Event]:
        now = Event(f"{self._run}-{self._last}", "hello", None, {})
        if not last_event_id:
            return [now]
        if last_event_id == now.id:
            return []
        kept = list(self._kept)
        ids = [event.id for event in kept]
        if last_event_id in ids:
            return kept[ids.index(last_event_id) + 1 :]
        return [Event(now.id, "reload", None, {})]

    def close(self) -> None:
        """End every stream."""
        for subscription in self._subscriptions:
            subscription.queue.put_nowait(None)
