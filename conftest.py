"""What all tests share: Hypothesis profiles, and honesty about browser tests that cannot run here.

Servers and processes are plugged in by the folders that need them: unit tests start without their imports.
"""

import os
import shutil

import pytest
import structlog

from tests.support.profiles import register_profiles

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LEFT_OUT = pytest.StashKey[int]()

register_profiles()


def pytest_configure() -> None:
    """Plain tracebacks in logs: rich ones, structlog's default, print all locals and hold up the event loop for many seconds."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        ]
    )


def find_browser() -> str | None:
    """The path of a Chromium of this machine."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Only asked for by browser tests, which are left out where there is none."""
    path = find_browser()
    assert path, "no Chromium on this machine"
    return path


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves browser tests out where no Chromium is found, and says so; in CI its absence is a failure."""
    browser = [item for item in items if "browser_path" in getattr(item, "fixturenames", ())]
    if not browser or find_browser() or os.environ.get("CI"):
        return
    items[:] = [item for item in items if item not in browser]
    config.hook.pytest_deselected(items=browser)
    config.stash[LEFT_OUT] = len(browser)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The last lines name what was not tested."""
    if left_out := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(f"{left_out} browser tests were left out: no Chromium was found on this machine.", yellow=True)
