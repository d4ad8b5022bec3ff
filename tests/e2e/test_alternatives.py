"""Whoever is refused, left without an answer or beaten to it gets three free places, and one tap asks for one of them."""

from collections.abc import Awaitable, Callable

import pytest
from attrs import frozen

from rental_core.apartments.apartment import Apartment, BookingMode
from rental_core.bookings.booking import Booking, BookingStatus
from rental_core.bookings.ports import BookingReader
from rental_core.stay import Stay
from tests.support.journey import flat_in
from tests.support.seen import Message
from tests.support.simulator import Simulator, until
from tests.support.system import System
from tests.support.town import Resident, Town, in_days

NIGHTS = in_days(10, 13)


@frozen
class Phrases:
    """What is said in one language."""

    offered: str
    declined: str
    unanswered: str
    cancelled: str
    on_its_way: str
    nothing: str
    again: str
    confirm: str


SAID = {
    "en": Phrases(
        "free on your dates", "was declined", "did not answer", "was cancelled", "on its way", "Nothing similar", "Search again", "Confirm"
    ),
    "ru": Phrases("Свободны на ваши даты", "отклонена", "не ответил", "отменена", "отправлена", "Похожего", "Искать", "Подтвердить"),
}


@pytest.fixture(autouse=True)
async def _processes(system: System, simulator: Simulator) -> None:
    system.must_run("worker", "bot")
    await simulator.ready()


@frozen(kw_only=True)
class Scene:
    """A request that is about to come to nothing, and whose places are similar."""

    renter: Resident
    landlord: Resident
    other: Resident
    flat: Apartment
    lofts: tuple[Apartment, ...]
    lost: Booking


async def scene(town: Town, city: str, language: str, *, others: int = 4, mode: BookingMode = BookingMode.HOLD) -> Scene:
    landlord, other = await town.resident("Boris", language), await town.resident("Vera", language)
    renter = await town.resident("Anna", language)
    flat = await flat_in(town, city, landlord, mode=mode)
    lofts = [await flat_in(town, city, other, title=f"Лофт {number}") for number in range(others)]
    lost = await town.request(renter, flat, NIGHTS)
    return Scene(renter=renter, landlord=landlord, other=other, flat=flat, lofts=tuple(lofts), lost=lost)


async def last_trip(town: Town, renter: Resident) -> tuple[BookingStatus, Stay, int]:
    reader: BookingReader = await town.container.get(BookingReader)
    trips = await reader.trips(renter.id, after=None, limit=10)
    return trips[0].status, trips[0].stay, len(trips)


def places(told: Message) -> list[str]:
    return [button for button in told.buttons if button.startswith("🛎")]


@pytest.mark.parametrize(("city", "language"), [("Нальчик", "ru"), ("Мурманск", "en")])
async def test_a_declined_renter_gets_three_places_and_one_tap_asks_for_one(town: Town, city: str, language: str) -> None:
    say, at = SAID[language], await scene(town, city, language)
    await town.decline(at.lost)
    told = await at.renter.chat.sees(say.offered)
    assert len(places(told)) == 3
    assert say.again in told.buttons[-1]

    await at.renter.chat.tap(places(told)[0], told)

    await at.renter.chat.sees(say.on_its_way, after=told)
    card = await at.other.chat.sees_button(say.confirm)
    assert "Anna" in card.text
    await at.renter.chat.tap(places(told)[0], told)
    assert await last_trip(town, at.renter) == (BookingStatus.REQUESTED, NIGHTS, 2)


async def _expire(town: Town, at: Scene) -> None:
    await town.let_expire(at.lost)


async def _cancel(town: Town, at: Scene) -> None:
    await town.confirm(at.lost)
    await town.cancel(at.lost, by=at.landlord)


async def _lose(town: Town, at: Scene) -> None:
    """Somebody else gets the nights."""
    rival = await town.resident("Clara")
    await town.confirm(await town.request(rival, at.flat, NIGHTS))


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    ("end", "mode", "cities"),
    [
        (_expire, BookingMode.HOLD, {"ru": "Элиста", "en": "Брянск"}),
        (_cancel, BookingMode.HOLD, {"ru": "Магадан", "en": "Майкоп"}),
        (_lose, BookingMode.OPEN, {"ru": "Липецк", "en": "Тамбов"}),
    ],
    ids=["without an answer", "cancelled by the landlord", "lost to somebody else"],
)
async def test_so_does_everybody_else_who_lost_a_stay(
    town: Town, end: Callable[[Town, Scene], Awaitable[None]], mode: BookingMode, cities: dict[str, str], language: str
) -> None:
    say, at = SAID[language], await scene(town, cities[language], language, others=2, mode=mode)
    await end(town, at)
    told = await at.renter.chat.sees(say.offered)
    assert len(places(told)) == 2, "no more are free"
    await at.renter.chat.tap(places(told)[1], told)
    await at.renter.chat.sees(say.on_its_way, after=told)
    await at.other.chat.sees_button(say.confirm)


async def test_a_place_taken_meanwhile_is_said_and_the_offers_are_drawn_afresh(town: Town) -> None:
    say, at = SAID["en"], await scene(town, "Пенза", "en", others=2)
    await town.decline(at.lost)
    told = await at.renter.chat.sees(say.offered)
    rival = await town.resident("Clara")
    [taken] = [loft for loft in at.lofts if loft.title in places(told)[0]]
    await town.request(rival, taken, NIGHTS)

    answer = await at.renter.chat.tap(places(told)[0], told)

    assert "somebody else has these nights" in answer.text
    assert answer.show_alert
    [left] = [loft for loft in at.lofts if loft is not taken]

    async def drawn_afresh() -> bool:
        afresh = next(message for message in await at.renter.chat.visible() if message.id == told.id)
        return [left.title in place for place in places(afresh)] == [True]

    await until(drawn_afresh, 10, lambda: "the taken place is still offered")


async def test_when_nothing_is_free_it_says_so_and_leads_to_the_search(town: Town) -> None:
    say, at = SAID["en"], await scene(town, "Якутск", "en", others=0)
    await town.decline(at.lost)
    told = await at.renter.chat.sees(say.declined)
    assert say.nothing in told.text
    await at.renter.chat.tap(say.again, told)
    await at.renter.chat.sees_button("Menu", within=10)


async def test_a_place_can_be_looked_at_first(town: Town) -> None:
    say, at = SAID["en"], await scene(town, "Киров", "en", others=1)
    await town.decline(at.lost)
    told = await at.renter.chat.sees(say.offered)
    await at.renter.chat.tap("👀 1", told)
    await at.renter.chat.sees("Лофт 0", after=told)
    await at.renter.chat.tap("Book")
    assert "3 nights" in (await at.renter.chat.sees_button("Send the request")).text
