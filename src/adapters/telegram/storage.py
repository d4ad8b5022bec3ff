"""Where the stacks of windows lie: in Valkey, and in this process's memory while Valkey does not answer."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

import structlog
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.fsm.storage.redis import RedisStorage
from redis.asyncio import Redis
from redis.exceptions import RedisError

LIFETIME = timedelta(days=60)  # of a stack nobody touches: a button answers after a month
ANSWER_TIME = 5.0  # seconds for Valkey to answer, a wait for a free connection included
REST = 5.0  # seconds before Valkey is asked again after it did not answer

log = structlog.get_logger(__name__)
Answer = TypeVar("Answer")


def stacks(redis: Redis | None) -> BaseStorage:
    """The storage of the dialogs. Without Valkey they live as long as the process; an unknown tap then reopens its screen."""
    if redis is None:
        return MemoryStorage()
    keys = DefaultKeyBuilder(with_destiny=True, with_bot_id=True)
    return SteadyStorage(RedisStorage(redis, key_builder=keys, state_ttl=LIFETIME, data_ttl=LIFETIME))


class SteadyStorage(BaseStorage):
    """Valkey while it answers. What is stored in memory meanwhile stays there: its buttons reopen their screens later."""

    def __init__(self, valkey: BaseStorage) -> None:
        self._valkey = valkey
        self._memory = MemoryStorage()
        self._ask_again_at = 0.0

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        await self._ask(lambda storage: storage.set_state(key, state))

    async def get_state(self, key: StorageKey) -> str | None:
        return await self._ask(lambda storage: storage.get_state(key))

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._ask(lambda storage: storage.set_data(key, data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return await self._ask(lambda storage: storage.get_data(key))

    async def close(self) -> None:
        """The client belongs to whoever made it."""

    async def _ask(self, question: Callable[[BaseStorage], Awaitable[Answer]]) -> Answer:
        if time.monotonic() >= self._ask_again_at:
            try:
                async with asyncio.timeout(ANSWER_TIME):
                    return await question(self._valkey)
            except (RedisError, OSError) as error:
                self._ask_again_at = time.monotonic() + REST
                log.warning("valkey does not answer, windows are kept in memory", error=repr(error))
        return await question(self._memory)
