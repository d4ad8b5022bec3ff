"""A dispatcher that serves each person in turn, and does not leave before all have their answers."""

import asyncio
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.dispatcher.middlewares.user_context import UserContextMiddleware
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.types import Update

log = structlog.get_logger(__name__)


class PatientDispatcher(Dispatcher):
    """Knows the updates in hand, however they came; upstream forgets them when polling ends.

    A person's next update waits until the last one is dealt with to its end. Upstream's isolation is over when a handler has failed:
    two old buttons tapped at once were answered at once, and each answer drew a window.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._in_hand: set[asyncio.Task[Any]] = set()
        self._turns = SimpleEventIsolation()

    def hold(self, task: asyncio.Task[Any]) -> None:
        """`task` deals with an update: keep it from being forgotten."""
        self._in_hand.add(task)
        task.add_done_callback(self._in_hand.discard)

    async def feed_update(self, bot: Bot, update: Update, **kwargs: Any) -> Any:
        if task := asyncio.current_task():
            self.hold(task)
        async with self._turns.lock(_whose(bot, update)):
            return await super().feed_update(bot, update, **kwargs)

    async def drain(self, seconds: float) -> None:
        """Returns when everything in hand is done; gives up what is not after `seconds`."""
        in_hand = self._in_hand - {asyncio.current_task()}
        if not in_hand:
            return
        _, late = await asyncio.wait(in_hand, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            log.error("updates are given up", late=len(late))
            await asyncio.wait(late)


def _whose(bot: Bot, update: Update) -> StorageKey:
    """The person's key; what comes from nobody waits for nobody else."""
    context = UserContextMiddleware.resolve_event_context(update)
    return StorageKey(bot.id, context.chat_id or 0, context.user_id or update.update_id)
