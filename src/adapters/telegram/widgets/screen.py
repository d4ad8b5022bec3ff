"""A window as every window here is: a place for a notice, a kind answer to whatever is sent, ways back and home."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import F
from aiogram.enums import ContentType
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, DialogProtocol, ShowMode, StartMode, Window
from aiogram_dialog.api.entities import MediaAttachment
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.api.internal.widgets import MarkupFactory
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.input import BaseInput, MessageInput
from aiogram_dialog.widgets.kbd import Button, Keyboard, Row, Start, SwitchTo
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.markup.inline_keyboard import InlineKeyboardFactory
from aiogram_dialog.widgets.media import Media
from aiogram_dialog.widgets.text import Text

from adapters.telegram.saying import notice, toast, words_of
from adapters.telegram.states import Home, Search
from adapters.telegram.widgets.text import PICTURE, VIEW, Notice, T
from adapters.wording import N_

Getter = Callable[..., Awaitable[dict[str, Any]]]


def can_be_kept(text: str) -> bool:
    """PostgreSQL keeps every text but one with a NUL or half a character in it."""
    return "\0" not in text and text == text.encode(errors="ignore").decode()


WORDS = F.text & ~F.text.startswith("/") & F.text.func(can_be_kept)  # what a window that asks for words takes
UNKEPT = N_("There are characters in it that I cannot keep. Please write it without them.")
UNEXPECTED = N_("I did not expect words here. The buttons below lead on.")
KINDLY = {
    ContentType.PHOTO: N_("A nice picture, but there is nothing I can do with it here. The buttons below lead on."),
    ContentType.STICKER: N_("I like it too. The buttons below lead on."),
    ContentType.VOICE: N_("I cannot listen yet. Please write, or use the buttons below."),
    ContentType.VIDEO_NOTE: N_("I cannot listen yet. Please write, or use the buttons below."),
}
LOOKED = N_("A nice video, but there is nothing I can do with it here. The buttons below lead on.")
PLACE = N_("A place! To look for a home around it, open the search and send it where I ask where to go: /search.")
KINDLY |= {
    ContentType.VIDEO: LOOKED,
    ContentType.ANIMATION: LOOKED,
    ContentType.AUDIO: N_("I cannot listen yet. Please write, or use the buttons below."),
    ContentType.DOCUMENT: N_("I cannot open files here. The buttons below lead on."),
    ContentType.CONTACT: N_("Thank you! Numbers are kept in the profile: open /profile to give me yours."),
    ContentType.LOCATION: PLACE,
    ContentType.VENUE: PLACE,
    ContentType.POLL: N_("I have no vote here, but I like being asked. The buttons below lead on."),
    ContentType.DICE: N_("What a throw! The buttons below lead on."),
}
INLINE = InlineKeyboardFactory()
OTHER = N_("I can read words and taps only. The buttons below lead on.")


class Unclaimed(Keyboard):
    """The last to be asked about a tap, never shown: no button of the window carries this.

    A button of a neighbouring window was tapped twice, or just before the window changed: there is nothing to say about that.
    """

    async def _render_keyboard(self, data: dict[str, Any], manager: DialogManager) -> RawKeyboard:
        return []

    async def _process_other_callback(self, callback: CallbackQuery, dialog: DialogProtocol, manager: DialogManager) -> bool:
        if dialog.find((callback.data or "").partition(":")[0]) is None:
            toast(manager, words_of(manager).text("This screen was out of date. Here it is afresh."))
        return True


def screen(
    *widgets: Text | Keyboard | Media | BaseInput,
    state: State,
    preview: Any = None,
    pictured: MediaAttachment | None = None,
    getter: Getter | None = None,
    markup: MarkupFactory = INLINE,
) -> Window:
    """A window whose getter gives the `view`, and the `picture` if it has one; `preview` and `pictured` are samples of them."""
    return Window(
        Notice(),
        *widgets,
        Unclaimed(),
        LinkPreview(is_disabled=True),
        MessageInput(on_unexpected),
        state=state,
        getter=getter,
        markup_factory=markup,
        preview_data={VIEW: preview, PICTURE: pictured},
    )


def back(id: str, to: State, said: Text | None = None) -> Button:  # noqa: A002  # as all widgets name it
    """Back to the window this dialog was opened from; to `to` when that is long gone. `id` is of this window alone."""

    async def on_click(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        await leave(manager, to)

    return Button(said or T("← Back"), id=id, on_click=on_click)


def home(id: str) -> Button:  # noqa: A002  # as all widgets name it
    """To the menu. `id` is of this window alone: a second tap meant for it must not hit the next window."""
    return Button(T("🏠 Menu"), id=id, on_click=_on_home)


def ways_back(id: str, to: State) -> Row:  # noqa: A002  # as all widgets name it
    """Back to another window of the dialog, and home: buttons `<id>_back` and `<id>_home`."""
    return Row(SwitchTo(T("← Back"), id=f"{id}_back", state=to), home(f"{id}_home"))


def to_search(id: str, when: WhenCondition = None) -> Start:  # noqa: A002  # as all widgets name it
    """From where there is nothing to see to where something is found. `id` is of this window alone."""
    return Start(T("🔎 Find a place"), id=id, state=Search.summary, mode=StartMode.RESET_STACK, when=when)


async def leave(manager: DialogManager, to: State) -> None:
    """Close the dialog, or begin anew at `to` when there is nothing below it."""
    if len(manager.current_stack().intents) > 1:
        await manager.done()
    else:
        await manager.start(to, mode=StartMode.RESET_STACK)


async def go_home(manager: DialogManager, show_mode: ShowMode | None = None) -> None:
    """Begin anew at the menu."""
    await manager.start(Home.menu, mode=StartMode.RESET_STACK, show_mode=show_mode)


async def _on_home(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await go_home(manager)


async def on_unexpected(message: Message, _source: MessageInput, manager: DialogManager) -> None:
    """Say what helps, and bring the window down to where the person looks; once for an album."""
    if message.media_group_id and message.media_group_id == manager.current_stack().last_income_media_group_id:
        manager.show_mode = ShowMode.NO_UPDATE
        return
    said = KINDLY.get(ContentType(message.content_type), OTHER)
    if message.text:
        said = UNEXPECTED if can_be_kept(message.text) else UNKEPT
    notice(manager, words_of(manager).text(said))
    manager.show_mode = ShowMode.DELETE_AND_SEND
