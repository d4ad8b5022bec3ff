"""The bot process."""

import asyncio

import structlog
from aiogram import Bot, Dispatcher
from dishka import AsyncContainer
from redis.asyncio import Redis

from adapters.telegram.bot import Dialogs, build_dispatcher, introduce, make_bot
from adapters.telegram.media import PhotoMessages, RedisMediaIds
from adapters.telegram.storage import stacks
from entrypoints.processes import set_up_logs, stopped_by_signals, tell_ready
from entrypoints.settings import Settings
from entrypoints.wiring import make_container
from rental_core.apartments.ports import PhotoStorage

log = structlog.get_logger(__name__)


async def run_bot(settings: Settings) -> None:
    """Long polling until a signal comes; taps in hand are answered first."""
    set_up_logs("bot")
    with stopped_by_signals() as stop:
        async with make_container(settings, Dialogs()) as container:
            bot = make_bot(settings.bot_token, settings.telegram_api_url)
            dispatcher = await _dispatcher(container, bot)
            try:
                await introduce(bot)
                await bot.delete_webhook()
                await _poll(dispatcher, bot, stop)
            finally:
                await bot.session.close()


async def _dispatcher(container: AsyncContainer, bot: Bot) -> Dispatcher:
    redis = await container.get(Redis)
    messages = PhotoMessages(await container.get(PhotoStorage))
    return build_dispatcher(container, storage=stacks(redis), messages=messages, media_ids=RedisMediaIds(redis, bot.id))


async def _poll(dispatcher: Dispatcher, bot: Bot, stop: asyncio.Event) -> None:
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
    log.info("bot stopped")
