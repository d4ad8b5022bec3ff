"""What the text of a setting means, and what is said of one that means nothing."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from attrs import frozen

PREFIX = "RENTAL_"
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
PLAIN_PATH = re.compile(r"[A-Za-z0-9/._~-]*")
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
REGION = re.compile(r"[a-z0-9-]{1,64}")
PRINTABLE = re.compile(r"[!-~]+")
OF_A_BUCKET = ("s3_url", "s3_bucket", "s3_key", "s3_secret")
HEALTH_PATH = "/health"


@frozen
class SettingError(Exception):
    """A setting has a value that cannot be used: which, and what would do."""

    name: str
    problem: str

    def __str__(self) -> str:
        return f"{self.name}: {self.problem}"


def parsed(name: str, text: str) -> Any:
    """The value of the setting that Settings calls `name`. Raises SettingError."""
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
        "s3_url": lambda: _service_url(setting, text),
        "s3_bucket": lambda: _name(setting, text, "small letters, digits, dots and dashes, 3 to 63 of them", BUCKET),
        "s3_region": lambda: _name(setting, text, "small letters, digits and dashes, such as eu-central-1", REGION),
        "s3_key": lambda: _credential(setting, text),
        "s3_secret": lambda: _credential(setting, text),
        "webhook_url": lambda: _webhook_url(setting, text),
    }
    return readers[name]() if name in readers else text


def must_name_all_of_a_bucket(chosen: Mapping[str, str]) -> None:
    """Raises SettingError when some of the settings of a bucket are among the chosen ones, but not all."""
    missing = [name for name in OF_A_BUCKET if name not in chosen]
    if missing and len(missing) < len(OF_A_BUCKET):
        together = ", ".join(PREFIX + name.upper() for name in OF_A_BUCKET)
        raise SettingError(PREFIX + missing[0].upper(), f"is missing; set all of {together}, or none to keep pictures in the data folder")


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
    if not _is_bare(url):
        raise SettingError(name, "write https://host/path: letters, digits and -._~/ in the path, nothing behind it")
    if urlsplit(url).path == HEALTH_PATH:
        raise SettingError(name, f"{HEALTH_PATH} is taken, choose another path")
    return url


def _service_url(name: str, text: str) -> str:
    url = _web_url(name, text)
    if not _is_bare(url):
        raise SettingError(name, "write https://host or https://host/path, without the bucket and without a key")
    return url


def _name(name: str, text: str, rule: str, pattern: re.Pattern[str]) -> str:
    if pattern.fullmatch(text):
        return text
    raise SettingError(name, f"{rule}, not {text!r}")


def _credential(name: str, text: str) -> str:
    """It is never repeated: what was written here by mistake may be the other one."""
    if PRINTABLE.fullmatch(text):
        return text
    raise SettingError(name, "has spaces or letters that no key has; copy it again from the service")


def _is_bare(url: str) -> bool:
    """Whether it is an address and a plain path: no key, no name, nothing behind."""
    parts = urlsplit(url)
    return not (parts.query or parts.fragment) and parts.username is None and bool(PLAIN_PATH.fullmatch(parts.path))
