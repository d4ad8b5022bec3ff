"""Settings from the environment and `.env`, read once."""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from attrs import field, fields, frozen
from dotenv import dotenv_values

PREFIX = "RENTAL_"
BEHIND_A_PROXY = ("127.0.0.1", 8080)
HOOK_BEHIND_A_PROXY = ("127.0.0.1", 8082)
TELEGRAM = "https://api.telegram.org"
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
HOOK_PATH = re.compile(r"[A-Za-z0-9/._~-]*")
HEALTH_PATH = "/health"


@frozen
class SettingError(Exception):
    """A setting has a value that cannot be used: which, and what would do."""

    name: str
    problem: str

    def __str__(self) -> str:
        return f"{self.name}: {self.problem}"


@frozen(kw_only=True)
class Settings:
    """What an installation can choose. A bad value stops the command that reads it, with the name of the setting and what would do."""

    database_url: str = field(default="", repr=False)
    """PostgreSQL, postgresql://user@host/database. Empty: the embedded server of `data_dir`."""

    redis_url: str = field(default="", repr=False)
    """Valkey or Redis, redis://host:port/0. Empty: the embedded server of `data_dir`."""

    bot_token: str = field(default="", repr=False)
    """From BotFather. Empty: the demo's simulator makes one."""

    telegram_api_url: str = TELEGRAM
    """Where the Bot API answers."""

    webhook_url: str = ""
    """Where Telegram posts updates. Empty: the bot asks for them (long polling).

    An http address of this machine is also where the bot listens. An https one is a proxy's, which must keep the path: behind it the bot
    listens on 127.0.0.1:8082, or where `rental bot --listen` says.
    """

    panel_url: str = "http://127.0.0.1:8080"
    """Where people reach the panel. An address of this machine is also where it listens; behind a proxy it listens on 127.0.0.1:8080."""

    chat_url: str = "http://127.0.0.1:8081"
    """Where the demo's chat page listens: an address of this machine."""

    secret_key: str = field(factory=lambda: secrets.token_urlsafe(32), repr=False)
    """Signs sessions and links. Empty: a new one at each start, which logs everyone out."""

    admin_ids: tuple[int, ...] = ()
    """Telegram ids, separated by commas, that are admins from their first contact on."""

    publish_at_once: bool = False
    """Whether what a landlord submits is published without a review by an admin: yes or no."""

    data_dir: Path = field(factory=lambda: Path("var").absolute())
    """Where pictures, the embedded servers and the demo's chats keep their data; made if missing."""

    @property
    def photos_dir(self) -> Path:
        return self.data_dir / "photos"

    @property
    def photos_index(self) -> Path:
        """Which of the pictures are drawn rooms."""
        return self.data_dir / "drawn-rooms.json"

    @property
    def panel_address(self) -> tuple[str, int]:
        """Host and port that the panel listens on."""
        host, port = _address(self.panel_url)
        return (host, port) if host == "localhost" or _is_address(host) else BEHIND_A_PROXY

    @property
    def webhook_address(self) -> tuple[str, int]:
        """Host and port that the bot listens on when it has a webhook."""
        host, port = _address(self.webhook_url)
        is_here = self.webhook_url.startswith("http:") and (host == "localhost" or _is_address(host))
        return (host, port) if is_here else HOOK_BEHIND_A_PROXY

    @property
    def webhook_path(self) -> str:
        return urlsplit(self.webhook_url).path or "/"

    @property
    def chat_address(self) -> tuple[str, int]:
        """Host and port that the demo's chat page listens on."""
        return _address(self.chat_url)


def read_settings(environment: Mapping[str, str] | None = None, env_file: Path | None = None) -> Settings:
    """The settings of the process: its environment, then `.env` of the working directory, then defaults. Raises SettingError."""
    found = dict(os.environ if environment is None else environment)
    written = dotenv_values(env_file if env_file is not None else Path(".env"))
    values = {name: value.strip() for name, value in ({**written, **found}).items() if value and value.strip()}
    chosen = {each.name: values[PREFIX + each.name.upper()] for each in fields(Settings) if PREFIX + each.name.upper() in values}
    return Settings(**{name: _parsed(name, text) for name, text in chosen.items()})


def _parsed(name: str, text: str) -> Any:
    setting = PREFIX + name.upper()
    readers: dict[str, Callable[[], Any]] = {
        "data_dir": lambda: Path(text).expanduser().absolute(),
        "admin_ids": lambda: _ids(text),
        "database_url": lambda: _database_url(text),
        "redis_url": lambda: _redis_url(text),
        "bot_token": lambda: _token(text),
        "telegram_api_url": lambda: _web_url(setting, text),
        "panel_url": lambda: _web_url(setting, text),
        "chat_url": lambda: _web_url(setting, text),
        "publish_at_once": lambda: _yes_or_no(setting, text),
        "webhook_url": lambda: _webhook_url(setting, text),
    }
    return readers[name]() if name in readers else text


def _ids(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.replace(";", ",").split(",") if part.strip())
    except ValueError:
        raise SettingError(PREFIX + "ADMIN_IDS", f"Telegram ids are numbers separated by commas, not {text!r}") from None


def _yes_or_no(name: str, text: str) -> bool:
    said = text.lower()
    if said not in {"yes", "no", "true", "false", "1", "0", "on", "off"}:
        raise SettingError(name, f"write yes or no, not {text!r}")
    return said in {"yes", "true", "1", "on"}


def _database_url(text: str) -> str:
    scheme, separator, rest = text.partition("://")
    if separator and scheme in {"postgres", "postgresql", "postgresql+psycopg"}:
        return f"postgresql+psycopg://{rest}"
    raise SettingError(PREFIX + "DATABASE_URL", "write postgresql://user:password@host:5432/database, or leave it empty")


def _redis_url(text: str) -> str:
    if text.startswith(("redis://", "rediss://", "unix://")):
        return text
    raise SettingError(PREFIX + "REDIS_URL", "write redis://host:6379/0, or leave it empty")


def _token(text: str) -> str:
    if TOKEN.fullmatch(text):
        return text
    raise SettingError(PREFIX + "BOT_TOKEN", "a token looks like 123456789:letters-and-digits; copy it from @BotFather")


def _web_url(name: str, text: str) -> str:
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and parts.hostname and (parts.port is None or parts.port >= 0)
    except ValueError:  # a port that is no number
        usable = False
    if usable:
        return text.rstrip("/")
    raise SettingError(name, f"write http://host:port or https://host, not {text!r}")


def _webhook_url(name: str, text: str) -> str:
    url = _web_url(name, text)
    parts = urlsplit(url)
    if parts.query or parts.fragment or parts.username is not None or not HOOK_PATH.fullmatch(parts.path):
        raise SettingError(name, "write https://host/path: letters, digits and -._~/ in the path, nothing behind it")
    if parts.path == HEALTH_PATH:
        raise SettingError(name, f"{HEALTH_PATH} is taken, choose another path")
    return url


def _is_address(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def _address(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    usual = 443 if parts.scheme == "https" else 80
    return parts.hostname or "127.0.0.1", usual if parts.port is None else parts.port
