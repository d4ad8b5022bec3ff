"""What outlives a stop and a start."""

import os
import signal
import sys
from asyncio import create_subprocess_exec, wait_for
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from adapters.simulator import FolderInUseError, SimulatorSettings, start_simulator
from tests.edge.simulator.conftest import bot_of, picture, read
from tests.support.simulator import Simulator

PROGRAM = """
import sys
from pathlib import Path
from adapters.simulator import SimulatorSettings, run_simulator
run_simulator(SimulatorSettings(folder=Path(sys.argv[1])))
"""


async def test_chats_people_files_ids_and_unread_updates_survive(tmp_path: Path) -> None:
    settings = SimulatorSettings(folder=tmp_path / "sim with a space")
    first = await start_simulator(settings)
    bot = bot_of(first)
    async with Simulator(first.url) as sim:
        anna = await sim.person(1, "Анна", language_code="ru")
        await anna.say("/start")
        (started,) = await read(bot)
        photo = await bot.send_photo(1, picture(), reply_markup=one_button())
        await anna.say("пока бота нет")
    await bot.session.close()
    await first.stop()

    second = await start_simulator(settings)
    bot = bot_of(second)
    async with Simulator(second.url) as sim:
        anna = await sim.person(1, "Анна")
        (unread,) = await read(bot)
        assert unread.message is not None
        assert (unread.message.text, unread.update_id) == ("пока бота нет", started.update_id + 1)
        assert [message.text for message in await anna.chat()] == ["/start", "", "пока бота нет"]
        assert await anna.buttons() == ["Да"]
        assert photo.photo is not None
        again = await bot.send_photo(1, photo.photo[-1].file_id)
        assert again.message_id == unread.message.message_id + 1
    await bot.session.close()
    await second.stop()
    assert second.token == first.token


def one_button() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Да", callback_data="yes")]])


async def test_one_folder_serves_one_simulator(tmp_path: Path) -> None:
    running = await start_simulator(SimulatorSettings(folder=tmp_path))
    with pytest.raises(FolderInUseError, match="another simulator is using"):
        await start_simulator(SimulatorSettings(folder=tmp_path))
    await running.stop()


async def test_a_taken_port_is_an_error(tmp_path: Path) -> None:
    running = await start_simulator(SimulatorSettings(folder=tmp_path / "one"))
    with pytest.raises(OSError, match="in use"):
        await start_simulator(SimulatorSettings(folder=tmp_path / "two", port=running.port))
    await running.stop()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_process_of_its_own_stops_in_order_on_a_signal(tmp_path: Path, number: signal.Signals) -> None:
    process = await start_process(tmp_path)
    address = (await first_line(process)).removeprefix("Chats: ").rstrip("/")
    async with Simulator(address) as sim:
        assert (await sim.person(1, "Анна")).id == 1
    process.send_signal(number)
    assert await wait_for(process.wait(), 10) == 0


async def test_a_killed_process_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    process = await start_process(tmp_path)
    async with Simulator((await first_line(process)).removeprefix("Chats: ").rstrip("/")) as sim:
        await (await sim.person(1, "Анна")).say("/start")
    process.kill()
    await process.wait()
    running = await start_simulator(SimulatorSettings(folder=tmp_path))
    async with Simulator(running.url) as sim:
        assert len(await (await sim.person(1, "Анна")).chat()) == 1
    await running.stop()


async def start_process(folder: Path) -> Process:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return await create_subprocess_exec(sys.executable, "-c", PROGRAM, str(folder), stdout=PIPE, env=environment)


async def first_line(process: Process) -> str:
    assert process.stdout is not None
    return (await wait_for(process.stdout.readline(), 20)).decode().strip()
