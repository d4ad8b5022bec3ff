"""A person: a Telegram account known here since its first contact."""

import unicodedata
from datetime import datetime
from enum import Enum
from typing import NewType

from attrs import evolve, field, frozen
from attrs.validators import matches_re, max_len, optional

from rental_core.errors import NotFoundError, RentalError

PersonId = NewType("PersonId", int)
TelegramId = NewType("TelegramId", int)
NAME_LENGTH = 200  # Telegram's first and last name fit
CHOSEN_NAME_LENGTH = 64
E164 = r"\+[1-9][0-9]{6,14}"
JOINER = "\u200d"  # holds an emoji together
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # characters that show nothing, or turn what others see around


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


class NameProblem(Enum):
    """What a name cannot be."""

    EMPTY = "empty"  # without a letter or digit
    LONG = "long"
    UNSEEN = "unseen"  # with characters that cannot be seen


@frozen
class BadNameError(RentalError):
    """Nobody can be called so."""

    problem: NameProblem


@frozen
class BadPhoneError(RentalError):
    """Not an international phone number (E.164: "+" and 7 to 15 digits)."""


@frozen
class Blocking:
    """Since when, by whom (None: the system) and why a person is refused."""

    at: datetime
    by: PersonId | None
    reason: str


@frozen(kw_only=True)
class Person:
    """Someone who uses the product.

    `name` is what they call themselves in Telegram, or here once `name_chosen`; at most 200 characters, never empty. `phone` is E.164.
    Whoever has left is an id that bookings still name: no Telegram account, an empty name, nothing else that tells who it was.
    """

    id: PersonId
    telegram_id: TelegramId | None
    name: str = field(validator=max_len(NAME_LENGTH))
    name_chosen: bool = False
    username: str | None = None
    phone: str | None = field(default=None, validator=optional(matches_re(E164)))
    language: Language = Language.RUSSIAN
    roles: frozenset[Role] = frozenset()
    blocked: Blocking | None = None
    since: datetime
    left_at: datetime | None = None

    def __attrs_post_init__(self) -> None:
        if (self.left_at is None) != (self.telegram_id is not None):
            raise ValueError(f"whoever has left has no Telegram account, and nobody else: {self.id}")

    def must_be_active(self) -> None:
        """Raises BlockedPersonError for a blocked person, PersonNotFoundError for one who has left."""
        if self.left_at:
            raise PersonNotFoundError(self.id)
        if self.blocked:
            raise BlockedPersonError(self.blocked.reason)

    def must_be_admin(self) -> None:
        """Raises as `must_be_active`, and NotAllowedError unless the person has the role admin."""
        self.must_be_active()
        if Role.ADMIN not in self.roles:
            raise NotAllowedError(self.id)

    def speaks(self, language: Language) -> "Person":
        return evolve(self, language=language)

    def given(self, role: Role) -> "Person":
        return evolve(self, roles=self.roles | {role})

    def called(self, name: str) -> "Person":
        """With a name of their own choice. Raises BadNameError."""
        return evolve(self, name=_checked(name), name_chosen=True)

    def reached_by(self, phone: str | None) -> "Person":
        """With another phone number (E.164), or none. Raises BadPhoneError."""
        try:
            return evolve(self, phone=phone)
        except ValueError:
            raise BadPhoneError from None

    def gone(self, at: datetime) -> "Person":
        """What is kept of a person who leaves."""
        return Person(id=self.id, telegram_id=None, name="", language=self.language, since=self.since, left_at=at)


def _checked(name: str) -> str:
    name = name.strip()
    if any(char != JOINER and unicodedata.category(char) in UNSEEN for char in name):
        raise BadNameError(NameProblem.UNSEEN)
    if not any(char.isalnum() for char in name):
        raise BadNameError(NameProblem.EMPTY)
    if len(name) > CHOSEN_NAME_LENGTH:
        raise BadNameError(NameProblem.LONG)
    return name
