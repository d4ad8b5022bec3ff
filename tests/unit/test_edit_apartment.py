"""Changing what an apartment is: who may, what stays as it is, what its history keeps."""

from datetime import time
from typing import Any

import pytest
from attrs import evolve

from adapters.memory import MemoryWork
from rental_core.accounts.person import BlockedPersonError, Blocking, PersonId, Role
from rental_core.apartments.apartment import (
    ApartmentId,
    ApartmentNotFoundError,
    Missing,
    NotReadyError,
    NotYourApartmentError,
    Publication,
    TimesOrderError,
)
from rental_core.apartments.edit import EditApartment
from rental_core.apartments.facts import Edit, Fact, FactChange, facts_of
from rental_core.apartments.rates import Season
from rental_core.money import Money
from tests.support.builders import NOON, RATES, an_apartment, stay
from tests.support.market import Market
from tests.support.refused import refused


def edits_of(market: Market) -> tuple[Edit, ...]:
    assert isinstance(market.work, MemoryWork)
    return market.work.store.committed.edits.get(market.flat.id, ())


def edit_in(market: Market) -> EditApartment:
    return EditApartment(market.work, market.clock)


async def test_a_change_is_stored_and_its_history_says_who_when_from_and_to(market: Market) -> None:
    landlord = market.flat.landlord_id
    changed = await edit_in(market)(market.flat.id, lambda flat: evolve(flat, title="У моря", rooms=2), by=landlord)
    assert (changed.title, changed.rooms) == ("У моря", 2)
    [edit] = edits_of(market)
    assert edit == Edit(NOON, landlord, (FactChange(Fact.TITLE, market.flat.title, "У моря"), FactChange(Fact.ROOMS, market.flat.rooms, 2)))


async def test_nothing_changed_is_nothing_noted(market: Market) -> None:
    await edit_in(market)(market.flat.id, lambda flat: flat, by=market.flat.landlord_id)
    assert edits_of(market) == ()


async def test_a_price_and_a_season_are_facts_too(market: Market) -> None:
    summer = Season(name="Лето", nights=stay("2027-06-01", "2027-09-01"), base=Money(500_000))
    priced = evolve(RATES, base=Money(400_000), seasons=(summer,))
    await edit_in(market)(market.flat.id, lambda flat: evolve(flat, rates=priced), by=market.flat.landlord_id)
    text = '["Лето", "2027-06-01", "2027-09-01", 0, 500000, null, null, null]'
    assert edits_of(market)[0].changes == (FactChange(Fact.BASE, 350_000, 400_000), FactChange(Fact.SEASONS, (), (text,)))


async def test_only_its_landlord_and_admins_change_it(market: Market) -> None:
    with refused(NotYourApartmentError(market.flat.id)):
        await edit_in(market)(market.flat.id, lambda flat: evolve(flat, rooms=3), by=market.anna.id)
    await market.change_person(market.anna, roles=frozenset({Role.ADMIN}))
    assert (await edit_in(market)(market.flat.id, lambda flat: evolve(flat, rooms=3), by=market.anna.id)).rooms == 3


async def test_a_blocked_landlord_changes_nothing(market: Market) -> None:
    await market.change_person(market.landlord, blocked=Blocking(NOON, None, "спам"))
    with refused(BlockedPersonError("спам")):
        await edit_in(market)(market.flat.id, lambda flat: evolve(flat, rooms=3), by=market.landlord.id)


async def test_an_unknown_apartment_is_not_found(market: Market) -> None:
    with refused(ApartmentNotFoundError(999)):
        await edit_in(market)(ApartmentId(999), lambda flat: flat, by=market.landlord.id)


async def test_guests_leave_before_the_next_ones_arrive(market: Market) -> None:
    edit, landlord = edit_in(market), market.flat.landlord_id
    with refused(TimesOrderError(time(12), time(14))):
        await edit(market.flat.id, lambda flat: evolve(flat, check_in_from=time(12), check_out_until=time(14)), by=landlord)
    at_once = await edit(market.flat.id, lambda flat: evolve(flat, check_in_from=time(13), check_out_until=time(13)), by=landlord)
    assert at_once.check_out_until == at_once.check_in_from


async def test_times_that_came_in_otherwise_are_in_nobodys_way(market: Market) -> None:
    await market.change_flat(check_in_from=time(10), check_out_until=time(12))
    changed = await edit_in(market)(market.flat.id, lambda flat: evolve(flat, rooms=3), by=market.flat.landlord_id)
    assert (changed.rooms, changed.check_in_from) == (3, time(10))


async def test_what_is_published_stays_fit_for_it(market: Market) -> None:
    with refused(NotReadyError(market.flat.id, (Missing.PHOTO,))):
        await edit_in(market)(market.flat.id, lambda flat: evolve(flat, photos=()), by=market.landlord.id)


@pytest.mark.parametrize("change", [{"landlord_id": PersonId(99)}, {"publication": Publication.PAUSED}, {"zone": "UTC"}])
async def test_what_is_no_fact_is_not_changed_by_an_edit(market: Market, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="facts"):
        await edit_in(market)(market.flat.id, lambda flat: evolve(flat, **change), by=market.landlord.id)


def test_every_fact_of_a_priced_apartment_has_a_value() -> None:
    assert set(facts_of(an_apartment())) == set(Fact)
    assert Fact.BASE not in facts_of(an_apartment(rates=None))
