"""Jobs for what may be lost or run twice. arq dies with Valkey; it is started again when Valkey is back."""

import asyncio
from typing import Any

import structlog
from arq import cron
from arq.worker import Worker

from adapters.postgres.cleaning import clean
from adapters.postgres.engine import make_engine
from adapters.redis import arq_settings
from entrypoints.clock import SystemClock
from entrypoints.settings import Settings

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0

log = structlog.get_logger(__name__)


async def clean_up(ctx: dict[Any, Any], *_: Any, **__: Any) -> int:
    """Drops what nobody will read again: events that all consumers have done, and timers that fired, after a month."""
    settings: Settings = ctx["settings"]
    engine = make_engine(settings.database_url)
    try:
        return await clean(engine, SystemClock().now())
    finally:
        await engine.dispose()


async def supervise_jobs(settings: Settings) -> None:
    """Runs arq until cancelled. The pause before the next start doubles up to a minute, and is short again after a good run."""
    pause = FIRST_PAUSE
    while True:
        started = asyncio.get_running_loop().time()
        try:
            await _run(settings)
        except Exception:
            log.warning("jobs stopped", exc_info=True, again_in=pause)
        if asyncio.get_running_loop().time() - started > LONGEST_PAUSE:
            pause = FIRST_PAUSE
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


async def _run(settings: Settings) -> None:
    worker = Worker(
        functions=[clean_up],
        cron_jobs=[cron(clean_up, hour=4, minute=17)],
        redis_settings=arq_settings(settings.redis_url),
        ctx={"settings": settings},
        handle_signals=False,
    )
    try:
        await worker.async_run()
    finally:
        await worker.close()
