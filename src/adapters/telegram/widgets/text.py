"""Texts in the person's language."""

from collections.abc import Callable
from typing import Any

from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.text import Text

from adapters.telegram.saying import NOTICE, words_of
from adapters.telegram.widgets.lines import italic
from adapters.wording import Wording

VIEW = "view"  # what a getter gives: all that the window says
PICTURE = "picture"  # what its `DynamicMedia` shows, None for nothing
Telling = Callable[[Any, Wording], str]
ItemTelling = Callable[[Any, Any, Wording], str]


class T(Text):
    """A text of the catalogue that needs no values: for buttons and hints."""

    def __init__(self, msgid: str, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.msgid = msgid

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return words_of(manager).text(self.msgid)


class Told(Text):
    """What `telling` makes of the window's view: HTML for a window (by `Wording.html`), plain text for a button."""

    def __init__(self, telling: Telling, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.telling = telling

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return str(self.telling(data[VIEW], words_of(manager)))


class ItemTold(Text):
    """As `Told`, for one item of a list of buttons: `telling` is given the item, then the view and the wording."""

    def __init__(self, telling: ItemTelling) -> None:
        super().__init__()
        self.telling = telling

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return str(self.telling(data["item"], data["data"][VIEW], words_of(manager)))


class Notice(Text):
    """What has to be said above the window's own text, if anything."""

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        said = manager.middleware_data.get(NOTICE)
        return italic(said) + "\n" if said else ""
