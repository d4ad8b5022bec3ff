"""What happened, noted in the transaction in which it happened, for whoever must act on it later."""

from abc import abstractmethod
from typing import NewType, Protocol

from attrs import frozen

EventId = NewType("EventId", int)


@frozen
class Event:
    """Something that happened. Subclasses are attrs classes with plain fields (ids, enums, dates, moments), one per idea."""


class Outbox(Protocol):
    """Events of one transaction: kept if and only if it commits."""

    @abstractmethod
    async def add(self, event: Event) -> None:
        """Note that `event` happened. Each consumer will see it at least once."""
