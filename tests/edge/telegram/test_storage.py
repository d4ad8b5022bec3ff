"""Where windows and file ids are kept, and what happens when Valkey goes."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from aiogram.enums import ContentType
from aiogram.fsm.storage.base import StateType, StorageKey
from aiogram_dialog.api.entities import MediaId
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as NoConnectionError

from adapters.telegram.media import RedisMediaIds
from adapters.telegram.storage import SteadyStorage, stacks
from tests.support.servers import session_valkey

KEY = StorageKey(bot_id=1, chat_id=2, user_id=2, destiny="aiogd:stack:")
PHOTO = "photo:sea.jpg"


class Flaky(JsonMemoryStorage):
    """A Valkey that can be unplugged."""

    def __init__(self) -> None:
        super().__init__()
        self.down = False
        self.asked = 0

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        self._answer()
        await super().set_data(key, dict(data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        self._answer()
        return dict(await super().get_data(key))

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        self._answer()
        await super().set_state(key, state)

    def _answer(self) -> None:
        self.asked += 1
        if self.down:
            raise NoConnectionError


@pytest.fixture
async def redis() -> AsyncIterator[Redis]:
    with session_valkey() as server:
        client = Redis.from_url(server.url)
        yield client
        await client.aclose()


async def test_windows_are_kept_in_memory_while_valkey_is_away() -> None:
    valkey = Flaky()
    storage = SteadyStorage(valkey)
    await storage.set_data(KEY, {"from": "valkey"})
    valkey.down = True
    assert await storage.get_data(KEY) == {}
    await storage.set_data(KEY, {"from": "memory"})
    assert await storage.get_data(KEY) == {"from": "memory"}


async def test_a_valkey_that_is_away_is_left_alone_for_a_while() -> None:
    valkey = Flaky()
    valkey.down = True
    storage = SteadyStorage(valkey)
    for _ in range(10):
        await storage.get_data(KEY)
    assert valkey.asked == 1


async def test_windows_outlive_the_process_for_a_month_and_more(redis: Redis) -> None:
    await stacks(redis).set_data(KEY, {"window": 1})
    assert await stacks(redis).get_data(KEY) == {"window": 1}
    (key,) = await redis.keys()
    assert await redis.ttl(key) > 31 * 24 * 3600


async def test_without_a_valkey_windows_live_with_the_process() -> None:
    storage = stacks(None)
    await storage.set_data(KEY, {"window": 1})
    assert await storage.get_data(KEY) == {"window": 1}


async def test_a_picture_is_uploaded_once_for_all_processes_of_a_bot(redis: Redis) -> None:
    await RedisMediaIds(redis, 1).save_media_id(None, PHOTO, ContentType.PHOTO, MediaId("file", "unique"))
    assert await RedisMediaIds(redis, 1).get_media_id(None, PHOTO, ContentType.PHOTO) == MediaId("file", "unique")
    assert await RedisMediaIds(redis, 2).get_media_id(None, PHOTO, ContentType.PHOTO) is None


async def test_file_ids_that_are_out_of_reach_only_cost_an_upload() -> None:
    async with Redis(host="127.0.0.1", port=1) as nowhere:
        ids = RedisMediaIds(nowhere, 1)
        assert await ids.get_media_id(None, PHOTO, ContentType.PHOTO) is None
        await ids.save_media_id(None, PHOTO, ContentType.PHOTO, MediaId("file", "unique"))
        assert await ids.get_media_id(None, PHOTO, ContentType.PHOTO) == MediaId("file", "unique")
