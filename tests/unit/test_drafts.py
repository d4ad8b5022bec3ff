"""What a person entered so far."""

import pytest
from attrs import evolve

from adapters.memory import MemoryDraftReader, MemoryWork
from rental_core.accounts.person import BlockedPersonError, Blocking, PersonId, PersonNotFoundError
from rental_core.apartments.place import CityId
from rental_core.search.criteria import SearchCriteria, Sort
from rental_core.search.draft import Draft
from rental_core.search.keep import KeepDraft
from rental_core.search.places import NEAR_STATION, Around, Place, PlaceId, PlaceKind
from tests.support.builders import NOON, SOCHI, stay
from tests.support.market import a_newcomer
from tests.support.refused import refused

MAY = stay("2027-05-05", "2027-05-08")

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
    assert Draft(check_in=DATES.check_in, check_out=DATES.check_out).criteria(SOCHI.point) is None


def test_all_that_was_entered_is_searched_for() -> None:
    draft = Draft(
        city_id=SOCHI.id, check_in=DATES.check_in, check_out=DATES.check_out, guests=3, rooms=2, price_to=500_000, sort=Sort.NEWEST
    )
    assert draft.criteria(SOCHI.point) == SearchCriteria(
        city_id=SOCHI.id, near=SOCHI.point, stay=DATES, guests=3, rooms=2, price_to=500_000, sort=Sort.NEWEST
    )


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
    assert draft.criteria(SOCHI.point) == SearchCriteria(city_id=SOCHI.id, near=SOCHI.point, guests=2)


MOSCOW = evolve(SOCHI, id=CityId(524901))
TASHKENT = evolve(SOCHI, id=CityId(1512569), currency="UZS")
DISTRICT = Place(id=PlaceId(7), kind=PlaceKind.DISTRICT, city_id=SOCHI.id, name_ru="Адлер", name_en="Adler", point=SOCHI.point)
STATION = evolve(DISTRICT, id=PlaceId(8), kind=PlaceKind.STATION)
ENTERED = Draft(city_id=SOCHI.id, place_id=DISTRICT.id, radius=500, price_from=100, price_to=200, guests=3, sort=Sort.NEWEST)


def test_another_city_gives_up_the_part_of_the_last_one_and_prices_in_another_currency() -> None:
    there = ENTERED.in_city(MOSCOW, SOCHI)
    assert there == Draft(city_id=MOSCOW.id, price_from=100, price_to=200, guests=3, sort=Sort.NEWEST)
    assert ENTERED.in_city(TASHKENT, SOCHI) == Draft(city_id=TASHKENT.id, guests=3, sort=Sort.NEWEST)
    assert ENTERED.in_city(MOSCOW, None).price_to is None


def test_a_part_of_the_city_and_a_spot_give_each_other_up() -> None:
    near = ENTERED.near_spot(SOCHI.point)
    assert (near.place_id, near.spot, near.radius) == (None, SOCHI.point, None)
    part = near.in_place(STATION)
    assert (part.place_id, part.spot, part.radius) == (STATION.id, None, None)
    assert part.anywhere().place_id is None


def test_a_station_is_a_circle_and_a_district_is_not() -> None:
    station = Draft(city_id=SOCHI.id, place_id=STATION.id).criteria(MOSCOW.point, STATION)
    district = Draft(city_id=SOCHI.id, place_id=DISTRICT.id).criteria(MOSCOW.point, DISTRICT)
    assert station
    assert district
    assert (station.place_id, station.around) == (None, Around(STATION.point, NEAR_STATION))
    assert (district.place_id, district.around, district.near) == (DISTRICT.id, None, DISTRICT.point)


def test_a_limit_of_a_stay_is_none_without_its_dates() -> None:
    draft = Draft(city_id=SOCHI.id, price_to=9_000, per_stay=True)
    undated = draft.criteria(SOCHI.point)
    dated = evolve(draft, check_in=DATES.check_in, check_out=DATES.check_out).criteria(SOCHI.point)
    assert undated
    assert dated
    assert (undated.price_to, undated.per_stay) == (None, False)
    assert (dated.price_to, dated.per_stay) == (9_000, True)


def test_limits_are_in_order_and_can_be_said_for_a_night_or_a_stay() -> None:
    draft = Draft().priced(500, 300)
    assert (draft.price_from, draft.price_to) == (300, 500)
    whole = draft.priced_for_stay(3)
    assert (whole.price_from, whole.price_to, whole.per_stay) == (900, 1_500, True)
    assert whole.priced_for_stay(3) == whole
    assert whole.priced_per_night(3) == draft
    assert draft.priced_per_night(3) == draft


def test_a_limit_for_a_night_and_one_for_the_stay_let_the_same_through() -> None:
    dated = Draft(city_id=SOCHI.id, check_in=MAY.check_in, check_out=MAY.check_out).priced(300, 500)
    night, whole = (each.criteria(SOCHI.point) for each in (dated, dated.priced_for_stay(MAY.nights)))
    assert night
    assert whole
    assert night.price_limits == whole.price_limits == (900, 1_500)
    assert (night.as_limit(1_501), whole.as_limit(1_501)) == (501, 1_501)
    undated = Draft(city_id=SOCHI.id, price_to=500).criteria(SOCHI.point)
    assert undated
    assert (undated.price_limits, undated.as_limit(501)) == ((0, 500), 501)


def test_without_filters_where_and_when_and_the_order_stay() -> None:
    kept = ENTERED.without_filters()
    assert kept == Draft(city_id=SOCHI.id, place_id=DISTRICT.id, radius=500, sort=Sort.NEWEST)
