"""Updates that Telegram posts: taken by whoever knows the secret, acknowledged at once, dealt with afterwards, each once."""

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from attrs import field, frozen
from litestar import post
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException, NotAuthorizedException
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.params import JSONBody

from adapters.telegram.once import OnceMiddleware, SeenUpdates
from adapters.telegram.patience import PatientDispatcher

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1024 * 1024  # bytes of a post; updates have a few thousand
AT_ONCE = 100  # updates in hand; the next ones are not acknowledged before there is room
CONNECTIONS = 100  # the most Telegram opens

log = structlog.get_logger(__name__)


class WebhookRefusedError(Exception):
    """The Bot API does not take the address of the webhook; the text is its reason."""


def secret_of(token: str) -> str:
    """What Telegram shows with every post: the same for all processes of a bot, and of no use for calling its API."""
    return hmac.new(token.encode(), b"webhook", hashlib.sha256).hexdigest()


@frozen
class Webhook:
    """One process's side of the webhook. `route` belongs into a Litestar application that answers while it is `at_work`."""

    bot: Bot
    dispatcher: PatientDispatcher
    seen: SeenUpdates
    _room: asyncio.Semaphore = field(factory=lambda: asyncio.Semaphore(AT_ONCE))

    def route(self, path: str) -> HTTPRouteHandler:
        """Takes posts at `path`: 401 without the secret, 400 for what is no update."""

        @post(path, status_code=200, guards=[self._must_know_secret], request_max_body_size=LARGEST)
        async def take(data: JSONBody[dict[str, Any]]) -> None:
            if type(data.get("update_id")) is not int:
                raise HTTPException("no update", status_code=400)
            await self._room.acquire()
            task = asyncio.create_task(self._deal_with(data))
            self.dispatcher.hold(task)
            task.add_done_callback(self._done)

        return take

    @asynccontextmanager
    async def at_work(self, last_seconds: float) -> AsyncIterator[None]:
        """Updates are dealt with while the block runs, and for up to `last_seconds` after it those that were acknowledged.

        The webhook stays set: other processes answer there, or this one's successor.
        """
        self.dispatcher.update.outer_middleware(OnceMiddleware(self.seen))
        await self.dispatcher.emit_startup(bot=self.bot, dispatcher=self.dispatcher, **self.dispatcher.workflow_data)
        try:
            yield
        finally:
            await self.dispatcher.drain(last_seconds)
            await self.dispatcher.emit_shutdown(bot=self.bot, dispatcher=self.dispatcher, **self.dispatcher.workflow_data)

    async def announce(self, url: str) -> None:
        """Let Telegram post to `url`, where `route` must answer by now. Raises WebhookRefusedError."""
        try:
            await self.bot.set_webhook(
                url,
                secret_token=secret_of(self.bot.token),
                allowed_updates=self.dispatcher.resolve_used_update_types(),
                max_connections=CONNECTIONS,
                drop_pending_updates=False,
            )
        except TelegramBadRequest as error:
            raise WebhookRefusedError(error.message) from error

    def _must_know_secret(self, connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
        shown = connection.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(), secret_of(self.bot.token).encode()):
            raise NotAuthorizedException

    async def _deal_with(self, raw: dict[str, Any]) -> None:
        update = Update.model_validate(raw, context={"bot": self.bot})
        result = await self.dispatcher.feed_update(self.bot, update)
        if isinstance(result, TelegramMethod):  # what a handler returns is a call to be made
            await self.dispatcher.silent_call_request(self.bot, result)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._room.release()
        if not task.cancelled() and (error := task.exception()):
            log.error("an update failed", exc_info=error)
