"""What the accounts need from outside."""

from abc import abstractmethod
from typing import Protocol

from attrs import frozen

from rental_core.accounts.person import Language, Person, PersonId, TelegramId
from rental_core.outbox import Outbox
from rental_core.timers import Timers


@frozen
class Contact:
    """What Telegram says about whoever writes: `language_code` is an IETF tag or None."""

    telegram_id: TelegramId
    name: str
    username: str | None = None
    language_code: str | None = None

    @property
    def language(self) -> Language:
        return Language.of_telegram(self.language_code)


class PersonRepository(Protocol):
    """People as aggregates."""

    @abstractmethod
    async def get(self, person_id: PersonId) -> Person:
        """Raises PersonNotFoundError."""

    @abstractmethod
    async def lock(self, person_id: PersonId) -> Person:
        """As `get`, and nobody else locks this person until the transaction ends. Raises PersonNotFoundError."""

    @abstractmethod
    async def hold(self, person_id: PersonId) -> Person:
        """As `get`, and nobody locks or changes this person until the transaction ends; many may hold one at once.

        Whoever needs several people takes them in the order of their ids. Raises PersonNotFoundError.
        """

    @abstractmethod
    async def lock_with_admins(self, person_id: PersonId) -> tuple[Person, ...]:
        """The person and all admins, by id, each locked as `lock` does; the person too where they are no admin.

        Raises PersonNotFoundError.
        """

    @abstractmethod
    async def admins(self) -> tuple[PersonId, ...]:
        """All admins who are not blocked, by id."""

    @abstractmethod
    async def of_telegram(self, telegram_id: TelegramId) -> Person | None:
        """The person behind a Telegram account; None before the first contact."""

    @abstractmethod
    async def add(self, person: Person) -> Person:
        """Store a newcomer and return them; `person.id` must come from `next_id`. Whoever lost a race to register gets the winner's row."""

    @abstractmethod
    async def next_id(self) -> PersonId:
        """An id nobody has."""

    @abstractmethod
    async def save(self, person: Person) -> None:
        """Store a changed person."""


class AccountsWork(Protocol):
    """A transaction over people, and the two places where every transaction may leave a note."""

    people: PersonRepository
    outbox: Outbox
    timers: Timers
