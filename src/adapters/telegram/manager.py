"""The dialog manager that answers a tap with what its handler wanted to say."""

from dataclasses import replace
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, ErrorEvent, Message
from aiogram_dialog import ChatEvent, DialogManager, ShowMode
from aiogram_dialog.api.entities import OldMessage, UnknownText
from aiogram_dialog.api.entities.stack import id_to_str, new_int_id
from aiogram_dialog.api.internal import CONTEXT_KEY, DialogManagerFactory
from aiogram_dialog.api.protocols import DialogRegistryProtocol, MediaIdStorageProtocol, MessageManagerProtocol
from aiogram_dialog.manager.manager import ManagerImpl
from aiogram_dialog.utils import remove_intent_id

from adapters.telegram.saying import TOAST, Toast, answer
from adapters.telegram.subjects import marked


class TalkingManager(ManagerImpl):
    """One answer for a tap, after the window is drawn, with the handler's toast if it has one.

    Whatever was tapped, the last window is the one that is drawn again or replaced: a tap may come from a message that is no window
    (a notice, which is left alone), or that shows a window no longer known (which is taken away, so that windows do not pile up).
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
        leftover = self._leftover()
        self._mark()
        await super().show(show_mode)
        if leftover:
            await self.message_manager.remove_kbd(self.middleware_data["bot"], ShowMode.DELETE_AND_SEND, leftover)
        while self._left:
            await self.storage().remove_context(self._left.pop())

    def _mark(self) -> None:
        """Let the buttons of the window tell what it is about, and let it share its id with no other one.

        Upstream makes ids of the second and one of a hundred numbers: of two windows opened at once one may take the other's place.
        """
        if not self.has_context():
            return
        context, stack = self.current_context(), self.current_stack()
        if not stack.intents or stack.intents[-1] != context.id:
            return
        others = {*stack.intents[:-1], *self._left}
        told = marked(context.id, context.start_data)
        while told in others:
            told = marked(id_to_str(new_int_id()), context.start_data)
        if told != context.id:
            stack.intents[-1] = told
            self.middleware_data[CONTEXT_KEY] = replace(context, _intent_id=told)
            if context.id not in others:
                self._left.append(context.id)

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
        if window := self._last_window():
            return window
        return super()._get_message_from_callback(event) if _is_on_window(event) else None

    def _leftover(self) -> OldMessage | None:
        """The window that was tapped, when it is not the last one: the last was lost with the memory of it, or this one was."""
        event, last = _told_of(self.event), self.current_stack().last_message_id
        if not isinstance(event, CallbackQuery) or event.message is None or last in {None, event.message.message_id}:
            return None
        return super()._get_message_from_callback(event) if _is_on_window(event) else None

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


def _told_of(event: object) -> object:
    """What an error is about, when it is one."""
    return event.update.event if isinstance(event, ErrorEvent) else event


def _is_on_window(event: CallbackQuery) -> bool:
    """Whether the message has buttons of a window, whatever was tapped on it."""
    keyboard = event.message.reply_markup if isinstance(event.message, Message) else None
    carried = [button.callback_data for row in keyboard.inline_keyboard for button in row] if keyboard else []
    return any(remove_intent_id(data)[0] for data in carried if data)


class TalkingManagerFactory(DialogManagerFactory):
    """Makes a manager for each update."""

    def __init__(self, messages: MessageManagerProtocol, media_ids: MediaIdStorageProtocol) -> None:
        self._messages = messages
        self._media_ids = media_ids

    def __call__(self, event: ChatEvent, data: dict[str, Any], registry: DialogRegistryProtocol, router: Router) -> DialogManager:
        return TalkingManager(event, data, self._messages, self._media_ids, registry, router)
