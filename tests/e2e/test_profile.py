"""The profile through the chat: phone, name, language, data as a file, and leaving without a trace."""

import json
import re
from typing import Any

import pytest
from attrs import frozen
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from rental_core.bookings.booking import BookingStatus
from tests.support.seen import Message
from tests.support.simulator import Person, until
from tests.support.system import System
from tests.support.town import Resident, Town

PEOPLE = text("SELECT id, name, phone, username, telegram_id, language, left_at FROM person WHERE telegram_id = :account")
COLUMNS = text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")


@frozen
class Phrases:
    """What the profile says in one language."""

    profile: str
    to_phone: str
    share: str
    saved: str
    theirs: str
    unread: str
    to_name: str
    pleased: str
    export: str
    held: str
    delete: str
    going: str
    sure: str
    yes: str
    done: str
    deleted: str


ENGLISH = Phrases(
    profile="Here since",
    to_phone="📱 Phone",
    share="📱 Share my number",
    saved="Your number is saved.",
    theirs="somebody else's number",
    unread="I cannot read this as a phone number",
    to_name="✏️ Name",
    pleased="Pleased to meet you",
    export="My data as a file",
    held="Everything we hold about you",
    delete="Delete my data",
    going="What goes for good",
    sure="Delete everything?",
    yes="Yes, delete for good",
    done="Your data is deleted",
    deleted="Deleted user",
)
RUSSIAN = Phrases(
    profile="С нами с",
    to_phone="📱 Телефон",
    share="📱 Отправить мой номер",
    saved="Номер сохранён.",
    theirs="Это чужой номер",
    unread="Не похоже на номер телефона",
    to_name="✏️ Имя",
    pleased="Приятно познакомиться",
    export="Мои данные файлом",
    held="Всё, что мы о вас храним",
    delete="Удалить мои данные",
    going="Что исчезнет навсегда",
    sure="Удалить всё?",
    yes="Да, удалить навсегда",
    done="Ваши данные удалены",
    deleted="Удалённый пользователь",
)
BOTH = pytest.mark.parametrize(("language", "say"), [("en", ENGLISH), ("ru", RUSSIAN)], ids=["en", "ru"])


@pytest.fixture(autouse=True)
def running(system: System) -> None:
    system.must_run("bot", "worker")


async def opened(chat: Person, say: Phrases) -> Message:
    asked = await chat.say("/profile")
    return await chat.sees(say.profile, after=asked)


async def account(town: Town, person: Resident) -> list[Any]:
    """The people this Telegram account is known as."""
    async with (await town.container.get(AsyncEngine)).connect() as connection:
        return list(await connection.execute(PEOPLE, {"account": person.chat.id}))


async def written_anywhere(town: Town, *needles: str) -> list[str]:
    """Every row of the database that contains one of these; a number as a whole, for ids of other things may contain its digits."""
    told = re.compile("|".join(rf"(?<!\d){needle}(?!\d)" if needle.isdigit() else re.escape(needle) for needle in needles))
    found: list[str] = []
    async with (await town.container.get(AsyncEngine)).connect() as connection:
        for table in (await connection.execute(COLUMNS)).scalars().all():
            rows = (await connection.execute(text(f'SELECT "{table}"::text FROM "{table}"'))).scalars()  # noqa: S608  # our own tables
            found += [f"{table}: {row}" for row in rows if told.search(row)]
    return found


@BOTH
async def test_a_shared_number_is_kept_and_the_keys_go(town: Town, language: str, say: Phrases) -> None:
    person = await town.resident("Vera", language)
    await town.simulator.person(person.chat.id, "Vera", language_code=language, phone="+79161234567")
    await opened(person.chat, say)
    await person.chat.tap(say.to_phone)
    await until(lambda: _has_key(person.chat, say.share), 10, lambda: "no key to share the number")

    stranger = await person.chat.share_contact("+79990000000", "Eve")
    await person.chat.sees(say.theirs, after=stranger)
    pressed = await person.chat.press(say.share)
    window = await person.chat.sees(say.saved, after=pressed)

    assert "+7 916 123-45-67" in window.text
    assert await person.chat.reply_keys() == []
    assert [message for message in await person.chat.visible() if message.from_bot] == [await person.chat.last()]
    assert [row.phone for row in await account(town, person)] == ["+79161234567"]


async def _has_key(chat: Person, key: str) -> bool:
    return key in await chat.reply_keys()


@BOTH
async def test_a_typed_number_is_checked(town: Town, language: str, say: Phrases) -> None:
    person = await town.resident("Vera", language)
    await opened(person.chat, say)
    await person.chat.tap(say.to_phone)
    for wrong in ("12", "+7 900", "не скажу"):
        typed = await person.chat.say(wrong)
        await person.chat.sees(say.unread, after=typed)
    typed = await person.chat.say("8 (916) 765-43-21")
    await person.chat.sees(say.saved, after=typed)
    assert [row.phone for row in await account(town, person)] == ["+79167654321"]
    assert await person.chat.reply_keys() == []
    await person.chat.tap(say.to_phone)
    await until(lambda: _has_key(person.chat, say.share), 10, lambda: "no key")
    removed = await person.chat.say((await person.chat.reply_keys())[1])
    await person.chat.sees(say.profile, after=removed)
    assert [row.phone for row in await account(town, person)] == [None]


