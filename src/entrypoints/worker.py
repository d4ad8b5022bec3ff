"""The worker process: the loop over PostgreSQL, and beside it, supervised, the jobs that Valkey may lose."""

import asyncio
from collections.abc import AsyncIterator

import structlog
from aiogram import Bot
from dishka import AsyncContainer, Provider, Scope, WithParents, provide, provide_all

from adapters.postgres.notify import Listener
from adapters.postgres.readers import PostgresBeat
from adapters.telegram.bot import make_bot
from adapters.telegram.notices.notifier import TelegramNotifier
from entrypoints.health import WORKER
from entrypoints.jobs import supervise_jobs
from entrypoints.loop import Alarms, Bell, Postman, WorkLoop
from entrypoints.processes import set_up_logs, stopped_by_signals, tell_ready
from entrypoints.settings import Settings
from entrypoints.wiring import make_container
from rental_core.clock import Clock
from rental_core.notifications.deliver import TRY, DeliverMessages, RedrawCards

BEAT_SECONDS = 5.0
HELPERS_STOP = 5.0

log = structlog.get_logger(__name__)


class Working(Provider):
    """What only the worker needs."""

    scope = Scope.APP
    steps = provide_all(Alarms, Postman, WorkLoop, DeliverMessages, RedrawCards)
    notifier = provide(WithParents[TelegramNotifier])

    @provide
    async def bot(self, settings: Settings) -> AsyncIterator[Bot]:
        bot = make_bot(settings.bot_token, settings.telegram_api_url)
        bot.session.timeout = TRY.total_seconds()
        yield bot
        await bot.session.close()

    @provide
    async def bell(self, settings: Settings) -> AsyncIterator[Bell]:
        async with Listener(settings.database_url) as listener:
            yield listener


async def run_worker(settings: Settings) -> None:
    """Works until a signal comes, then finishes the step in hand."""
    set_up_logs("worker")
    with stopped_by_signals() as stop:
        async with make_container(settings, Working()) as container:
            loop = await container.get(WorkLoop)
            helpers = [asyncio.create_task(_beat(container)), asyncio.create_task(supervise_jobs(settings))]
            tell_ready()
            log.info("worker started")
            await loop.run(stop)
            for helper in helpers:
                helper.cancel()
            await asyncio.wait(helpers, timeout=HELPERS_STOP)  # arq waits for a Valkey that does not answer
            log.info("worker stopped")


async def _beat(container: AsyncContainer) -> None:
    beat, clock = await container.get(PostgresBeat), await container.get(Clock)
    while True:
        try:
            await beat.beat(WORKER, clock.now())
        except Exception:
            log.exception("beat failed")
        await asyncio.sleep(BEAT_SECONDS)
