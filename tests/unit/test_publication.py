"""The way of an apartment to the renters and back: who moves it, from where, and what is told."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from rental_core.accounts.person import BlockedPersonError, Blocking, NotAllowedError, Person, Role
from rental_core.apartments.apartment import (
    MOVES,
    ApartmentNotFoundError,
    ForbiddenPublicationError,
    Missing,
    NoReasonError,
    NotReadyError,
    NotYourApartmentError,
    Publication,
)
from rental_core.apartments.events import ApartmentMoved
from rental_core.apartments.facts import Fact
from rental_core.apartments.publish import (
    PauseApartment,
    PublishingPolicy,
    ResumeApartment,
    StartApartment,
    SubmitApartment,
    TakeBackFromReview,
    TooManyDraftsError,
)
from rental_core.apartments.review import ApproveApartment, RejectApartment
from rental_core.bookings.remove_apartment import RemoveApartment, StillBookedError
from tests.support.builders import NOON, SOCHI, an_apartment, stay
from tests.support.market import Market
from tests.support.refused import refused
from tests.unit.test_edit_apartment import edits_of

REVIEWED, AT_ONCE = PublishingPolicy(), PublishingPolicy(at_once=True)
Move = Callable[[Market, Person], Awaitable[Any]]


def submit(market: Market, by: Person, policy: PublishingPolicy = REVIEWED) -> Awaitable[Any]:
    return SubmitApartment(market.work, market.clock, policy)(market.flat.id, by=by.id)


def take_back(market: Market, by: Person) -> Awaitable[Any]:
    return TakeBackFromReview(market.work, market.clock)(market.flat.id, by=by.id)


def pause(market: Market, by: Person) -> Awaitable[Any]:
    return PauseApartment(market.work, market.clock)(market.flat.id, by=by.id)


def resume(market: Market, by: Person) -> Awaitable[Any]:
    return ResumeApartment(market.work, market.clock)(market.flat.id, by=by.id)


def remove(market: Market, by: Person) -> Awaitable[Any]:
    return RemoveApartment(market.work, market.clock)(market.flat.id, by=by.id)


def approve(market: Market, by: Person) -> Awaitable[Any]:
    return ApproveApartment(market.work, market.clock)(market.flat.id, by=by.id)


def reject(market: Market, by: Person, reason: str = "Нет фото кухни") -> Awaitable[Any]:
    return RejectApartment(market.work, market.clock)(market.flat.id, by=by.id, reason=reason)


# Each verb with where it starts and where it leads.
LANDLORDS: list[tuple[Move, frozenset[Publication], Publication]] = [
    (submit, frozenset({Publication.DRAFT, Publication.REJECTED}), Publication.REVIEW),
    (take_back, frozenset({Publication.REVIEW}), Publication.DRAFT),
    (pause, frozenset({Publication.PUBLISHED, Publication.BANNED}), Publication.PAUSED),
    (resume, frozenset({Publication.PAUSED}), Publication.PUBLISHED),
    (remove, frozenset({Publication.DRAFT, Publication.REJECTED, Publication.PAUSED}), Publication.REMOVED),
]
ADMINS: list[tuple[Move, frozenset[Publication], Publication]] = [
    (approve, frozenset({Publication.REVIEW}), Publication.PUBLISHED),
    (reject, frozenset({Publication.REVIEW}), Publication.REJECTED),
]


async def make_admin(market: Market) -> Person:
    await market.change_person(market.boris, roles=frozenset({Role.ADMIN}))
    return market.boris


@pytest.mark.parametrize("start", Publication)
@pytest.mark.parametrize(("verb", "starts", "to"), LANDLORDS, ids=lambda each: getattr(each, "__name__", ""))
async def test_a_landlord_moves_it_from_where_it_may_be_moved(
    market: Market, verb: Move, starts: frozenset[Publication], to: Publication, start: Publication
) -> None:
    await market.change_flat(publication=start)
    if start not in starts:
        with refused(ForbiddenPublicationError(market.flat.id, start, to)):
            await verb(market, market.landlord)
        return
    assert (await verb(market, market.landlord)).publication is to
    assert await market.news() == [ApartmentMoved(market.flat.id, to, market.landlord.id)]
    assert [change.fact for change in edits_of(market)[0].changes] == [Fact.PUBLICATION]


@pytest.mark.parametrize("start", Publication)
@pytest.mark.parametrize(("verb", "starts", "to"), ADMINS, ids=lambda each: getattr(each, "__name__", ""))
async def test_an_admin_decides_what_waits(
    market: Market, verb: Move, starts: frozenset[Publication], to: Publication, start: Publication
) -> None:
    admin = await make_admin(market)
    await market.change_flat(publication=start)
    if start not in starts:
        with refused(ForbiddenPublicationError(market.flat.id, start, to)):
            await verb(market, admin)
        return
    assert (await verb(market, admin)).publication is to
    assert await market.news() == [ApartmentMoved(market.flat.id, to, admin.id)]


def test_every_move_of_the_table_has_somebody_who_makes_it() -> None:
    made = {(start, to) for _, starts, to in (*LANDLORDS, *ADMINS) for start in starts}
    at_once = {(start, Publication.PUBLISHED) for start in (Publication.DRAFT, Publication.REJECTED)}
    bans = {(start, Publication.BANNED) for start in (Publication.PUBLISHED, Publication.PAUSED)}
    assert {(start, to) for start, ends in MOVES.items() for to in ends} == made | at_once | bans


@pytest.mark.parametrize("verb", [verb for verb, _, _ in LANDLORDS])
async def test_it_is_nobody_elses_to_move(market: Market, verb: Move) -> None:
    with refused(NotYourApartmentError(market.flat.id)):
        await verb(market, market.anna)
    await market.change_person(market.landlord, blocked=Blocking(NOON, None, "спам"))
    with refused(BlockedPersonError("спам")):
        await verb(market, market.landlord)


@pytest.mark.parametrize("verb", [approve, reject])
async def test_a_review_is_for_admins(market: Market, verb: Move) -> None:
    await market.change_flat(publication=Publication.REVIEW)
    with refused(NotAllowedError(market.landlord.id)):
        await verb(market, market.landlord)


async def test_what_lacks_something_goes_nowhere(market: Market) -> None:
    await market.change_flat(publication=Publication.DRAFT, photos=(), title=" ")
    with refused(NotReadyError(market.flat.id, (Missing.PHOTO, Missing.TITLE))):
        await submit(market, market.landlord)


async def test_an_installation_without_reviews_publishes_at_once(market: Market) -> None:
    await market.change_flat(publication=Publication.DRAFT)
    assert (await submit(market, market.landlord, AT_ONCE)).publication is Publication.PUBLISHED


async def test_why_it_was_sent_back_is_kept_until_it_moves_again(market: Market) -> None:
    admin = await make_admin(market)
    await market.change_flat(publication=Publication.REVIEW)
    assert (await reject(market, admin, "  Нет фото кухни ")).rejection == "Нет фото кухни"
    assert (await submit(market, market.landlord)).rejection == ""
    with refused(NoReasonError(market.flat.id)):
        await reject(market, admin, "   ")


async def test_one_with_stays_ahead_or_requests_is_not_removed(market: Market) -> None:
    await market.confirm(await market.request(stay("2027-05-20", "2027-05-22")))
    await market.request(renter=market.boris)
    await market.change_flat(publication=Publication.PAUSED)
    with refused(StillBookedError(market.flat.id, 2)):
        await remove(market, market.landlord)


async def test_a_start_is_a_draft_in_its_city_and_makes_a_landlord(market: Market) -> None:
    start = StartApartment(market.work, market.clock, REVIEWED)
    draft = await start(SOCHI.id, by=market.anna.id, key="k")
    assert draft == an_apartment(
        id=draft.id,
        landlord_id=market.anna.id,
        title="",
        description="",
        address=type(draft.address)(SOCHI.id),
        point=SOCHI.point,
        rooms=None,
        area=None,
        floor=None,
        amenities=frozenset(),
        rates=None,
        photos=(),
        instructions="",
        publication=Publication.DRAFT,
    )
    assert await start(SOCHI.id, by=market.anna.id, key="k") == draft
    assert (await start(SOCHI.id, by=market.boris.id, key="k")).id != draft.id
    async with market.work() as work:
        assert Role.LANDLORD in (await work.people.get(market.anna.id)).roles


async def test_there_are_only_so_many_drafts(market: Market) -> None:
    start = StartApartment(market.work, market.clock, PublishingPolicy(drafts=2))
    for key in ("a", "b"):
        await start(SOCHI.id, by=market.anna.id, key=key)
    with refused(TooManyDraftsError(2)):
        await start(SOCHI.id, by=market.anna.id, key="c")
    assert (await start(SOCHI.id, by=market.anna.id, key="a")).landlord_id == market.anna.id


async def test_an_unknown_apartment_is_not_found(market: Market) -> None:
    admin = await make_admin(market)
    with refused(ApartmentNotFoundError(999)):
        await ApproveApartment(market.work, market.clock)(type(market.flat.id)(999), by=admin.id)
