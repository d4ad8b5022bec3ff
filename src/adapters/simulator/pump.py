"""Posts updates to the webhook: several at once, one person's in their order, again and again until they are taken."""

import asyncio
import time
from contextlib import suppress
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector
from attrs import define, field, frozen

from adapters.simulator.calling import carry_out, record
from adapters.simulator.calls import chat_of
from adapters.simulator.errors import ApiError
from adapters.simulator.faults import Fault
from adapters.simulator.requests import Params, read_answer
from adapters.simulator.updates import Queue, Update
from adapters.simulator.webhooks import Webhook
from adapters.simulator.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
FIRST_REST, LONGEST_REST = 0.1, 10.0  # seconds; Telegram rests longer, a demo's bot is back soon


class UndeliveredError(Exception):
    """The webhook did not take an update; the words getWebhookInfo shows."""


@frozen
class Rest:
    """A person's updates wait until `until` (monotonic) after a failure; `seconds` grow with each."""

    webhook: Webhook
    until: float
    seconds: float


@define
class Pump:
    """`timeout`: seconds a webhook may take to answer."""

    world: World
    timeout: float
    _session: ClientSession | None = None
    _running: asyncio.Task[None] | None = None
    _posting: dict[Queue, asyncio.Task[None]] = field(factory=dict)
    _rests: dict[Queue, Rest] = field(factory=dict)

    def start(self) -> None:
        """Within a running loop."""
        connector = TCPConnector(limit=0, ssl=False)  # never leaves this machine, so its certificate may be anybody's
        self._session = ClientSession(connector=connector, timeout=ClientTimeout(total=self.timeout))
        self._running = asyncio.create_task(self._run(self._session))

    async def stop(self) -> None:
        """Drop what is on its way: it stays unread and is posted after the next start."""
        tasks = [task for task in (self._running, *self._posting.values()) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session:
            await self._session.close()

    async def _run(self, session: ClientSession) -> None:
        while True:
            news = self.world.updates.news
            webhook = self.world.webhooks.current()
            rest = self._dispatch(session, webhook) if webhook else None
            with suppress(TimeoutError):
                async with asyncio.timeout(rest):  # wait_for would swallow the cancellation that comes with news
                    await news.wait()

    def _dispatch(self, session: ClientSession, webhook: Webhook) -> float | None:
        """Start what may go now; the seconds until something else may, None for nothing."""
        rests: list[float] = []
        for update in self.world.updates.first_of_each_queue():
            if update.queue in self._posting:
                continue
            if (rest := self._rest_left(update.queue, webhook)) > 0:
                rests.append(rest)
            elif len(self._posting) < webhook.max_connections:
                self._posting[update.queue] = asyncio.create_task(self._deliver(session, webhook, update))
        return min(rests, default=None)

    def _rest_left(self, queue: Queue, webhook: Webhook) -> float:
        rest = self._rests.get(queue)
        return rest.until - time.monotonic() if rest and rest.webhook == webhook else 0.0

    async def _deliver(self, session: ClientSession, webhook: Webhook, update: Update) -> None:
        try:
            answer = await post(session, webhook, update)
            self.world.updates.confirm(update.id)
            self._rests.pop(update.queue, None)
            await call_back(self.world, answer)
        except UndeliveredError as error:
            self.world.webhooks.note_trouble(webhook, str(error), at=self.world.clock.now())
            self._rest(update.queue, webhook)
        finally:
            del self._posting[update.queue]
            self.world.updates.wake()

    def _rest(self, queue: Queue, webhook: Webhook) -> None:
        before = self._rests.get(queue)
        seconds = min(before.seconds * 2, LONGEST_REST) if before and before.webhook == webhook else FIRST_REST
        self._rests[queue] = Rest(webhook, time.monotonic() + seconds, seconds)


async def post(session: ClientSession, webhook: Webhook, update: Update) -> Params:
    """What the webhook answered. Raises UndeliveredError."""
    headers = {SECRET_HEADER: webhook.secret_token} if webhook.secret_token else {}
    try:
        async with session.post(webhook.url, json=update.shown(), headers=headers, allow_redirects=False) as response:
            if not 200 <= response.status < 300:
                raise UndeliveredError(f"Wrong response from the webhook: {response.status} {response.reason}")
            return await read_answer(response)
    except TimeoutError:
        raise UndeliveredError("Read timeout expired") from None
    except ClientError as error:
        raise UndeliveredError(f"Connection failed: {error}") from None
    except (ApiError, ValueError):
        return Params({})  # taken, with an answer that is no call


async def call_back(world: World, answer: Params) -> None:
    """Carry out the Bot API call an answer may hold; nobody hears its result."""
    method = answer.text("method")
    if not method:
        return
    params = Params({name: value for name, value in answer.fields.items() if name != "method"}, answer.uploads)
    at, fault = time.time(), world.faults.strike(method.lower(), chat_of(params.fields)) or Fault()
    await asyncio.sleep(fault.delay)
    result: dict[str, Any] = {"ok": False}
    if fault.drop != "before":
        result = await carry_out(world, method.lower(), params, fault, lambda: True)
    record(world, method, params, result, at=at, fault=fault)
