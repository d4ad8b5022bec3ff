"""The webhook: who may post, what is taken, and that an update is dealt with once and in its turn."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiogram import Bot
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.methods import SendMessage
from aiogram.types import Message, TelegramObject, Update
from aiogram_dialog.api.entities import DialogUpdate
from attrs import define, field
from litestar import Litestar
from redis.asyncio import Redis

from adapters.embedded import ValkeyServer
from adapters.redis import connect
from adapters.simulator import RunningSimulator, SimulatorSettings, start_simulator
from adapters.telegram.bot import make_bot
from adapters.telegram.once import AT_HAND, OnceMiddleware, SeenUpdates
from adapters.telegram.patience import PatientDispatcher
from adapters.telegram.webhook import LARGEST, SECRET_HEADER, Webhook, WebhookRefusedError, secret_of
from entrypoints.serving import serving
from tests.support.ports import free_port
from tests.support.servers import empty_valkey
from tests.support.simulator import Simulator, until

NOWHERE = "redis://127.0.0.1:1/0"


@define
class Office:
    """A bot behind a webhook that writes down what it is told, and waits at the gate before each answer."""

    bot: Bot
    redis: Redis
    heard: list[str] = field(factory=list)
    gate: asyncio.Event = field(factory=asyncio.Event)
    events: list[str] = field(factory=list)
    dispatcher: PatientDispatcher = field(factory=PatientDispatcher)
    url: str = field(factory=lambda: f"http://127.0.0.1:{free_port()}/hook")
    webhook: Webhook = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.gate.set()
        self.webhook = Webhook(self.bot, self.dispatcher, SeenUpdates(self.redis, self.bot.id))
        self.dispatcher.message.register(self.answer)
        self.dispatcher.startup.register(lambda: self.events.append("startup"))
        self.dispatcher.shutdown.register(lambda: self.events.append("shutdown"))

    async def answer(self, message: Message) -> SendMessage:
        await self.gate.wait()
        self.heard.append(str(message.text))
        if message.text == "break":
            raise RuntimeError("a bug, as there will be")
        return message.answer(f"You said {message.text}")

    async def open(self) -> AsyncIterator[None]:
        app = Litestar([self.webhook.route("/hook")], openapi_config=None, logging_config=None)
        port = httpx.URL(self.url).port
        assert port
        async with self.webhook.at_work(5), serving(app, "127.0.0.1", port):
            yield

    async def post(self, content: Any, secret: str | None = None) -> int:
        """The status of the answer to this post; with the right secret unless told."""
        headers = {SECRET_HEADER: secret_of(self.bot.token) if secret is None else secret}
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.post(self.url, content=raw, headers={**headers, "Content-Type": "application/json"})
        assert b"method" not in answer.content, "a call in the answer is a call whose result nobody hears"
        return answer.status_code

    async def hears(self, *texts: str) -> None:
        async def heard() -> bool:
            return tuple(self.heard) == texts

        await until(heard, 5, lambda: f"{self.heard} instead of {texts}")


def says(text: str, update_id: int, person: int = 1) -> dict[str, Any]:
    chat = {"id": person, "type": "private", "first_name": "Anna"}
    sender = {"id": person, "is_bot": False, "first_name": "Anna"}
    return {"update_id": update_id, "message": {"message_id": update_id, "date": 1, "chat": chat, "from": sender, "text": text}}


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[RunningSimulator]:
    settings = SimulatorSettings(folder=tmp_path / "simulator", webhook_timeout=0.5)
    running = await start_simulator(settings)
    yield running
    await running.stop()


@pytest.fixture
async def sim(running: RunningSimulator) -> AsyncIterator[Simulator]:
    async with Simulator(running.url) as steering:
        yield steering


@pytest.fixture
async def bot(running: RunningSimulator) -> AsyncIterator[Bot]:
    bot = make_bot(running.token, running.url)
    yield bot
    await bot.session.close()


@pytest.fixture
def forgetful(valkey_server: ValkeyServer) -> ValkeyServer:
    """Valkey, empty."""
    empty_valkey(valkey_server)
    return valkey_server


@pytest.fixture
async def redis(forgetful: ValkeyServer) -> AsyncIterator[Redis]:
    client = connect(forgetful.url)
    yield client
    await client.aclose(close_connection_pool=True)


@pytest.fixture
async def office(bot: Bot, redis: Redis) -> AsyncIterator[Office]:
    office = Office(bot, redis)
    async for _ in office.open():
        yield office
        office.gate.set()


async def unread(office: Office) -> int:
    return (await office.bot.get_webhook_info()).pending_update_count


async def acknowledged(office: Office) -> None:
    async def none() -> bool:
        return await unread(office) == 0

    await until(none, 5, lambda: "an update was not acknowledged")


async def test_what_people_write_is_heard_and_answered(office: Office, sim: Simulator) -> None:
    await office.webhook.announce(office.url)
    anna = await sim.person(1, "Anna")
    await anna.say("good morning")
    await anna.sees("You said good morning")
    info = await office.bot.get_webhook_info()
    assert (info.url, info.allowed_updates) == (office.url, ["message"])
    assert office.events == ["startup"]


@pytest.mark.parametrize("secret", ["", "0" * 64, "секрет"])
async def test_whoever_does_not_know_the_secret_is_refused(office: Office, secret: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(office.url, json=says("hello", 1), headers={SECRET_HEADER.encode(): secret.encode()})
    assert answer.status_code == 401
    assert office.heard == []


async def test_a_foreign_body_is_not_even_read_without_the_secret(office: Office) -> None:
    assert await office.post(b"{", secret="wrong") == 401


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"update"', b"{}", b'{"update_id": "7"}', b'{"update_id": true}', b"\xff"])
async def test_what_is_no_update_is_a_bad_request(office: Office, body: bytes) -> None:
    assert await office.post(body) == 400


async def test_a_post_has_a_limit(office: Office) -> None:
    assert await office.post(says("x" * LARGEST, 1)) == 413


async def test_nothing_else_is_there(office: Office) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(office.url)).status_code == 405
        assert (await client.post(f"{office.url}/x", json={})).status_code == 404


async def test_an_update_of_a_kind_nobody_knows_is_taken_lest_it_comes_for_ever(office: Office) -> None:
    assert await office.post({"update_id": 1, "message": {"from": "the future"}}) == 200
    assert await office.post(says("still here", 2)) == 200
    await office.hears("still here")


async def test_a_bug_in_a_handler_holds_up_nobody(office: Office, sim: Simulator) -> None:
    anna = await sim.person(1, "Anna")
    assert await office.post(says("break", 1000)) == 200
    await office.webhook.announce(office.url)
    await anna.say("on we go")
    await anna.sees("You said on we go")
    assert await unread(office) == 0


async def test_an_update_that_comes_again_is_dealt_with_once(office: Office) -> None:
    for _ in range(3):
        assert await office.post(says("once", 7)) == 200
    await office.post(says("next", 8))
    await office.hears("once", "next")


async def test_an_update_that_comes_to_two_bots_is_dealt_with_once(office: Office, redis: Redis) -> None:
    other = Office(office.bot, redis)
    async for _ in other.open():
        assert await office.post(says("to both", 7)) == 200
        await office.hears("to both")
        assert await other.post(says("to both", 7)) == 200
        assert await other.post(says("to the other", 8)) == 200
        await other.hears("to the other")


async def test_without_valkey_a_bot_remembers_for_itself(bot: Bot) -> None:
    redis = connect(NOWHERE)
    office = Office(bot, redis)
    async for _ in office.open():
        for _ in range(2):
            assert await office.post(says("once", 7)) == 200
        await office.post(says("next", 8))
        await office.hears("once", "next")
    await redis.aclose(close_connection_pool=True)


async def test_what_dialogs_tell_themselves_never_came_before() -> None:
    redis, heard = connect(NOWHERE), list[int]()
    once = OnceMiddleware(SeenUpdates(redis, 1))

    async def hear(event: TelegramObject, _: dict[str, Any]) -> None:
        assert isinstance(event, Update)
        heard.append(event.update_id)

    for update in (DialogUpdate.model_construct(update_id=0), Update(update_id=7)):
        for _ in range(2):
            await once(hear, update, {})
    assert heard == [0, 0, 7]
    await redis.aclose(close_connection_pool=True)


async def test_what_a_bot_remembers_is_bounded() -> None:
    redis = connect(NOWHERE)
    seen = SeenUpdates(redis, 1)
    assert all([await seen.is_new(number) for number in range(AT_HAND + 10)])
    assert not await seen.is_new(AT_HAND)
    assert await seen.is_new(0), "forgotten, to make room"
    await redis.aclose(close_connection_pool=True)


async def test_one_persons_messages_are_dealt_with_in_their_order(bot: Bot, redis: Redis) -> None:
    office = Office(bot, redis, dispatcher=PatientDispatcher(events_isolation=SimpleEventIsolation()))
    async for _ in office.open():
        for number in range(20):
            await office.post(says(str(number), number + 1))
        await office.hears(*map(str, range(20)))


async def test_an_answer_is_not_waited_for(office: Office, sim: Simulator) -> None:
    office.gate.clear()
    await office.webhook.announce(office.url)
    anna = await sim.person(1, "Anna")
    await anna.say("slow")
    await acknowledged(office)
    assert office.heard == []
    office.gate.set()
    await anna.sees("You said slow")


async def test_a_bot_that_is_away_hears_everything_later(bot: Bot, redis: Redis, sim: Simulator) -> None:
    office = Office(bot, redis)
    async for _ in office.open():
        await office.webhook.announce(office.url)
    anna = await sim.person(1, "Anna")
    await anna.say("anybody?")

    async def troubled() -> bool:
        return (await bot.get_webhook_info()).last_error_date is not None

    await until(troubled, 5, lambda: "the post did not fail")
    successor = Office(bot, redis, url=office.url)
    async for _ in successor.open():
        await anna.sees("You said anybody?")


async def test_what_was_acknowledged_is_dealt_with_before_the_end(bot: Bot, redis: Redis, sim: Simulator) -> None:
    office = Office(bot, redis)
    office.gate.clear()
    anna = await sim.person(1, "Anna")
    async for _ in office.open():
        await office.webhook.announce(office.url)
        await anna.say("last words")
        await acknowledged(office)
        asyncio.get_running_loop().call_later(0.2, office.gate.set)
    assert office.events == ["startup", "shutdown"]
    await anna.sees("You said last words")


async def test_an_update_that_never_ends_is_given_up(bot: Bot, redis: Redis) -> None:
    dispatcher = PatientDispatcher()
    stuck = asyncio.create_task(asyncio.Event().wait())
    dispatcher.hold(stuck)
    await dispatcher.drain(0.05)
    assert stuck.cancelled()


async def test_an_address_that_is_refused_comes_with_its_reason(office: Office) -> None:
    with pytest.raises(WebhookRefusedError, match="loopback"):
        await office.webhook.announce("https://rent.example/hook")


def test_the_secret_is_the_same_in_every_process_and_does_not_tell_the_token() -> None:
    one, other = secret_of("1:one"), secret_of("1:other")
    assert one == secret_of("1:one") != other
    assert len(one) == 64
