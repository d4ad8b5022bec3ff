"""The webhook: updates are posted to the bot instead of being fetched by it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiogram.types import BufferedInputFile, Message, Update
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from attrs import define, field

from adapters.simulator import RunningSimulator, SimulatorSettings, start_simulator
from tests.edge.simulator.conftest import bot_of, picture
from tests.support.simulator import Person, Simulator, until

SECRET = "tell-nobody_1"


@define
class Hook:
    """A small server that takes updates: `answers` says what it does with each, 200 once they are used up."""

    url: str = ""
    updates: list[Update] = field(factory=list)
    secrets: list[str | None] = field(factory=list)
    answers: list[web.Response] = field(factory=list)
    at_once: int = 0
    most_at_once: int = 0
    gate: asyncio.Event = field(factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        update = Update.model_validate(await request.json())
        await self.gate.wait()
        self.updates.append(update)
        self.at_once -= 1
        return self.answers.pop(0) if self.answers else web.Response()

    @property
    def texts(self) -> list[str | None]:
        return [update.message.text for update in self.updates if update.message]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    hook.gate.set()
    application = web.Application()
    application.router.add_post("/hook", hook.take)
    async for url in served(application):
        hook.url = f"{url}/hook"
        yield hook
        hook.gate.set()


async def served(application: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def comes(condition: Callable[[], bool]) -> None:
    async def look() -> bool:
        return condition()

    await until(look, 5, lambda: "it did not come to that")


async def delivered(bot: Bot) -> None:
    async def look() -> bool:
        return (await bot.get_webhook_info()).pending_update_count == 0

    await until(look, 5, lambda: "updates are still pending")


async def test_updates_are_posted_with_the_secret(bot: Bot, anna: Person, hook: Hook) -> None:
    await bot.set_webhook(hook.url, secret_token=SECRET)
    await anna.say("привет")
    await comes(lambda: hook.texts == ["привет"])
    assert hook.secrets == [SECRET]
    await delivered(bot)


async def test_what_was_unread_before_is_posted_too_unless_it_is_dropped(bot: Bot, anna: Person, hook: Hook) -> None:
    await anna.say("раз")
    await bot.set_webhook(hook.url, drop_pending_updates=True)
    await anna.say("два")
    await delivered(bot)
    await bot.delete_webhook()
    await anna.say("три")
    await bot.set_webhook(hook.url)
    await delivered(bot)
    assert hook.texts == ["два", "три"]


async def test_webhook_info_tells_how_it_is_set(bot: Bot, hook: Hook) -> None:
    await bot.set_webhook(hook.url, max_connections=7, allowed_updates=["message"])
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.allowed_updates) == (hook.url, 7, ["message"])
    assert info.last_error_message is None
    await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""


async def test_a_refused_update_comes_again_and_the_refusal_is_told(bot: Bot, anna: Person, hook: Hook) -> None:
    hook.answers = [web.Response(status=500), web.Response(status=503)]
    await bot.set_webhook(hook.url)
    await anna.say("привет")
    await comes(lambda: hook.texts == ["привет"] * 3)
    await delivered(bot)
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
    assert len({update.update_id for update in hook.updates}) == 1


async def test_a_closed_port_is_told_and_tried_again(bot: Bot, anna: Person, hook: Hook) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await anna.say("привет")

    async def told() -> bool:
        return "Connection failed" in ((await bot.get_webhook_info()).last_error_message or "")

    await until(told, 5, lambda: "no error was noted")
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.set_webhook(hook.url)
    await delivered(bot)
    assert (await bot.get_webhook_info()).last_error_message is None


async def test_one_persons_messages_keep_their_order_while_others_come_beside(bot: Bot, anna: Person, sim: Simulator, hook: Hook) -> None:
    boris = await sim.person(2, "Борис")
    hook.gate.clear()
    await bot.set_webhook(hook.url)
    for text in ("раз", "два", "три"):
        await anna.say(text)
    await boris.say("и я")
    await comes(lambda: hook.at_once == 2)
    hook.gate.set()
    await delivered(bot)
    assert [text for text in hook.texts if text != "и я"] == ["раз", "два", "три"]


async def test_no_more_come_at_once_than_the_bot_allows(bot: Bot, sim: Simulator, hook: Hook) -> None:
    hook.gate.clear()
    await bot.set_webhook(hook.url, max_connections=2)
    for number in range(5):
        await (await sim.person(10 + number, f"Гость {number}")).say("привет")
    await comes(lambda: hook.at_once == 2)
    hook.gate.set()
    await delivered(bot)
    assert (len(hook.updates), hook.most_at_once) == (5, 2)


async def test_polling_is_refused_while_there_is_a_webhook(bot: Bot, sim: Simulator, hook: Hook) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await sim.ready(commands=False)
    await bot.set_webhook(hook.url)
    with pytest.raises(TelegramConflictError, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await sim.ready(commands=False)


@pytest.mark.parametrize(
    ("url", "secret", "reason"),
    [
        ("http://192.168.1.10/hook", "", "loopback addresses only"),
        ("https://bot.example.com/hook", "", "loopback addresses only"),
        ("ftp://127.0.0.1/hook", "", "an HTTP or HTTPS URL must be provided"),
        ("http://127.0.0.1:port/", "", "invalid webhook URL"),
        ("http://127.0.0.1:9/", "секрет", "secret token contains unallowed characters"),
        ("http://127.0.0.1:9/", "x" * 257, "secret token is too long"),
    ],
)
async def test_what_is_no_webhook_is_refused(bot: Bot, url: str, secret: str, reason: str) -> None:
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.set_webhook(url, secret_token=secret)


async def test_a_call_in_the_answer_is_carried_out_and_recorded(bot: Bot, anna: Person, sim: Simulator, hook: Hook) -> None:
    hook.answers = [web.json_response({"method": "sendMessage", "chat_id": anna.id, "text": "<b>Да</b>", "parse_mode": "HTML"})]
    await bot.set_webhook(hook.url)
    await anna.say("?")
    assert (await anna.sees("Да")).raw["entities"][0]["type"] == "bold"
    (call,) = await sim.calls("sendMessage")
    assert call["ok"]


@pytest.mark.parametrize("body", ["{", "[]", "true", '{"method": "sendMessage"}', '{"method": "noSuchThing"}'])
async def test_an_answer_that_is_no_call_is_passed_over(bot: Bot, anna: Person, hook: Hook, body: str) -> None:
    hook.answers = [web.Response(text=body, content_type="application/json")]
    await bot.set_webhook(hook.url)
    await anna.say("раз")
    await delivered(bot)
    await anna.say("два")
    await comes(lambda: hook.texts == ["раз", "два"])


async def test_aiograms_own_webhook_answers_with_files(bot: Bot, anna: Person) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def reply(message: Message) -> object:
        if message.text == "фото":
            return message.answer_photo(picture(), caption="Вид")
        return message.answer_document(BufferedInputFile(b"BEGIN:VCALENDAR", "trip.ics"))

    application = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET).register(application, "/hook")
    async for url in served(application):
        await bot.set_webhook(f"{url}/hook", secret_token=SECRET)
        await anna.say("фото")
        assert (await anna.sees("Вид")).has_photo
        await anna.say("файл")
        await comes_document(anna)


async def comes_document(person: Person) -> None:
    async def look() -> bool:
        return (await person.last()).document is not None

    await until(look, 5, lambda: "no file came")
    document = (await person.last()).document
    assert document is not None
    assert (document["file_name"], document["file_size"]) == ("trip.ics", 15)


async def test_a_silent_webhook_is_asked_again_and_a_restart_goes_on(tmp_path: Path, hook: Hook) -> None:
    settings = SimulatorSettings(folder=tmp_path, webhook_timeout=0.1)
    hook.gate.clear()
    first = await start_simulator(settings)
    await hang(first, hook)
    await first.stop()
    hook.gate.set()
    second = await start_simulator(settings)
    await comes(lambda: hook.texts[-1:] == ["после перезапуска"])
    await second.stop()


async def hang(running: RunningSimulator, hook: Hook) -> None:
    """Leave a message the webhook has not taken."""
    bot = bot_of(running)
    await bot.set_webhook(hook.url)
    async with Simulator(running.url) as sim:
        await (await sim.person(1, "Анна")).say("после перезапуска")

        async def timed_out() -> bool:
            return (await bot.get_webhook_info()).last_error_message == "Read timeout expired"

        await until(timed_out, 5, lambda: "no timeout was noted")
    await bot.session.close()
