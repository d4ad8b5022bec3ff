"""Find, request, decide, be told: through the chat, with bot and worker as processes of their own."""

import asyncio

import pytest

from rental_core.apartments.rates import Rates
from rental_core.bookings.booking import BookingId, BookingStatus
from rental_core.bookings.ports import BookingReader, TripRow
from rental_core.money import Money
from tests.support.journey import ENGLISH, PHRASES, flat_in, next_month, pick_dates, search, tap_day, to_the_check
from tests.support.seen import Message
from tests.support.simulator import Simulator
from tests.support.system import System
from tests.support.town import Resident, Town

HOUSE = "11, кв. 40"
STAY = next_month(10, 13)
DECLINES = [("House rules", "", "does not fit the house rules"), ("In my own words", "We are <away>", "We are <away>")]
CHEAPEST = {"ru": Rates(Money(10_000), Money(5_000)), "en": Rates(Money(9_000), Money(5_000))}


@pytest.fixture(autouse=True)
async def _processes(system: System, simulator: Simulator, way: str) -> None:
    system.must_run("worker", "bot")
    await simulator.ready()


async def requested(town: Town, city: str) -> tuple[Resident, Resident, Message]:
    """A landlord and a renter, who has asked for a stay through the chat; the landlord's card."""
    landlord, renter = await town.resident("Boris"), await town.resident("Anna")
    await flat_in(town, city, landlord)
    await to_the_check(renter.chat, ENGLISH, city, STAY)
    await renter.chat.tap("Send the request")
    return landlord, renter, await landlord.chat.sees_button("Confirm")


async def trips(town: Town, renter: Resident) -> tuple[TripRow, ...]:
    reader: BookingReader = await town.container.get(BookingReader)
    return await reader.trips(renter.id, after=None, limit=10)


async def the_booking(town: Town, renter: Resident) -> BookingId:
    [trip] = await trips(town, renter)
    return trip.id


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_a_stay_is_found_requested_confirmed_and_the_address_told(town: Town, language: str) -> None:
    say, city = PHRASES[language], {"ru": "Сочи", "en": "Sochi"}[language]
    landlord, earlier, renter = [await town.resident(name, language) for name in ("Boris", "Vera", "Anna")]
    title = f"Дом у моря {language}"
    flat = await flat_in(town, "Сочи", landlord, title=title, rates=CHEAPEST[language])
    await town.confirm(await town.request(earlier, flat, next_month(13, 16)))

    await search(renter.chat, say, city, next_month(11, 12))
    await renter.chat.tap(say.show)
    found = await renter.chat.sees(title)
    assert found.has_photo
    await renter.chat.tap(say.details)
    assert HOUSE not in (await renter.chat.sees("32")).text
    await renter.chat.tap(say.free_dates)
    await tap_day(renter.chat, STAY.check_out)
    assert say.taken in renter.chat.toast, "a taken night is no check-in"
    await tap_day(renter.chat, STAY.check_in)
    await tap_day(renter.chat, STAY.check_out)
    assert "3" in (await renter.chat.sees_button(say.send)).text, "a taken day may be the day of check-out"
    await renter.chat.tap(say.send)
    await renter.chat.sees(say.sent)

    card = await landlord.chat.sees_button(say.confirm)
    assert "Anna" in card.text
    await landlord.chat.tap(say.confirm, card)
    assert say.confirmed in landlord.chat.toast
    told = await renter.chat.sees(HOUSE)
    assert "4711" in told.text
    assert (await landlord.chat.sees(say.confirmed)).buttons == []


@pytest.mark.parametrize(("button", "typed", "reads"), DECLINES)
async def test_a_landlord_declines_with_a_reason(town: Town, button: str, typed: str, reads: str) -> None:
    landlord, renter, card = await requested(town, "Казань" if typed else "Пермь")
    await landlord.chat.tap("Decline", card)
    await landlord.chat.tap(button)
    if typed:
        await landlord.chat.say(typed)
    assert reads in (await renter.chat.sees("was declined")).text
    assert await town.status(await the_booking(town, renter)) is BookingStatus.DECLINED


