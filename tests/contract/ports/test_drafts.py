"""DraftRepository and DraftReader."""

from datetime import date

import pytest

from adapters.memory import MemoryDraftReader, MemoryWork
from adapters.postgres.readers.drafts import PostgresDraftReader
from rental_core.apartments.apartment import ApartmentId
from rental_core.apartments.place import CityId
from rental_core.search.criteria import Sort
from rental_core.search.draft import Draft
from rental_core.search.ports import DraftReader
from rental_core.work import UnitOfWork
from tests.support.market import EveryWork, a_newcomer

FULL = Draft(
    city_id=CityId(2**40),
    check_in=date(2027, 5, 5),
    check_out=date(2027, 5, 8),
    guests=7,
    rooms=3,
    price_to=500_000,
    sort=Sort.NEWEST,
    apartment_id=ApartmentId(2**40),
    key="ключ",
    message="Приедем поздно 🐕",
)


@pytest.fixture
def reader(request: pytest.FixtureRequest, work: UnitOfWork[EveryWork]) -> DraftReader:
    if isinstance(work, MemoryWork):
        return MemoryDraftReader(work.store)
    return PostgresDraftReader(request.getfixturevalue("engine"))


async def test_a_draft_is_stored_whole(work: UnitOfWork[EveryWork], reader: DraftReader) -> None:
    anna = await a_newcomer(work, "Anna")
    for draft in (FULL, Draft(), FULL):
        async with work() as transaction:
            await transaction.drafts.save(anna.id, draft)
        assert await reader.of(anna.id) == draft


async def test_a_person_who_entered_nothing_has_an_empty_draft(work: UnitOfWork[EveryWork], reader: DraftReader) -> None:
    anna, boris = await a_newcomer(work, "Anna"), await a_newcomer(work, "Boris")
    async with work() as transaction:
        await transaction.drafts.save(anna.id, FULL)
    assert await reader.of(boris.id) == Draft()


async def test_what_was_not_committed_is_not_read(work: UnitOfWork[EveryWork], reader: DraftReader) -> None:
    anna = await a_newcomer(work, "Anna")
    async with work() as transaction:
        await transaction.drafts.save(anna.id, FULL)
        assert await reader.of(anna.id) == Draft()
    assert await reader.of(anna.id) == FULL
