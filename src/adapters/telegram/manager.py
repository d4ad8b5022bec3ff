"""The dialog manager that answers a tap with what its handler wanted to say."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import ChatEvent, DialogManager, ShowMode
from aiogram_dialog.api.entities import OldMessage, UnknownText
from aiogram_dialog.api.internal import CONTEXT_KEY, DialogManagerFactory
from aiogram_dialog.api.protocols import DialogRegistryProtocol, MediaIdStorageProtocol, MessageManagerProtocol
from aiogram_dialog.manager.manager import ManagerImpl
from aiogram_dialog.utils import remove_intent_id

from adapters.telegram.saying import TOAST, Toast, answer


class TalkingManager(ManagerImpl):
    """One answer for a tap, after the window is drawn, with the handler's toast if it has one.

    A tap below a message that is no window (a notice) leaves that message alone: the window it opens replaces the last window.
    Windows are forgotten only once their successor is on the screen: when Telegram refuses to draw it, the same tap works again.
    """

    def __init__(
        self,
        event: ChatEvent,
        data: dict[str, Any],
        messages: MessageManagerProtocol,
        media_ids: MediaIdStorageProtocol,
        registry: DialogRegistryProtocol,
        router: Router,
    ) -> None:
        super().__init__(event, messages, media_ids, registry, router, data, None)
        self._left: list[str] = []

    async def reset_stack(self, remove_keyboard: bool = True) -> None:
        stack = self.current_stack()
        self._left.extend(stack.intents)
        stack.intents.clear()
        if remove_keyboard:
            await self._remove_kbd()
        self.middleware_data[CONTEXT_KEY] = None

    async def show(self, show_mode: ShowMode | None = None) -> None:
        await super().show(show_mode)
        while self._left:
            await self.storage().remove_context(self._left.pop())

    async def vanish(self) -> None:
        """Forget the person's windows: nothing is drawn any more, and nothing of them stays stored."""
        stack = self.current_stack()
        for intent in (*self._left, *stack.intents):
            await self.storage().remove_context(intent)
        stack.intents.clear()
        stack.last_message_id = stack.last_media_id = stack.last_media_unique_id = stack.last_income_media_group_id = None
        self.middleware_data[CONTEXT_KEY] = None

    async def answer_callback(self) -> None:
        said = self.middleware_data.pop(TOAST, None)
        if isinstance(said, Toast) and isinstance(self.event, CallbackQuery):
            await answer(self.event, said.text, alert=said.alert)
        else:
            await super().answer_callback()

    def _get_message_from_callback(self, event: CallbackQuery) -> OldMessage | None:
        intent, _ = remove_intent_id(event.data or "")
        if intent and isinstance(event.message, Message):
            return super()._get_message_from_callback(event)
        return self._last_window()

    def _last_window(self) -> OldMessage | None:
        """As the stack remembers it: also for taps on messages so old that Telegram no longer shows them to us."""
        stack = self.current_stack()
        if not stack.last_message_id:
            return None
        return OldMessage(
            message_id=stack.last_message_id,
            chat=self.middleware_data["event_chat"],
            text=UnknownText.UNKNOWN,
            media_id=stack.last_media_id,
            media_uniq_id=stack.last_media_unique_id,
            has_reply_keyboard=stack.last_reply_keyboard,
        )


class TalkingManagerFactory(DialogManagerFactory):
    """Makes a manager for each update."""

    def __init__(self, messages: MessageManagerProtocol, media_ids: MediaIdStorageProtocol) -> None:
        self._messages = messages
        self._media_ids = media_ids

    def __call__(self, event: ChatEvent, data: dict[str, Any], registry: DialogRegistryProtocol, router: Router) -> DialogManager:
        return TalkingManager(event, data, self._messages, self._media_ids, registry, router)