async def test_a_withdrawn_request_cannot_be_confirmed_from_an_old_card(town: Town) -> None:
    landlord, renter, old_card = await requested(town, "Омск")
    await renter.chat.tap("My trips")
    await renter.chat.tap("Студия у моря")
    await renter.chat.tap("Take the request back")
    await renter.chat.tap("Yes, take it back")
    await landlord.chat.sees("taken back", after=old_card)

    await landlord.chat.tap("Confirm", old_card)

    assert "took the request back" in landlord.chat.toast
    assert await town.status(await the_booking(town, renter)) is BookingStatus.WITHDRAWN


async def test_a_renter_cancels_a_confirmed_stay(town: Town) -> None:
    landlord, renter, card = await requested(town, "Тверь")
    await landlord.chat.tap("Confirm", card)
    told = await renter.chat.sees(HOUSE)
    await renter.chat.tap("Open the trip", told)
    await renter.chat.tap("Cancel the stay")
    await renter.chat.tap("my plans have changed")
    assert "was cancelled" in (await landlord.chat.sees("was cancelled", after=card)).text
    assert await town.status(await the_booking(town, renter)) is BookingStatus.CANCELLED


async def test_a_request_tapped_twice_at_once_is_one_booking(town: Town) -> None:
    landlord, renter = await town.resident("Boris"), await town.resident("Anna")
    await flat_in(town, "Псков", landlord)
    check = await to_the_check(renter.chat, ENGLISH, "Псков", STAY)

    answers = await asyncio.gather(*(renter.chat.tap("Send the request", check) for _ in range(2)))
    late = await renter.chat.tap("Send the request", check)

    assert all(answer.answered for answer in [*answers, late])
    assert len(await trips(town, renter)) == 1
    await landlord.chat.sees_button("Confirm")
    assert [row.kind for row in await town.deliveries(landlord)] == ["decision-card"]


async def test_forged_taps_get_an_answer_and_change_nothing(town: Town) -> None:
    landlord, renter, card = await requested(town, "Томск")
    booking, stranger = await the_booking(town, renter), await town.resident("Eve")
    mine = await stranger.chat.sees_button("Find a place")
    others = [f"dec:{booking}:yes", f"dec:{booking}:no", f"why:{booking}:repairs", f"trip:{booking}"]
    for data in (*others, f"dec:{2**70}:yes", "dec:x:yes"):
        assert (await stranger.chat.tap_data(data, mine)).text, data
    for data in (f"trip:{2**63}", "?", "\x1d", "x\x1dmenu_search", "again:"):
        assert (await stranger.chat.tap_data(data, mine)).answered, data
    assert await town.status(booking) is BookingStatus.REQUESTED
    assert HOUSE not in "".join(message.text for message in await stranger.chat.visible())
    await landlord.chat.tap("Confirm", card)
    assert await town.status(booking) is BookingStatus.CONFIRMED


@pytest.mark.parametrize("forged", ["2020-01-01", "1970-01-01", "9999-12-31", "2027-13-41", "yesterday", ""])
async def test_a_forged_date_gets_an_answer_and_is_not_taken(town: Town, forged: str) -> None:
    renter = await town.resident("Eve")
    asked = await renter.chat.say("/search")
    await renter.chat.sees("Where to?", after=asked)
    typed = await renter.chat.say("Омск")
    calendar = await renter.chat.sees("When?", after=typed)
    real = next(b["callback_data"] for row in calendar.rows for b in row if ":20" in b["callback_data"])

    answer = await renter.chat.tap_data(f"{real.partition(':')[0]}:{forged}", calendar)

    assert answer.answered
    assert answer.text
    await pick_dates(renter.chat, STAY)
    assert "3 nights" in (await renter.chat.sees("What are you looking for?", after=typed)).text
