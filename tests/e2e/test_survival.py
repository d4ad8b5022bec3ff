"""What people meet when things go wrong: they are blocked, they try tricks, the bot dies, Valkey forgets."""

import pytest

from rental_core.moderation.block_person import BlockPerson
from tests.support.journey import ENGLISH, flat_in, next_month, search, tap_day, to_the_check
from tests.support.servers import empty_valkey
from tests.support.simulator import Simulator
from tests.support.system import System
from tests.support.town import Resident, Town

STAY = next_month(20, 24)
NASTY = "<script>alert(1)</script> & <b>Eve</b> {x} %s"


@pytest.fixture(autouse=True)
async def _processes(system: System, simulator: Simulator, way: str) -> None:
    system.must_run("worker", "bot")
    await simulator.ready()


async def test_a_blocked_person_is_told_why_and_gets_nothing_else(town: Town) -> None:
    person = await town.resident("Eve")
    menu = await person.chat.sees_button("Find a place")
    await (await town.container.get(BlockPerson))(person.id, reason="fraud", by=None)

    answer = await person.chat.tap("Find a place", menu)
    said = await person.chat.say("/search")

    assert "fraud" in answer.text
    assert answer.show_alert
    assert (await person.chat.sees("fraud", after=said)).buttons == []


async def test_names_and_messages_with_markup_arrive_as_they_were_written(town: Town) -> None:
    landlord, renter = await town.resident(NASTY), await town.resident(NASTY)
    await flat_in(town, "Курск", landlord, title=NASTY)
    await to_the_check(renter.chat, ENGLISH, "Курск", STAY)
    await renter.chat.tap("Write to the landlord")
    written = await renter.chat.say(NASTY)
    await renter.chat.sees(NASTY, after=written)
    await renter.chat.tap("Send the request")

    card = await landlord.chat.sees_button("Confirm")
    assert card.text.count(NASTY) == 3, "the title, the renter's name and their message"
    await landlord.chat.tap("Decline", card)
    await landlord.chat.tap("In my own words")
    await landlord.chat.say(NASTY)

    assert NASTY in (await renter.chat.sees("was declined")).text
    refused = [call["result"]["description"] for who in (landlord, renter) for call in await who.chat.calls() if not call["ok"]]
    assert {reason for reason in refused if "not modified" not in reason} == set()


async def half_entered(town: Town, city: str) -> Resident:
    """A renter who looks for three guests in that city and has tapped the 20th to arrive, but no day to leave."""
    renter = await town.resident("Anna")
    summary = await search(renter.chat, ENGLISH, city, next_month(10, 13))
    await renter.chat.tap("2 guests", summary)
    await renter.chat.tap("👤 3")
    await renter.chat.sees_button("✓ 👤 3")
    await renter.chat.tap("← Back")
    await renter.chat.tap("Dates")
    await tap_day(renter.chat, STAY.check_in)
    return renter


async def test_nothing_entered_is_lost_when_the_bot_is_killed(town: Town, system: System) -> None:
    renter = await half_entered(town, "Тула")

    system.kill("bot")
    system.must_run("bot")
    await tap_day(renter.chat, STAY.check_out)

    summary = await renter.chat.sees("4 nights")
    assert "Tula" in summary.text
    assert "3 guests" in summary.text


async def test_nothing_entered_is_lost_when_valkey_forgets_everything(town: Town, system: System) -> None:
    landlord, booker = await town.resident("Boris"), await town.resident("Anna")
    await flat_in(town, "Смоленск", landlord)
    seeker = await half_entered(town, "Орёл")
    check = await to_the_check(booker.chat, ENGLISH, "Смоленск", STAY)

    system.stop("bot")  # a tap is answered before its window is stored
    empty_valkey(system.valkey)
    system.must_run("bot")

    await tap_day(seeker.chat, STAY.check_out)
    assert "out of date" in seeker.chat.toast
    await seeker.chat.tap("Dates")
    await tap_day(seeker.chat, STAY.check_out)
    summary = await seeker.chat.sees("4 nights")
    assert "Orël" in summary.text
    assert "3 guests" in summary.text

    await booker.chat.tap("Send the request", check)
    assert "out of date" in booker.chat.toast
    await booker.chat.tap("Send the request")
    assert "20–24" in (await landlord.chat.sees_button("Confirm")).text
