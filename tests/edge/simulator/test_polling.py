"""Long polling."""

import asyncio
import time

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError

from adapters.simulator import RunningSimulator
from tests.edge.simulator.conftest import read
from tests.support.simulator import Person, Simulator, until


async def test_updates_come_again_until_an_offset_confirms_them(bot: Bot, anna: Person) -> None:
    await anna.say("раз")
    await anna.say("два")
    first, second = await bot.get_updates()
    assert [update.update_id for update in await bot.get_updates()] == [first.update_id, second.update_id]
    assert await bot.get_updates(offset=second.update_id) == [second]
    assert await bot.get_updates(offset=second.update_id + 1) == []


async def test_a_limit_and_a_negative_offset_choose_what_comes(bot: Bot, anna: Person) -> None:
    for text in ("раз", "два", "три"):
        await anna.say(text)
    assert len(await bot.get_updates(limit=2)) == 2
    (newest,) = await bot.get_updates(offset=-1)
    assert newest.message is not None
    assert newest.message.text == "три"
    assert len(await bot.get_updates()) == 1


async def test_a_waiting_poll_is_woken_by_a_message(bot: Bot, anna: Person, sim: Simulator) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await sim.ready(commands=False)
    began = time.monotonic()
    await anna.say("привет")
    (update,) = await poll
    assert update.message is not None
    assert time.monotonic() - began < 0.5


async def test_a_poll_without_news_ends_in_time(bot: Bot) -> None:
    began = time.monotonic()
    assert await bot.get_updates(timeout=1) == []
    assert 0.9 < time.monotonic() - began < 3


async def test_a_second_poller_ends_the_first(bot: Bot, anna: Person, sim: Simulator) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await sim.ready(commands=False)
    second = asyncio.create_task(bot.get_updates(timeout=30))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await first
    await anna.say("привет")
    assert len(await second) == 1


async def test_only_wanted_kinds_of_updates_are_queued(bot: Bot, anna: Person) -> None:
    await bot.get_updates(allowed_updates=["my_chat_member"])
    await anna.say("не нужно")
    await anna.block()
    (update,) = await read(bot)
    assert update.my_chat_member is not None


async def test_pending_updates_are_counted_and_can_be_dropped(bot: Bot, anna: Person) -> None:
    await anna.say("раз")
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == []


async def test_a_bot_that_went_away_is_no_longer_taken_for_polling(simulator: RunningSimulator, sim: Simulator) -> None:
    head = f"GET /bot{simulator.token}/getUpdates?timeout=30 HTTP/1.1\r\nHost: 127.0.0.1:{simulator.port}\r\n\r\n"
    _, writer = await asyncio.open_connection(simulator.host, simulator.port)
    writer.write(head.encode())
    await sim.ready(commands=False)
    writer.close()
    await writer.wait_closed()

    async def gone() -> bool:
        return not (await sim.state())["polled"]

    await until(gone, 5, lambda: "still polled")


async def test_stopping_cuts_open_polls(bot: Bot, sim: Simulator, simulator: RunningSimulator) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await sim.ready(commands=False)
    began = time.monotonic()
    await simulator.stop()
    assert await poll == []
    assert time.monotonic() - began < 3
