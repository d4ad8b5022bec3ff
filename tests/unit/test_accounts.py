"""Registering, choosing a language, being given a role."""

from datetime import timedelta

import pytest

from adapters.memory import MemoryClock, MemoryWork
from rental_core.accounts.grant import GrantRole
from rental_core.accounts.person import BlockedPersonError, Blocking, Language, Person, PersonId, PersonNotFoundError, Role, TelegramId
from rental_core.accounts.ports import Contact
from rental_core.accounts.profile import ChangeLanguage
from rental_core.accounts.register import RegisterPerson
from tests.support.builders import NOON
from tests.support.market import a_newcomer
from tests.support.refused import refused

ANNA = Contact(TelegramId(700), "Anna", "anna", "en-GB")


@pytest.fixture
def register(work: MemoryWork, clock: MemoryClock) -> RegisterPerson:
    return RegisterPerson(work, clock)


async def test_the_first_contact_registers(register: RegisterPerson) -> None:
    assert await register(ANNA) == Person(
        id=PersonId(1), telegram_id=TelegramId(700), name="Anna", username="anna", language=Language.ENGLISH, since=NOON
    )


async def test_a_later_contact_is_the_same_person_as_telegram_shows_them_now(register: RegisterPerson, clock: MemoryClock) -> None:
    first = await register(ANNA)
    clock.advance(timedelta(days=1))
    later = await register(Contact(TelegramId(700), "Anna Maria", None, "ru"))
    assert later.id == first.id
    assert (later.name, later.username, later.since) == ("Anna Maria", None, NOON)
    assert later.language is Language.ENGLISH, "the language stays as chosen"


@pytest.mark.parametrize(("told", "kept"), [("", "?"), ("   ", "?"), (" Anna ", "Anna"), ("x" * 300, "x" * 200)])
async def test_everyone_has_a_name_that_fits(register: RegisterPerson, told: str, kept: str) -> None:
    assert (await register(Contact(TelegramId(1), told))).name == kept


async def test_a_person_chooses_their_language(work: MemoryWork, register: RegisterPerson) -> None:
    anna = await register(ANNA)
    assert (await ChangeLanguage(work)(anna.id, Language.RUSSIAN)).language is Language.RUSSIAN
    assert (await register(ANNA)).language is Language.RUSSIAN


async def test_a_blocked_person_chooses_nothing(work: MemoryWork) -> None:
    anna = await a_newcomer(work, "Anna", blocked=Blocking(NOON, None, "спам"))
    with refused(BlockedPersonError("спам")):
        await ChangeLanguage(work)(anna.id, Language.RUSSIAN)


async def test_nobody_chooses_for_an_unknown_person(work: MemoryWork) -> None:
    with refused(PersonNotFoundError(404)):
        await ChangeLanguage(work)(PersonId(404), Language.RUSSIAN)


async def test_a_role_is_given_to_an_account_known_or_not(work: MemoryWork, register: RegisterPerson) -> None:
    grant = GrantRole(work, register)
    assert (await grant(ANNA, Role.ADMIN)).roles == {Role.ADMIN}
    assert (await grant(ANNA, Role.SUPPORT)).roles == {Role.ADMIN, Role.SUPPORT}
    assert (await register(ANNA)).roles == {Role.ADMIN, Role.SUPPORT}
