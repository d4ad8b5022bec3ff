"""Words that break programs, typed into every window that takes words."""

from collections.abc import Iterator
from typing import Any

import pytest
from aiogram import Dispatcher
from aiogram.filters import Command
from aiogram.fsm.state import State
from aiogram.types import Message
from aiogram_dialog import DialogManager, StartMode, Window
from aiogram_dialog.widgets.input import BaseInput, CombinedInput, MessageInput, TextInput
from aiogram_dialog.widgets.markup.inline_keyboard import InlineKeyboardFactory
from dishka import AsyncContainer
from structlog.testing import capture_logs

from adapters.simulator.entities import HtmlReader
from adapters.telegram.dialogs import all_dialogs
from adapters.telegram.states import Guests, Requests
from adapters.telegram.widgets.screen import UNKEPT, can_be_kept, on_unexpected
from rental_core.accounts.person import Role, TelegramId
from rental_core.search.draft import Draft
from rental_core.search.keep import KeepDraft
from tests.edge.telegram.conftest import Renter
from tests.support.builders import SOCHI, stay
from tests.support.market import Market
from tests.support.naughty import naughty_strings, squeezed

STAY = stay("2027-05-10", "2027-05-13")
ASKED = (("2027-06-10", "2027-06-13"), ("2027-06-20", "2027-06-23"))
PROBE = "Канарейка, не число"
REFUSALS = (
    "A name needs",
    "That name is too long",
    "That is too long",
    "There is nothing in it",
    "There are characters in",
)  # what a window may say instead
ALLOWED = {"bold", "italic", "blockquote", "underline", "strikethrough", "code", "expandable_blockquote"}


def _inputs(widget: BaseInput | None) -> Iterator[BaseInput]:
    if isinstance(widget, CombinedInput):
        for each in widget.inputs:
            yield from _inputs(each)
    elif widget is not None:
        yield widget


def _takes_words(widget: BaseInput) -> bool:
    """Whether a text reaches it. The kind answer to what no window expects takes everything and keeps nothing."""
    if isinstance(widget, TextInput):
        return True
    return isinstance(widget, MessageInput) and getattr(widget.func, "callback", None) is not on_unexpected


def fields() -> list[State]:
    """Every window that takes words, or files and places: words are tried there too."""
    windows = [window for dialog in all_dialogs() for window in dialog.windows.values() if isinstance(window, Window)]
    inline = [window for window in windows if _draws_inline(window)]
    return [window.state for window in inline if any(_takes_words(each) for each in _inputs(window.on_message))]


def _draws_inline(window: Window) -> bool:
    """Upstream's stand-in for Telegram draws no other keyboards; the end-to-end test tries those windows."""
    return isinstance(window.markup_factory, InlineKeyboardFactory)


FIELDS = fields()


@pytest.fixture
async def booking_id(market: Market, renter: Renter, container: AsyncContainer) -> int:
    """Of a confirmed stay of the renter, who has entered a search as well."""
    await renter.say("/start")
    async with market.work() as work:
        person = await work.people.of_telegram(TelegramId(renter.client.user.id))
    assert person
    await market.change_person(person, roles=frozenset({Role.ADMIN}))  # whom landlords' windows let in as well
    booking = await market.request(stay("2027-06-10", "2027-06-13"), renter=person)
    await market.confirm(booking)
    await market.change_flat(landlord_id=person.id)
    draft = Draft(city_id=SOCHI.id, check_in=STAY.check_in, check_out=STAY.check_out, apartment_id=market.flat.id)
    await (await container.get(KeepDraft))(person.id, draft)
    return booking.id


@pytest.fixture
async def received(market: Market, renter: Renter, booking_id: int) -> dict[State, int]:
    """Bookings that the renter receives somebody for, by the field that is about one; they come after the one they made."""
    assert booking_id
    async with market.work() as work:
        person = await work.people.of_telegram(TelegramId(renter.client.user.id))
    assert person
    flat = await market.another_flat(landlord_id=person.id)
    asked, confirmed = [await market.request(stay(*dates), flat=flat) for dates in ASKED]
    await market.confirm(confirmed, by=person)
    return {Requests.decline: asked.id, Guests.cancel: confirmed.id}


@pytest.fixture
def _jumps(dispatcher: Dispatcher, market: Market, booking_id: int, received: dict[State, int]) -> None:
    """`/jump 3` leads to the third field from anywhere."""

    async def jump(message: Message, dialog_manager: DialogManager) -> None:
        field = FIELDS[int(str(message.text).split()[1])]
        data: dict[str, Any] = {"apartment": market.flat.id, "booking": received.get(field, booking_id)}
        await dialog_manager.start(field, data, mode=StartMode.RESET_STACK)
        await dialog_manager.switch_to(field)

    dispatcher.message.register(jump, Command("jump"))


async def typed(renter: Renter, field: State, words: str) -> str:
    """What the window says once they were typed, as a person reads it. Fails when it is no HTML that Telegram takes."""
    await renter.say(f"/jump {FIELDS.index(field)}")
    drawn = len(renter.windows.sent_messages) + len(renter.bot.calls)
    await renter.say(words)
    assert len(renter.windows.sent_messages) + len(renter.bot.calls) > drawn, f"there was no reply to {words[:60]!r}"
    shown = HtmlReader(renter.text).read()
    assert {entity["type"] for entity in shown.entities} <= ALLOWED
    return shown.text


def expected(words: str) -> str:
    """What a window that repeats words has to say to these."""
    if words.startswith("/"):
        return ""
    return squeezed(words if can_be_kept(words) else UNKEPT)


@pytest.mark.usefixtures("_jumps")
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: str(field.state))
async def test_naughty_words_are_answered_and_said_again_as_they_were_typed(renter: Renter, field: State) -> None:
    echoes = squeezed(PROBE) in squeezed(await typed(renter, field, PROBE), 10_000)
    wrong: list[tuple[str, object]] = []
    for words in naughty_strings():
        with capture_logs() as logs:
            said = await typed(renter, field, words)
        if [log for log in logs if log["log_level"] in {"error", "critical"}]:
            wrong.append((words[:60], [log.get("exc_info") for log in logs]))
        elif echoes and not said.startswith(REFUSALS) and expected(words) not in squeezed(said, 10_000):
            wrong.append((words[:60], said[:300]))
    assert not wrong, "\n".join(map(str, wrong))
