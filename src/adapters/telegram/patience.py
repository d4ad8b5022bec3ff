"""A dispatcher that does not leave before those it serves have their answers."""

import asyncio
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update

log = structlog.get_logger(__name__)


class PatientDispatcher(Dispatcher):
    """Knows the updates in hand, however they came; upstream forgets them when polling ends."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._in_hand: set[asyncio.Task[Any]] = set()

    def hold(self, task: asyncio.Task[Any]) -> None:
        """`task` deals with an update: keep it from being forgotten."""
        self._in_hand.add(task)
        task.add_done_callback(self._in_hand.discard)

    async def feed_update(self, bot: Bot, update: Update, **kwargs: Any) -> Any:
        if task := asyncio.current_task():
            self.hold(task)
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
