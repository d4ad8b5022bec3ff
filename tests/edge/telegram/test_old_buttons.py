"""Every button of every window, tapped when nothing about its window is stored any more, as after a month: it answers and leads on."""

import pytest
from aiogram import Dispatcher
from aiogram.fsm.state import State
from aiogram.types import Message
from aiogram_dialog import Dialog
from aiogram_dialog.test_tools import MockMessageManager
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage
from structlog.testing import capture_logs

from rental_core.accounts.person import Language
from tests.edge.telegram.conftest import Renter
from tests.edge.telegram.preview import buttons, carried, drawn, windows

WINDOWS = list(windows())
NAMES = [str(state.state) for _, state in WINDOWS]


async def newcomer(renter: Renter) -> None:
    """Has entered nothing yet."""
    await renter.say("/start")


async def seeker(renter: Renter) -> None:
    """Looks at the price of a flat in Sochi."""
    await newcomer(renter)
    await renter.tap("Find a place")
    await renter.say("сочи")
    for tap in ("10", "13", "Show", "Book"):
        await renter.tap(tap)


async def guest(renter: Renter) -> None:
    """Has asked for it."""
    await seeker(renter)
    await renter.tap("Send the request")


def forget_windows(dispatcher: Dispatcher) -> None:
    storage = dispatcher.fsm.storage
    assert isinstance(storage, JsonMemoryStorage)
    storage.storage.clear()


async def tap_old(renter: Renter, data: str, window: Message) -> list[str]:
    """What was logged as an error while an old button was answered."""
    with capture_logs() as logs:
        await renter.send(data, window)
    return [str(log) for log in logs if log["log_level"] in ("error", "critical")]


@pytest.mark.parametrize("person", [newcomer, seeker, guest], ids=lambda person: person.__name__)
@pytest.mark.parametrize(("dialog", "state"), WINDOWS, ids=NAMES)
async def test_an_old_button_answers_and_leads_on(
    renter: Renter, windows: MockMessageManager, dispatcher: Dispatcher, person: object, dialog: Dialog, state: State
) -> None:
    assert callable(person)
    await person(renter)
    old = renter.window
    for button in buttons(await drawn(dialog, state, Language.ENGLISH)):
        if button.callback_data is None:
            continue
        forget_windows(dispatcher)
        before = len(windows.sent_messages)
        assert await tap_old(renter, f"gone00\x1d{carried(button)}", old) == [], button.text
        assert len(windows.sent_messages) > before, f"{button.text!r} led nowhere"
        assert renter.buttons, f"after {button.text!r} there is nothing to tap"
