"""PersonRepository."""

import asyncio

import pytest
from attrs import evolve

from rental_core.accounts.person import Blocking, Language, PersonId, PersonNotFoundError, Role, TelegramId
from rental_core.work import UnitOfWork
from tests.support.builders import NOON, a_person
from tests.support.market import EveryWork, Market, a_newcomer
from tests.support.refused import refused


async def test_a_person_is_stored_whole(work: UnitOfWork[EveryWork]) -> None:
    admin = await a_newcomer(work, "Admin")
    stored = await a_newcomer(
        work,
        "Анна <b>Мария</b> 🌊",
        username="anna",
        phone="+79001234567",
        language=Language.ENGLISH,
        roles=frozenset(Role),
        blocked=Blocking(NOON, admin.id, "спам"),
    )
    async with work() as transaction:
        assert await transaction.people.get(stored.id) == stored
        assert await transaction.people.lock(stored.id) == stored
        assert stored.telegram_id
        assert await transaction.people.of_telegram(stored.telegram_id) == stored


async def test_whoever_was_never_here_is_not_found(work: UnitOfWork[EveryWork]) -> None:
    async with work() as transaction:
        with refused(PersonNotFoundError(404)):
            await transaction.people.get(PersonId(404))
    async with work() as transaction:
        with refused(PersonNotFoundError(404)):
            await transaction.people.lock(PersonId(404))
    async with work() as transaction:
        assert await transaction.people.of_telegram(TelegramId(404)) is None


async def test_telegram_ids_may_be_longer_than_32_bits(work: UnitOfWork[EveryWork]) -> None:
    person = await a_newcomer(work, "Anna", telegram_id=TelegramId(2**52 - 1))
    async with work() as transaction:
        assert await transaction.people.of_telegram(TelegramId(2**52 - 1)) == person


async def test_a_changed_person_is_stored(work: UnitOfWork[EveryWork]) -> None:
    person = await a_newcomer(work, "Anna", blocked=Blocking(NOON, None, "спам"))
    changed = evolve(person, name="Anya", username="anya", blocked=None, roles=frozenset({Role.SUPPORT}), language=Language.ENGLISH)
    async with work() as transaction:
        await transaction.people.save(changed)
    async with work() as transaction:
        assert await transaction.people.get(person.id) == changed


async def test_the_next_id_is_nobodys(work: UnitOfWork[EveryWork]) -> None:
    people = [await a_newcomer(work, name) for name in ("Anna", "Boris")]
    async with work() as transaction:
        ids = [await transaction.people.next_id() for _ in range(3)]
    assert len({*ids, *(person.id for person in people)}) == 5


async def test_an_id_is_not_given_again_after_a_rollback(work: UnitOfWork[EveryWork]) -> None:
    given: list[PersonId] = []

    async def give_and_fail() -> None:
        async with work() as transaction:
            given.append(await transaction.people.next_id())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await give_and_fail()
    async with work() as transaction:
        assert await transaction.people.next_id() not in given


async def test_whoever_lost_a_race_to_register_gets_the_winners_row(work: UnitOfWork[EveryWork]) -> None:
    async def register(name: str) -> PersonId:
        async with work() as transaction:
            newcomer = a_person(name, number=await transaction.people.next_id(), telegram_id=TelegramId(700))
            return (await transaction.people.add(newcomer)).id

    ids = await asyncio.gather(*[register(f"Anna {number}") for number in range(6)])
    assert len(set(ids)) == 1
    async with work() as transaction:
        assert (await transaction.people.get(ids[0])).telegram_id == 700


async def test_nobody_else_locks_a_person_until_the_transaction_ends(work: UnitOfWork[EveryWork]) -> None:
    person = await a_newcomer(work, "x")

    async def grow() -> None:
        async with work() as transaction:
            locked = await transaction.people.lock(person.id)
            await transaction.people.get(person.id)  # a step in between, in which others would read the same name
            await transaction.people.save(evolve(locked, name=locked.name + "x"))

    await asyncio.gather(*[grow() for _ in range(6)])
    async with work() as transaction:
        assert (await transaction.people.get(person.id)).name == "x" * 7, "no change was lost"


async def test_admins_are_those_who_may_decide(market: Market) -> None:
    await market.change_person(market.boris, roles=frozenset({Role.ADMIN, Role.LANDLORD}))
    await market.change_person(market.anna, roles=frozenset({Role.ADMIN}), blocked=Blocking(NOON, None, "спам"))
    async with market.work() as work:
        assert await work.people.admins() == (market.boris.id,)
