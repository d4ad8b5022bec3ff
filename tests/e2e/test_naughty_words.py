"""Words that break programs, typed to the real processes over PostgreSQL: answered, and kept as they were typed."""

import re
from collections.abc import Sequence

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.telegram.widgets.screen import can_be_kept
from adapters.wording.shorten import shorten
from rental_core.bookings.booking import MESSAGE_LENGTH, REASON_LENGTH
from rental_core.bookings.ports import BookingsWork
from rental_core.search.ports import DraftReader
from rental_core.work import UnitOfWork
from tests.support.game import Logs
from tests.support.journey import ENGLISH, flat_in, next_month, to_the_check
from tests.support.naughty import naughty_strings
from tests.support.profiles import sequences
from tests.support.simulator import Person, Simulator, until
from tests.support.system import System
from tests.support.town import Town, in_days
from tests.support.wanderer import Wanderer, replied

STAY = next_month(5, 8)
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
TAKE_PHONE = text("UPDATE person SET phone = NULL FROM person was WHERE was.id = person.id AND person.id = :person RETURNING was.phone")
BLANKS = " \t\r\n\v\f"  # Telegram cuts them off, and sends nothing when nothing else is there
SENDABLE = [words for words in naughty_strings() if words.strip(BLANKS) and can_be_kept(words) and len(words) <= 4096]
EVERY = 1 if sequences() > 100 else 20  # all of them at night; by day every window gets all of them in process


@pytest.fixture(autouse=True)
async def logs(system: System, simulator: Simulator) -> Logs:
    """Of what this test alone has done."""
    system.must_run("worker", "bot")
    await simulator.ready()
    logs = Logs(system)
    logs.news()
    return logs


async def say(chat: Person, words: str) -> None:
    """Type them, and wait for a reply."""
    heard = max((call["id"] for call in await chat.calls()), default=0)
    await chat.say(words)
    await replied(chat, heard, 1)


async def tap_widget(chat: Person, widget: str) -> None:
    """Tap the newest button with this id, once it is there."""
    wanderer = Wanderer(chat, {}, (), b"")

    async def is_there() -> bool:
        await wanderer.look()
        return any(button.widget == widget for button in wanderer.newest)

    await until(is_there, 10, lambda: f"no button {widget} among {[button.widget for button in wanderer.newest]}")
    await wanderer.tap(next(button for button in wanderer.newest if button.widget == widget))


@pytest.mark.timeout(600)
async def test_a_place_may_be_called_anything(town: Town, logs: Logs) -> None:
    renter = await town.resident("Anna")
    await say(renter.chat, "/search")
    for words in SENDABLE[::EVERY]:
        await say(renter.chat, words)
        logs.check()


@pytest.mark.timeout(600)
async def test_a_message_to_the_landlord_is_kept_as_it_was_typed(town: Town, logs: Logs) -> None:
    landlord, renter = await town.resident("Boris"), await town.resident("Anna")
    await flat_in(town, "Салехард", landlord)
    await to_the_check(renter.chat, ENGLISH, "Салехард", STAY)
    drafts = await town.container.get(DraftReader)
    for words in _typed(SENDABLE[::EVERY]):
        await tap_widget(renter.chat, "booking_write")
        await say(renter.chat, words)
        logs.check()
        assert (await drafts.of(renter.id)).message == shorten(words.strip(), MESSAGE_LENGTH)


@pytest.mark.timeout(600)
async def test_a_phone_number_is_one_or_none_whatever_was_typed(town: Town, logs: Logs) -> None:
    renter = await town.resident("Anna")
    engine = await town.container.get(AsyncEngine)
    await say(renter.chat, "/profile")
    await tap_widget(renter.chat, "profile_to_phone")
    for words in _typed(SENDABLE[::EVERY]):
        await say(renter.chat, words)
        logs.check()
        async with engine.begin() as connection:
            taken = (await connection.execute(TAKE_PHONE, {"person": renter.id})).scalar()
        if taken:
            assert E164.fullmatch(taken)
            await say(renter.chat, "/profile")
            await tap_widget(renter.chat, "profile_to_phone")


@pytest.mark.timeout(600)
async def test_a_reason_in_a_landlords_own_words_is_kept_as_it_was_typed(town: Town, logs: Logs) -> None:
    landlord = await town.resident("Boris")
    flat = await flat_in(town, "Кострома", landlord)
    work = await town.container.get(UnitOfWork[BookingsWork])
    for words in _typed(SENDABLE[:: EVERY * 10]):
        if len(words) > REASON_LENGTH:
            continue
        renter = await town.resident("Anna")
        booking = await town.request(renter, flat, in_days(10, 13))
        await tap_widget(landlord.chat, f"dec:{booking.id}:no")
        await tap_widget(landlord.chat, f"why:{booking.id}:other")
        await say(landlord.chat, words)
        logs.check()
        async with work() as transaction:
            reason = (await transaction.bookings.get(booking.id)).history[-1].reason
        assert reason
        assert reason.text == words.strip()


@pytest.mark.timeout(600)
async def test_people_may_be_called_anything(simulator: Simulator, logs: Logs) -> None:
    for number, words in enumerate(SENDABLE[:: EVERY * 5]):
        chat = await simulator.person(800_001 + number, words[:64])
        await say(chat, "hello")
        logs.check()


def _typed(several: Sequence[str]) -> list[str]:
    """Those that are no commands."""
    return [words for words in several if not words.strip().startswith("/")]
