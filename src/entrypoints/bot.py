"""The bot process."""

import asyncio

import structlog
from aiogram import Bot
from dishka import AsyncContainer
from litestar import Litestar
from redis.asyncio import Redis

from adapters.telegram.bot import Dialogs, build_dispatcher, introduce, make_bot
from adapters.telegram.media import PhotoMessages, RedisMediaIds
from adapters.telegram.once import SeenUpdates
from adapters.telegram.patience import PatientDispatcher
from adapters.telegram.storage import stacks
from adapters.telegram.webhook import Webhook, WebhookRefusedError
from adapters.web.report import health_route
from entrypoints.health import probes
from entrypoints.processes import set_up_logs, stopped_by_signals, tell_ready
from entrypoints.serving import serving
from entrypoints.setting_values import SettingError
from entrypoints.settings import Settings
from entrypoints.wiring import make_container
from rental_core.apartments.ports import PhotoStorage

LAST_SECONDS = 10.0  # for what is in hand when a signal comes; whoever stops us waits for twice as long

Address = tuple[str, int]
log = structlog.get_logger(__name__)


async def run_bot(settings: Settings, listen: Address) -> None:
    """Answers people until a signal comes; taps in hand are answered first. `listen` is for the webhook, if there is one.

    Raises SettingError when Telegram does not take the webhook.
    """
    set_up_logs("bot")
    with stopped_by_signals() as stop:
        async with make_container(settings, Dialogs()) as container:
            bot = make_bot(settings.bot_token, settings.telegram_api_url)
            dispatcher = await _dispatcher(container, bot)
            try:
                await introduce(bot)
                if settings.webhook_url:
                    await _listen(
                        settings, container, Webhook(bot, dispatcher, SeenUpdates(await container.get(Redis), bot.id)), listen, stop
                    )
                else:
                    await bot.delete_webhook()
                    await _poll(dispatcher, bot, stop)
            finally:
                await bot.session.close()


async def _dispatcher(container: AsyncContainer, bot: Bot) -> PatientDispatcher:
    redis = await container.get(Redis)
    messages = PhotoMessages(await container.get(PhotoStorage))
    return build_dispatcher(container, storage=stacks(redis), messages=messages, media_ids=RedisMediaIds(redis, bot.id))


async def _listen(settings: Settings, container: AsyncContainer, webhook: Webhook, listen: Address, stop: asyncio.Event) -> None:
    routes = [webhook.route(settings.webhook_path), health_route(await probes(container))]
    try:
        async with webhook.at_work(LAST_SECONDS), serving(Litestar(routes, openapi_config=None, logging_config=None), *listen):
            await webhook.announce(settings.webhook_url)
            tell_ready()
            log.info("bot started", bot=webhook.bot.id, webhook=settings.webhook_url, listens="{}:{}".format(*listen))
            await stop.wait()
    except WebhookRefusedError as error:
        raise SettingError("RENTAL_WEBHOOK_URL", f"the Bot API at {settings.telegram_api_url} does not take it: {error}") from error
    log.info("bot stopped")


async def _poll(dispatcher: PatientDispatcher, bot: Bot, stop: asyncio.Event) -> None:
    allowed = dispatcher.resolve_used_update_types()
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False, allowed_updates=allowed))
    tell_ready()
    log.info("bot started", bot=bot.id)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not polling.done():
        await dispatcher.stop_polling()
    await polling
    await dispatcher.drain(LAST_SECONDS)
    log.info("bot stopped")
