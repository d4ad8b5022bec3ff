"""Ordered trouble, sending limits, and the record of calls."""

import asyncio
import time

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SendDice, SendMessage

from adapters.simulator import SimulatorSettings, start_simulator
from tests.edge.simulator.conftest import bot_of, picture, read
from tests.support.simulator import NotSeenError, Person, Simulator


async def texts(person: Person) -> list[str]:
    return [message.text for message in await person.visible() if message.from_bot]


async def test_a_fault_refuses_the_ordered_number_of_calls(bot: Bot, anna: Person, sim: Simulator) -> None:
    await sim.fault(method="sendMessage", code=429, retry_after=7, skip=1, times=2)
    await bot.send_message(anna.id, "раз")
    for _ in range(2):
        with pytest.raises(TelegramRetryAfter) as refusal:
            await bot.send_message(anna.id, "два")
        assert refusal.value.retry_after == 7
    await bot.send_message(anna.id, "три")
    assert await texts(anna) == ["раз", "три"]


async def test_a_fault_may_concern_one_chat_and_any_method(bot: Bot, anna: Person, sim: Simulator) -> None:
    boris = await sim.person(2, "Борис")
    await boris.say("/start")
    await sim.fault(chat_id=anna.id, code=500, description="Internal Server Error", times=None)
    await bot.send_message(boris.id, "да")
    for call in (bot.send_message(anna.id, "нет"), bot.send_chat_action(anna.id, "typing")):
        with pytest.raises(TelegramServerError):
            await call
    await sim.clear_faults()
    await bot.send_message(anna.id, "да")


async def test_a_delayed_call_is_carried_out_late(bot: Bot, anna: Person, sim: Simulator) -> None:
    await sim.fault(method="sendMessage", delay=0.2)
    began = time.monotonic()
    slow = asyncio.create_task(bot.send_message(anna.id, "медленно"))
    await bot.send_chat_action(anna.id, "typing")
    assert time.monotonic() - began < 0.2
    await slow
    assert time.monotonic() - began >= 0.2


async def test_a_call_dropped_before_does_nothing(bot: Bot, anna: Person, sim: Simulator) -> None:
    await sim.fault(method="sendMessage", drop="before")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(anna.id, "потеряно")
    assert await texts(anna) == []
    assert [call["dropped"] for call in await anna.calls("sendMessage")] == ["before"]


async def test_a_call_dropped_after_loses_only_its_answer(bot: Bot, anna: Person, sim: Simulator) -> None:
    await sim.fault(method="sendMessage", drop="after")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(anna.id, "дошло")
    assert await texts(anna) == ["дошло"]


async def test_polling_fails_only_when_it_is_named(bot: Bot, anna: Person, sim: Simulator) -> None:
    await sim.fault(code=500, times=None)
    await anna.say("привет")
    assert len(await read(bot)) == 1
    await sim.clear_faults()
    await sim.fault(method="getUpdates", code=500)
    with pytest.raises(TelegramServerError):
        await bot.get_updates()


async def test_what_is_no_fault_is_refused(sim: Simulator) -> None:
    with pytest.raises(NotSeenError, match="a fault has no colour"):
        await sim.fault(colour="red")
    with pytest.raises(NotSeenError, match="before"):
        await sim.fault(drop="sometimes")
    assert await sim.faults() == []


async def test_calls_are_recorded_with_what_came_and_what_went(bot: Bot, anna: Person, sim: Simulator) -> None:
    began = time.time()
    sent = await bot.send_photo(anna.id, picture(), caption="Вид")
    (call,) = await anna.calls("sendPhoto")
    assert began <= call["at"] <= time.time()
    assert call["ok"]
    assert call["result"]["message_id"] == sent.message_id
    assert (call["params"]["chat_id"], call["params"]["caption"]) == ("1", "Вид")
    assert any(isinstance(value, dict) and value.get("upload") == "room.jpg" for value in call["params"].values())
    assert await sim.calls(after=call["id"]) == []


async def test_an_unknown_method_is_not_found_and_recorded(bot: Bot, anna: Person, sim: Simulator) -> None:
    with pytest.raises(TelegramNotFound, match="method not found"):
        await bot(SendDice(chat_id=anna.id))
    (call,) = await sim.calls("sendDice")
    assert (call["ok"], call["result"]["error_code"]) == (False, 404)


async def test_methods_go_by_any_case_by_get_and_by_json(bot: Bot, anna: Person, sim: Simulator) -> None:
    base = f"/bot{bot.token}"
    by_get = await sim.get(f"{base}/SENDmessage", chat_id=anna.id, text="раз")
    by_json = await sim.post(f"{base}/sendmessage", chat_id=anna.id, text="два")
    assert [by_get["result"]["text"], by_json["result"]["text"]] == ["раз", "два"]
    assert {call["method"] for call in await anna.calls()} == {"sendMessage"}


async def test_wrong_json_in_a_field_is_refused(bot: Bot, anna: Person, sim: Simulator) -> None:
    body = {"chat_id": anna.id, "text": "x", "reply_markup": "{"}
    answer = await sim.http.post(f"/bot{bot.token}/sendMessage", data=body)
    assert answer.json()["description"] == "Bad Request: can't parse reply markup JSON object"
    answer = await sim.http.post(f"/bot{bot.token}/sendMessage", data={"text": "x"})
    assert answer.json()["description"] == "Bad Request: chat_id is empty"


async def test_sending_too_fast_to_one_chat_has_to_wait(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = SimulatorSettings(folder=tmp_path_factory.mktemp("limited"), rate_limits=True)
    running = await start_simulator(settings)
    bot = bot_of(running)
    async with Simulator(running.url) as sim:
        await (await sim.person(1, "Анна")).say("/start")
        for _ in range(3):
            await bot.send_message(1, "да")
        with pytest.raises(TelegramRetryAfter) as refusal:
            await bot(SendMessage(chat_id=1, text="да"))
        assert refusal.value.retry_after == 1
    await bot.session.close()
    await running.stop()


async def test_an_unknown_chat_action_is_refused(bot: Bot, anna: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="wrong parameter action in request"):
        await bot.send_chat_action(anna.id, "dancing")
