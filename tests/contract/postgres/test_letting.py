"""A landlord's own apartments: sorted, cut into shelves, found by what is typed."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.readers import PostgresLettingReader
from rental_core.accounts.person import Role
from rental_core.apartments.apartment import Apartment, ApartmentNotFoundError, Missing, Publication
from rental_core.bookings.letting import LettingSums
from rental_core.calendar.ports import StatusNow
from rental_core.calendar.status import Status
from tests.support.builders import NOON, stay
from tests.support.market import Market


@pytest.fixture
def reader(engine: AsyncEngine) -> PostgresLettingReader:
    return PostgresLettingReader(engine)


async def flats(market: Market, *titles: str) -> list[Apartment]:
    return [await market.another_flat(title=title, address=evolve(market.flat.address, street="")) for title in titles]


async def test_one_tells_how_it_stands(reader: PostgresLettingReader, market: Market) -> None:
    await market.confirm(await market.request(stay("2027-05-20", "2027-05-22"), renter=market.boris))
    pending = await market.request()
    await market.block(stay("2027-05-01", "2027-05-03"))
    own = await reader.one(market.flat.id, viewer=market.landlord.id, at=NOON)
    assert (own.title, own.street, own.house, own.city_en) == (market.flat.title, "улица Орджоникидзе", "11, кв. 40", "Sochi")
    assert (own.publication, own.missing) == (Publication.PUBLISHED, ())
    assert own.status == StatusNow(Status.OCCUPIED, date(2027, 5, 3))
    assert (own.pending, own.expires_at, own.arrival) == (1, pending.expires_at, date(2027, 5, 20))


async def test_what_is_missing_is_what_publishing_would_refuse(reader: PostgresLettingReader, market: Market) -> None:
    await market.change_flat(
        publication=Publication.DRAFT, title="", rooms=None, photos=(), rates=None, address=evolve(market.flat.address, house="")
    )
    own = await reader.one(market.flat.id, viewer=market.landlord.id, at=NOON)
    assert own.missing == market.flat.missing == tuple(Missing)


async def test_one_is_for_its_landlord_and_for_admins(reader: PostgresLettingReader, market: Market) -> None:
    with pytest.raises(ApartmentNotFoundError):
        await reader.one(market.flat.id, viewer=market.anna.id, at=NOON)
    await market.change_person(market.anna, roles=frozenset({Role.ADMIN}))
    assert (await reader.one(market.flat.id, viewer=market.anna.id, at=NOON)).id == market.flat.id


async def test_whoever_lets_nothing_has_no_shelves(reader: PostgresLettingReader, market: Market) -> None:
    assert await reader.shelves(market.anna.id, most=9, least=3) == ()
    assert await reader.sums(market.anna.id, at=NOON) == LettingSums()


async def test_sums_are_over_all_that_is_let(reader: PostgresLettingReader, market: Market) -> None:
    await market.another_flat(publication=Publication.DRAFT)
    pending = await market.request()
    await market.block(stay("2027-05-01", "2027-05-03"))
    assert await reader.sums(market.landlord.id, at=NOON) == LettingSums(1, 1, 1, 1, pending.expires_at, market.flat.zone)


@pytest.mark.parametrize(("apartments", "shelves"), [(1, 1), (5, 1), (6, 2), (11, 3), (60, 7)])
async def test_shelves_hold_every_apartment_once_and_in_order(
    reader: PostgresLettingReader, market: Market, apartments: int, shelves: int
) -> None:
    await flats(market, *(f"Ёлка {number:03}" if number % 2 else f"елка {number:03}" for number in range(apartments - 1)))
    found = await reader.shelves(market.landlord.id, most=7, least=3)
    assert len(found) == shelves
    rows = [await reader.shelf(market.landlord.id, each.number, most=7, least=3, at=NOON) for each in found]
    assert [(each.count, each.first, each.last) for each in found] == [(len(of), of[0].title, of[-1].title) for of in rows]
    titles = [row.title for of in rows for row in of]
    assert titles == sorted(titles, key=lambda title: title.lower().replace("ё", "е"))
    assert len(titles) == apartments
    assert max(each.count for each in found) - min(each.count for each in found) <= 1


async def test_a_shelf_that_is_gone_is_empty(reader: PostgresLettingReader, market: Market) -> None:
    assert await reader.shelf(market.landlord.id, 7, most=7, least=3, at=NOON + timedelta(days=1)) == ()


@pytest.mark.parametrize("typed", ["ёлоч", "ЕЛОЧ", " лочк ", "`kjx"])
async def test_a_part_of_the_name_finds_it_in_any_case_and_layout(reader: PostgresLettingReader, market: Market, typed: str) -> None:
    [tree, *_] = await flats(market, "У ёлочки", "Дом 100%", "Ель_5")
    assert [row.id for row in await reader.called(market.landlord.id, typed, limit=9, at=NOON)] == [tree.id]
    assert await reader.called(market.anna.id, typed, limit=9, at=NOON) == ()


@pytest.mark.parametrize(("typed", "title"), [("100%", "Дом 100%"), ("ль_", "Ель_5"), ("орджо", None), ("40", None), ("%", "Дом 100%")])
async def test_signs_are_letters_and_streets_and_houses_are_names_too(
    reader: PostgresLettingReader, market: Market, typed: str, title: str | None
) -> None:
    await market.change_flat(title="Студия")
    for each in ("Дом 100%", "Ель_5"):
        await market.another_flat(title=each, address=evolve(market.flat.address, street="", house=""))
    found = [row.title for row in await reader.called(market.landlord.id, typed, limit=9, at=NOON)]
    assert found == [title or "Студия"]


async def test_what_waits_for_a_review_is_shown_to_admins_page_by_page(reader: PostgresLettingReader, market: Market) -> None:
    waiting = [(await market.another_flat(publication=Publication.REVIEW)).id for _ in range(3)]
    assert await reader.to_review(viewer=market.landlord.id, after=None, limit=9, at=NOON) == ()
    await market.change_person(market.anna, roles=frozenset({Role.ADMIN}))
    first = await reader.to_review(viewer=market.anna.id, after=None, limit=2, at=NOON)
    rest = await reader.to_review(viewer=market.anna.id, after=first[-1].id, limit=2, at=NOON)
    assert [row.id for row in (*first, *rest)] == waiting


async def test_what_was_removed_is_in_no_list(reader: PostgresLettingReader, market: Market) -> None:
    await market.change_flat(publication=Publication.REMOVED)
    assert await reader.shelves(market.landlord.id, most=9, least=3) == ()
    assert await reader.called(market.landlord.id, market.flat.title, limit=9, at=NOON) == ()
    assert await reader.sums(market.landlord.id, at=NOON) == LettingSums()