@BOTH
async def test_a_chosen_name_outlasts_telegrams(town: Town, language: str, say: Phrases) -> None:
    person = await town.resident("Vera", language)
    await opened(person.chat, say)
    await person.chat.tap(say.to_name)
    typed = await person.chat.say("Вера П. <b>")
    await person.chat.sees(say.pleased, after=typed)
    await town.simulator.person(person.chat.id, "Veronica", language_code=language)
    assert "Вера П. <b>" in (await opened(person.chat, say)).text
    assert [row.name for row in await account(town, person)] == ["Вера П. <b>"]


async def test_the_language_and_the_commands_follow_one_tap(town: Town) -> None:
    person = await town.resident("Vera")
    await opened(person.chat, ENGLISH)
    await person.chat.tap("Русский")
    await person.chat.sees(RUSSIAN.profile)
    commands = {each["command"]: each["description"] for each in (await person.chat.transcript())["commands"]}
    assert commands["profile"] == "Мой профиль и мои данные"
    assert "requests" not in commands


async def test_a_landlord_has_a_command_of_their_own(town: Town) -> None:
    landlord = await town.resident("Boris")
    await town.flat(landlord)
    await opened(landlord.chat, ENGLISH)

    async def offered() -> bool:
        return "requests" in {each["command"] for each in (await landlord.chat.transcript())["commands"]}

    await until(offered, 10, lambda: "no /requests among the commands")
    asked = await landlord.chat.say("/requests")
    await landlord.chat.sees("Requests", after=asked)


@BOTH
async def test_everything_held_comes_as_a_file(town: Town, language: str, say: Phrases) -> None:
    landlord, person = await town.resident("Boris"), await town.resident("Vera", language)
    booking = await town.request(person, await town.flat(landlord))
    shown = await opened(person.chat, say)
    await person.chat.tap(say.export)
    sent = await person.chat.sees(say.held, after=shown)
    assert sent.document
    raw = await town.simulator.http.get(f"/sim/files/{sent.document['file_unique_id']}")
    held = json.loads(raw.content)
    assert held["profile"]["telegram_id"] == person.chat.id
    assert [each["id"] for each in held["bookings_as_renter"]] == [booking.id]
    assert held["bookings_as_renter"][0]["landlord"] == "Boris"
    assert str(landlord.chat.id) not in raw.text
    await person.chat.sees(say.profile, after=sent)


@BOTH
async def test_whoever_leaves_leaves_no_trace_and_comes_back_as_somebody_else(town: Town, language: str, say: Phrases) -> None:
    name, phone = {"en": ("Zinaida", "+79160001122"), "ru": ("Зинаида", "+79160001133")}[language]
    landlord, person = await town.resident("Boris", language), await town.resident(name, language)
    username = f"trace{person.chat.id}"
    await town.simulator.person(person.chat.id, name, username=username, phone=phone, language_code=language)
    flat = await town.flat(landlord)
    past = await town.request(person, flat)
    await town.withdraw(past)
    pending = await town.request(person, flat)
    await landlord.chat.sees(name)
    await opened(person.chat, say)
    await person.chat.tap(say.to_phone)
    await until(lambda: _has_key(person.chat, say.share), 10, lambda: "no key")
    await person.chat.press(say.share)
    await person.chat.sees(say.saved)
    assert await written_anywhere(town, phone)

    await person.chat.tap(say.delete)
    window = await person.chat.sees(say.going)
    await person.chat.tap(say.delete, window)
    sure = await person.chat.sees(say.sure)
    assert (await person.chat.tap(say.yes, sure)).answered
    await person.chat.sees(say.done)
    again = await person.chat.tap(say.yes, sure)

    assert again.answered
    assert await written_anywhere(town, name, phone, username, str(person.chat.id)) == []
    assert await town.status(pending.id) is BookingStatus.WITHDRAWN
    await landlord.chat.sees(say.deleted)
    await person.chat.say("/start")
    await person.chat.sees(name)
    [newcomer] = await account(town, person)
    assert (newcomer.id != person.id, newcomer.phone, newcomer.left_at) == (True, None, None)


async def test_stays_ahead_are_named_and_can_be_cancelled_on_the_way(town: Town) -> None:
    landlord, renter = await town.resident("Boris"), await town.resident("Vera")
    booking = await town.request(renter, await town.flat(landlord))
    await town.confirm(booking)
    await opened(landlord.chat, ENGLISH)
    await landlord.chat.tap("Delete my data")
    await landlord.chat.sees("Somebody counts on these stays")
    await landlord.chat.tap("🔑")
    await landlord.chat.tap("Cancel the stay")
    await landlord.chat.sees("Cancel this stay?")
    await landlord.chat.tap("Not available")
    await landlord.chat.tap("Back")
    await landlord.chat.sees("What goes for good")
    assert await town.status(booking.id) is BookingStatus.CANCELLED
    await renter.chat.sees("was cancelled")
