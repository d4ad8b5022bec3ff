"""People."""

import pytest

from rental_core.accounts.person import BlockedPersonError, Blocking, Language, NotAllowedError, Role
from tests.support.builders import NOON, a_person
from tests.support.refused import refused


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("ru", Language.RUSSIAN),
        ("RU-ru", Language.RUSSIAN),
        ("uk", Language.RUSSIAN),
        ("kk", Language.RUSSIAN),
        ("en-GB", Language.ENGLISH),
        ("de", Language.ENGLISH),
        ("", Language.ENGLISH),
        (None, Language.ENGLISH),
    ],
)
def test_the_language_follows_telegrams(code: str | None, language: Language) -> None:
    assert Language.of_telegram(code) is language


def test_a_blocked_person_is_refused_and_told_why() -> None:
    a_person().must_be_active()
    with refused(BlockedPersonError("спам")):
        a_person(blocked=Blocking(NOON, None, "спам")).must_be_active()


@pytest.mark.parametrize("roles", [set(), {Role.SUPPORT}, {Role.LANDLORD}])
def test_only_admins_are_admins(roles: set[Role]) -> None:
    a_person(roles=frozenset({Role.ADMIN})).must_be_admin()
    with pytest.raises(NotAllowedError):
        a_person(roles=frozenset(roles)).must_be_admin()


def test_a_name_has_at_most_200_characters() -> None:
    with pytest.raises(ValueError, match="name"):
        a_person("x" * 201)
