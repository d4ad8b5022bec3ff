"""What every long-running process does: logs, and a stop that comes from a signal."""

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from entrypoints.children import PARENT


def set_up_logs(process: str) -> None:
    """Logs of our own and of the libraries to stderr, one line an event, coloured on a terminal."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="%H:%M:%S", utc=False),
    ]
    # Plain tracebacks: rich ones print locals, secrets among them, and take seconds of the event loop.
    renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer]
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for noisy in ("aiogram.event", "httpx", "uvicorn.access", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # Calls every refusal of a getter an error before the bot's own handler has judged it; what is none of ours is logged there in full.
    logging.getLogger("aiogram_dialog.window").setLevel(logging.CRITICAL)
    structlog.contextvars.bind_contextvars(process=process)


@contextmanager
def stopped_by_signals() -> Iterator[asyncio.Event]:
    """An event that SIGTERM and SIGINT set, and the end of the demo that started this process. To be used inside the running loop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    watch = asyncio.create_task(outlive_nobody(stop.set))
    try:
        yield stop
    finally:
        watch.cancel()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


async def outlive_nobody(stop: Callable[[], None]) -> None:
    """Calls `stop` when the demo that started this process is gone; waits for ever in a process that no demo started."""
    parent = os.environ.get(PARENT)
    while True:
        await asyncio.sleep(1)
        if parent is not None and os.getppid() != int(parent):
            stop()
            return


def end_with_parent() -> None:
    """For a process whose loop is not ours: SIGTERM for it when the demo that started it is gone."""
    watch = threading.Thread(target=lambda: asyncio.run(outlive_nobody(lambda: os.kill(os.getpid(), signal.SIGTERM))), daemon=True)
    watch.start()


READY = "RENTAL_READY_FILE"


def tell_ready(words: str = "ready") -> None:
    """Writes the file that whoever started this process waits for, if they named one: complete, and for its owner's eyes."""
    if name := os.environ.get(READY):
        draft = Path(name + ".new")
        draft.touch(mode=0o600)
        draft.write_text(words, encoding="utf-8")
        draft.replace(name)
