"""What a person entered so far."""

import pytest

from adapters.memory import MemoryDraftReader, MemoryWork
from rental_core.accounts.person import BlockedPersonError, Blocking, PersonId, PersonNotFoundError
from rental_core.search.criteria import SearchCriteria, Sort
from rental_core.search.draft import Draft
from rental_core.search.keep import KeepDraft
from tests.support.builders import NOON, SOCHI, stay
from tests.support.market import a_newcomer
from tests.support.refused import refused

DATES = stay("2027-05-05", "2027-05-08")


async def test_what_was_entered_last_is_kept(work: MemoryWork) -> None:
    anna = await a_newcomer(work, "Anna")
    reader = MemoryDraftReader(work.store)
    assert await reader.of(anna.id) == Draft()
    for guests in (2, 3):
        await KeepDraft(work)(anna.id, Draft(city_id=SOCHI.id, guests=guests))
    assert await reader.of(anna.id) == Draft(city_id=SOCHI.id, guests=3)


async def test_a_blocked_person_keeps_nothing(work: MemoryWork) -> None:
    anna = await a_newcomer(work, "Anna", blocked=Blocking(NOON, None, "спам"))
    with refused(BlockedPersonError("спам")):
        await KeepDraft(work)(anna.id, Draft())


async def test_nothing_is_kept_of_unknown_people(work: MemoryWork) -> None:
    with refused(PersonNotFoundError(404)):
        await KeepDraft(work)(PersonId(404), Draft())


def test_there_is_nothing_to_search_for_without_a_city() -> None:
    assert Draft(check_in=DATES.check_in, check_out=DATES.check_out).criteria() is None


def test_all_that_was_entered_is_searched_for() -> None:
    draft = Draft(
        city_id=SOCHI.id, check_in=DATES.check_in, check_out=DATES.check_out, guests=3, rooms=2, price_to=500_000, sort=Sort.NEWEST
    )
    assert draft.criteria() == SearchCriteria(city_id=SOCHI.id, stay=DATES, guests=3, rooms=2, price_to=500_000, sort=Sort.NEWEST)


@pytest.mark.parametrize(
    "draft",
    [
        Draft(city_id=SOCHI.id, check_in=DATES.check_in),
        Draft(city_id=SOCHI.id, check_out=DATES.check_out),
        Draft(city_id=SOCHI.id, check_in=DATES.check_out, check_out=DATES.check_in),
        Draft(city_id=SOCHI.id, check_in=DATES.check_in, check_out=DATES.check_in),
    ],
)
def test_dates_count_once_both_are_known_and_in_order(draft: Draft) -> None:
    assert draft.criteria() == SearchCriteria(city_id=SOCHI.id, guests=2)
