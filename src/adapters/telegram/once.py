"""An update that Telegram posts again, because it never heard our answer, is dealt with once."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from aiogram_dialog.api.entities import DialogUpdate
from attrs import define, field
from redis.asyncio import Redis
from redis.exceptions import RedisError

AT_HAND = 10_000  # updates this process remembers
LIFETIME = 3600  # seconds for which Valkey remembers; what goes wrong is posted again within minutes
ANSWER_TIME = 1.0  # seconds for Valkey to answer
REST = 5.0  # seconds before Valkey is asked again after it did not answer

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

log = structlog.get_logger(__name__)


@define
class SeenUpdates:
    """Which updates of a bot were begun: by any of its processes as Valkey knows, by this one without it."""

    redis: Redis
    bot_id: int
    _at_hand: dict[int, None] = field(factory=dict)
    _ask_again_at: float = 0.0

    async def is_new(self, update_id: int) -> bool:
        """True for whoever asks first."""
        if update_id in self._at_hand:
            return False
        self._at_hand[update_id] = None
        if len(self._at_hand) > AT_HAND:
            del self._at_hand[next(iter(self._at_hand))]
        return await self._is_new_to_others(update_id)

    async def _is_new_to_others(self, update_id: int) -> bool:
        if time.monotonic() < self._ask_again_at:
            return True
        try:
            async with asyncio.timeout(ANSWER_TIME):
                return bool(await self.redis.set(f"update:{self.bot_id}:{update_id}", b"", nx=True, ex=LIFETIME))
        except (RedisError, OSError) as error:
            self._ask_again_at = time.monotonic() + REST
            log.warning("valkey does not answer, updates are remembered by this process alone", error=repr(error))
            return True


class OnceMiddleware(BaseMiddleware):
    """Asked once it is this person's turn, so that the question does not shuffle their taps."""

    def __init__(self, seen: SeenUpdates) -> None:
        self._seen = seen

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if await self._came_before(event):
            return None
        return await handler(event, data)

    async def _came_before(self, event: TelegramObject) -> bool:
        if not isinstance(event, Update) or isinstance(event, DialogUpdate):  # what dialogs tell themselves has no id of its own
            return False
        if await self._seen.is_new(event.update_id):
            return False
        log.info("update came again", update=event.update_id)
        return True
