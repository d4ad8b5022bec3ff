"""A window as every window here is: a place for a notice, a kind answer to whatever is sent, ways back and home."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import F
from aiogram.enums import ContentType
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode, Window
from aiogram_dialog.api.entities import MediaAttachment
from aiogram_dialog.widgets.input import BaseInput, MessageInput
from aiogram_dialog.widgets.kbd import Button, Keyboard
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.media import Media
from aiogram_dialog.widgets.text import Text

from adapters.telegram.saying import notice, words_of
from adapters.telegram.states import Home
from adapters.telegram.widgets.text import PICTURE, VIEW, Notice, T
from adapters.wording import N_

Getter = Callable[..., Awaitable[dict[str, Any]]]
WORDS = F.text & ~F.text.startswith("/")  # what a window that asks for words takes
UNEXPECTED = N_("I did not expect words here. The buttons below lead on.")
KINDLY = {
    ContentType.PHOTO: N_("A nice picture, but there is nothing I can do with it here. The buttons below lead on."),
    ContentType.STICKER: N_("I like it too. The buttons below lead on."),
    ContentType.VOICE: N_("I cannot listen yet. Please write, or use the buttons below."),
    ContentType.VIDEO_NOTE: N_("I cannot listen yet. Please write, or use the buttons below."),
}
OTHER = N_("I can read words and taps only. The buttons below lead on.")


def screen(
    *widgets: Text | Keyboard | Media | BaseInput,
    state: State,
    preview: Any = None,
    pictured: MediaAttachment | None = None,
    getter: Getter | None = None,
) -> Window:
    """A window whose getter gives the `view`, and the `picture` if it has one; `preview` and `pictured` are samples of them."""
    return Window(
        Notice(),
        *widgets,
        LinkPreview(is_disabled=True),
        MessageInput(on_unexpected),
        state=state,
        getter=getter,
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
    said = UNEXPECTED if message.content_type == ContentType.TEXT else KINDLY.get(ContentType(message.content_type), OTHER)
    notice(manager, words_of(manager).text(said))
    manager.show_mode = ShowMode.DELETE_AND_SEND
