"""A person: a Telegram account known here since its first contact."""

from datetime import datetime
from enum import Enum
from typing import NewType

from attrs import evolve, field, frozen
from attrs.validators import max_len

from rental_core.errors import NotFoundError, RentalError

PersonId = NewType("PersonId", int)
TelegramId = NewType("TelegramId", int)
NAME_LENGTH = 200


class Language(Enum):
    """The languages the product speaks."""

    RUSSIAN = "ru"
    ENGLISH = "en"

    @classmethod
    def of_telegram(cls, code: str | None) -> "Language":
        """The language for Telegram's IETF tag ("ru", "en-GB"): Russian for it and its neighbours, English for all others and none."""
        return cls.RUSSIAN if (code or "").split("-")[0].lower() in {"ru", "be", "uk", "kk", "ky", "tg", "uz"} else cls.ENGLISH


class Role(Enum):
    """What a person may do beyond renting. Landlord comes with the first apartment; admin and support are given."""

    LANDLORD = "landlord"
    ADMIN = "admin"
    SUPPORT = "support"


@frozen
class PersonNotFoundError(NotFoundError):
    """Nobody is known under this id."""

    person_id: int


@frozen
class BlockedPersonError(RentalError):
    """The person is blocked and refused everywhere; `reason` is told to them."""

    reason: str


@frozen
class NotAllowedError(RentalError):
    """The person's roles do not cover what was asked."""

    person_id: PersonId


@frozen
class Blocking:
    """Since when, by whom (None: the system) and why a person is refused."""

    at: datetime
    by: PersonId | None
    reason: str


@frozen(kw_only=True)
class Person:
    """Someone who uses the product. `name` is what they call themselves in Telegram; never empty, at most 200 characters."""

    id: PersonId
    telegram_id: TelegramId
    name: str = field(validator=max_len(NAME_LENGTH))
    username: str | None = None
    phone: str | None = None
    language: Language = Language.RUSSIAN
    roles: frozenset[Role] = frozenset()
    blocked: Blocking | None = None
    since: datetime

    def must_be_active(self) -> None:
        """Raises BlockedPersonError for a blocked person."""
        if self.blocked:
            raise BlockedPersonError(self.blocked.reason)

    def must_be_admin(self) -> None:
        """Raises BlockedPersonError, and NotAllowedError unless the person has the role admin."""
        self.must_be_active()
        if Role.ADMIN not in self.roles:
            raise NotAllowedError(self.id)

    def speaks(self, language: Language) -> "Person":
        return evolve(self, language=language)

    def given(self, role: Role) -> "Person":
        return evolve(self, roles=self.roles | {role})
