"""A running simulator, the real aiogram client as its bot, and people."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile, Update
from PIL import Image

from adapters.simulator import RunningSimulator, SimulatorSettings, start_simulator
from tests.support.simulator import Person, Simulator


@pytest.fixture
async def simulator(tmp_path: Path) -> AsyncIterator[RunningSimulator]:
    running = await start_simulator(SimulatorSettings(folder=tmp_path / "simulator"))
    yield running
    await running.stop()


@pytest.fixture
async def sim(simulator: RunningSimulator) -> AsyncIterator[Simulator]:
    async with Simulator(simulator.url) as steering:
        yield steering


@pytest.fixture
async def bot(simulator: RunningSimulator) -> AsyncIterator[Bot]:
    client = bot_of(simulator)
    yield client
    await client.session.close()


@pytest.fixture
async def anna(sim: Simulator, bot: Bot) -> Person:
    """Has written to the bot, which has read it."""
    anna = await sim.person(1, "Анна", last_name="Смирнова", username="anna", language_code="ru")
    await anna.say("/start")
    await read(bot)
    return anna


class PromptSession(AiohttpSession):
    """Closes at once: aiogram's own close sleeps a quarter of a second for the sake of TLS connections."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def bot_of(simulator: RunningSimulator) -> Bot:
    return Bot(simulator.token, session=PromptSession(api=TelegramAPIServer.from_base(simulator.url)))


async def read(bot: Bot) -> list[Update]:
    """What is unread, confirmed."""
    updates = await bot.get_updates(timeout=5)
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)
    return updates


def picture(width: int = 1600, height: int = 900, colour: str = "teal") -> BufferedInputFile:
    target = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(target, "JPEG")
    return BufferedInputFile(target.getvalue(), "room.jpg")
