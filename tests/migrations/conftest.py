"""Databases."""

import pytest

PLUGINS = ("tests.support.database",)


def pytest_configure(config: pytest.Config) -> None:
    for plugin in PLUGINS:
        config.pluginmanager.import_plugin(plugin)
