"""The stream of what people see."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from attrs import frozen

from tests.support.simulator import NotSeenError, Person, Simulator


@frozen
class Heard:
    id: str
    kind: str
    data: dict[str, Any]


@asynccontextmanager
async def listening(sim: Simulator, path: str, last_event_id: str | None = None) -> AsyncIterator[AsyncIterator[Heard]]:
    headers = {"Last-Event-ID": last_event_id} if last_event_id else {}
    async with sim.http.stream("GET", path, headers=headers) as response:
        yield events(response.aiter_lines())


async def events(lines: AsyncIterator[str]) -> AsyncIterator[Heard]:
    fields: dict[str, str] = {}
    async for line in lines:
        if not line and "data" in fields:
            yield Heard(fields["id"], fields["event"], json.loads(fields["data"]))
        if not line:
            fields = {}
        elif not line.startswith(":"):
            name, _, value = line.partition(": ")
            fields[name] = value


async def heard(stream: AsyncIterator[Heard], kind: str) -> Heard:
    async for event in stream:
        if event.kind == kind:
            return event
    raise AssertionError(f"the stream ended without {kind}")


async def test_a_person_hears_messages_typing_and_answers(bot: Bot, anna: Person, sim: Simulator) -> None:
    markup = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Да", callback_data="yes")]])
    async with listening(sim, f"{anna.path}/events") as stream:
        assert (await heard(stream, "hello")).data["person_id"] is None
        await bot.send_chat_action(anna.id, "typing")
        assert (await heard(stream, "typing")).data["action"] == "typing"
        await bot.send_message(anna.id, "Берём?", reply_markup=markup)
        assert (await heard(stream, "message")).data["message"]["text"] == "Берём?"
        asked = await anna.tap("Да", wait=0)
        await bot.answer_callback_query(asked.callback_id, text="Готово")
        answer = (await heard(stream, "answer")).data
        assert (answer["callback_id"], answer["text"]) == (asked.callback_id, "Готово")


async def test_nobody_hears_of_others(bot: Bot, anna: Person, sim: Simulator) -> None:
    boris = await sim.person(2, "Борис")
    async with listening(sim, f"{anna.path}/events") as stream:
        await heard(stream, "hello")
        await boris.say("не для Анны")
        await bot.send_message(anna.id, "для Анны")
        assert (await heard(stream, "message")).data["message"]["text"] == "для Анны"


async def test_several_people_share_one_stream(anna: Person, sim: Simulator) -> None:
    boris = await sim.person(2, "Борис")
    async with listening(sim, "/sim/events?people=1,2") as stream:
        await heard(stream, "hello")
        await anna.say("раз")
        await boris.say("два")
        assert (await heard(stream, "message")).data["person_id"] == 1
        assert (await heard(stream, "message")).data["person_id"] == 2


async def test_what_was_missed_comes_after_a_reconnect(anna: Person, sim: Simulator) -> None:
    async with listening(sim, f"{anna.path}/events") as stream:
        hello = await heard(stream, "hello")
    await anna.say("раз")
    async with listening(sim, f"{anna.path}/events", hello.id) as stream:
        missed = await heard(stream, "message")
        assert missed.data["message"]["text"] == "раз"
    await anna.say("два")
    async with listening(sim, f"{anna.path}/events", missed.id) as stream:
        assert (await heard(stream, "message")).data["message"]["text"] == "два"


async def test_a_listener_from_before_a_restart_is_told_to_reload(anna: Person, sim: Simulator) -> None:
    async with listening(sim, f"{anna.path}/events", "deadbeef-17") as stream:
        assert (await heard(stream, "reload")).kind == "reload"


async def test_a_refused_call_shows_nothing(bot: Bot, anna: Person, sim: Simulator) -> None:
    async with listening(sim, f"{anna.path}/events") as stream:
        await heard(stream, "hello")
        await sim.http.post(f"/bot{bot.token}/sendMessage", data={"chat_id": "1", "text": ""})
        await bot.send_message(anna.id, "да")
        assert (await heard(stream, "message")).data["message"]["text"] == "да"


async def test_a_stream_needs_people(sim: Simulator) -> None:
    with pytest.raises(NotSeenError, match="list of ids"):
        await sim.get("/sim/events", people="anna")
