"""The profile in the bot's windows, and kind answers to whatever is sent."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.enums import ContentType
from aiogram.methods import DeleteMyCommands, SendMessage, SetMyCommands
from aiogram.types import Chat, Contact, Dice, Document, Location, Message, Sticker, Update, User, Video, Voice
from attrs import evolve

from adapters.telegram.dialogs.profile import phones
from adapters.telegram.introduction import Introductions
from adapters.telegram.people import contact_of
from adapters.telegram.widgets.screen import KINDLY
from adapters.wording import wording
from rental_core.accounts.person import Language, Person, Role
from tests.edge.telegram.conftest import RecordingBot, Renter
from tests.edge.telegram.shelves import store_of
from tests.support.builders import a_person
from tests.support.market import Market

FILE: dict[str, Any] = {"file_id": "1", "file_unique_id": "1"}
SENT: dict[ContentType, dict[str, Any]] = {
    ContentType.STICKER: {"sticker": Sticker(**FILE, type="regular", width=1, height=1, is_animated=False, is_video=False)},
    ContentType.VOICE: {"voice": Voice(**FILE, duration=1)},
    ContentType.VIDEO: {"video": Video(**FILE, width=1, height=1, duration=1)},
    ContentType.DOCUMENT: {"document": Document(**FILE)},
    ContentType.CONTACT: {"contact": Contact(phone_number="+79000000000", first_name="Eve")},
    ContentType.LOCATION: {"location": Location(latitude=1, longitude=1)},
    ContentType.DICE: {"dice": Dice(emoji="🎲", value=6)},
}


async def send(renter: Renter, **content: Any) -> None:
    """A message that is no text."""
    message = Message(
        message_id=9000,
        date=datetime.now(UTC),
        chat=Chat(id=501, type="private"),
        from_user=User(id=501, is_bot=False, first_name="Test", language_code="en"),
        **content,
    )
    await renter.client.dp.feed_update(renter.client.bot, Update(update_id=9000, message=message))


def known(market: Market) -> Person:
    """The renter as they are stored."""
    return next(each for each in store_of(market).committed.people.values() if each.telegram_id == 501)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("8 (916) 765-43-21", "+79167654321"),
        ("+44 20 7946 0958", "+442079460958"),
        ("9167654321", "+79167654321"),
        ("12", None),
        ("0" * 300, None),
        ("не скажу", None),
        ("+7\x00916", None),
    ],
)
def test_numbers_are_read_as_they_are_typed(typed: str, number: str | None) -> None:
    assert phones.an_e164(typed) == number


def test_telegram_tells_numbers_without_the_plus() -> None:
    assert phones.shared("79167654321") == "+79167654321"


async def test_a_name_is_typed_and_kept(renter: Renter, market: Market) -> None:
    await renter.say("/profile")
    await renter.tap("Name")
    await renter.say("   ")
    assert "at least one letter" in renter.text
    await renter.say("A\u202eB")
    assert "cannot be seen" in renter.text
    await renter.say("x" * 65)
    assert "too long" in renter.text
    await renter.say("Вера 🌊")
    assert "Pleased to meet you, Вера 🌊!" in renter.text
    assert (known(market).name, known(market).name_chosen) == ("Вера 🌊", True)


def test_a_name_that_cannot_be_kept_locks_nobody_out() -> None:
    assert contact_of(User(id=501, is_bot=False, first_name="A\x00n\ud800na")).name == "Anna"


@pytest.mark.parametrize("kind", SENT)
async def test_whatever_is_sent_gets_a_kind_answer(renter: Renter, kind: ContentType) -> None:
    await renter.say("/profile")
    await send(renter, **SENT[kind])
    assert wording(Language.ENGLISH).text(KINDLY[kind]) in renter.text
    assert "Here since" in renter.text


async def test_leaving_is_asked_twice_and_then_nobody_is_known(renter: Renter, market: Market) -> None:
    await renter.say("/profile")
    person = known(market)
    await renter.tap("Delete my data")
    await renter.tap("Delete my data")
    sure = renter.window
    await renter.tap("No, keep everything")
    assert known(market) == person
    await renter.tap("Delete my data")
    await renter.tap("Delete my data")
    await renter.tap("Yes, delete for good")
    assert store_of(market).committed.people[person.id].left_at
    assert any(isinstance(call, DeleteMyCommands) for call in renter.bot.calls)
    answered = await renter.tap("Yes, delete for good", sure)
    assert answered
    assert "/start" in str(answered.text)
    assert all(each.telegram_id != 501 for each in store_of(market).committed.people.values())
    await renter.say("/start")
    assert known(market).id != person.id


@pytest.fixture
def bot() -> RecordingBot:
    return RecordingBot()


def offered(bot: RecordingBot) -> list[list[str]]:
    return [[each.command for each in call.commands] for call in bot.calls if isinstance(call, SetMyCommands)]


async def test_a_menu_of_ones_own_comes_with_the_role_and_with_the_language_and_once(bot: RecordingBot) -> None:
    introductions, renter = Introductions(), a_person(language=Language.ENGLISH)
    await introductions.renew(bot, renter, Language.ENGLISH)
    assert offered(bot) == []
    landlord = renter.given(Role.LANDLORD)
    for _ in range(2):
        await introductions.renew(bot, landlord, Language.ENGLISH)
    [commands] = offered(bot)
    assert "requests" in commands
    await introductions.renew(bot, evolve(renter, language=Language.RUSSIAN), Language.ENGLISH)
    assert len(offered(bot)) == 2
    assert "requests" not in offered(bot)[-1]


async def test_an_edited_message_gets_an_answer(renter: Renter) -> None:
    await renter.say("/start")
    edited = Message(
        message_id=9001,
        date=datetime.now(UTC),
        chat=Chat(id=501, type="private"),
        from_user=User(id=501, is_bot=False, first_name="Test", language_code="en"),
        text="typo",
    )
    await renter.client.dp.feed_update(renter.client.bot, Update(update_id=9001, edited_message=edited))
    assert any(isinstance(call, SendMessage) and "send the corrected one again" in call.text for call in renter.bot.calls)
