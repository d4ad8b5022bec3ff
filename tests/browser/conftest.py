"""Databases, the system as processes, and its people."""

import pytest

PLUGINS = ("tests.support.database", "tests.support.system", "tests.support.town", "tests.support.chat_page")


def pytest_configure(config: pytest.Config) -> None:
    for plugin in PLUGINS:
        config.pluginmanager.import_plugin(plugin)
