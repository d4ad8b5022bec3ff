"""Settings from the environment and `.env`, read once."""

import os
import secrets
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from attrs import field, fields, frozen
from dotenv import dotenv_values

from entrypoints.setting_values import PREFIX, must_name_all_of_a_bucket, parsed

BEHIND_A_PROXY = ("127.0.0.1", 8080)
HOOK_BEHIND_A_PROXY = ("127.0.0.1", 8082)
TELEGRAM = "https://api.telegram.org"


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

    s3_url: str = ""
    """The S3-compatible service that keeps the pictures, without the bucket. Empty: they lie in `data_dir`."""

    s3_bucket: str = ""
    """The bucket, which must exist."""

    s3_key: str = field(default="", repr=False)
    """Who asks: the access key's id. It needs the rights to put, get and list in the bucket."""

    s3_secret: str = field(default="", repr=False)
    """The access key's secret."""

    s3_region: str = "us-east-1"
    """Where the bucket is, in the service's words. Services without regions take the default."""

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
    must_name_all_of_a_bucket(chosen)
    return Settings(**{name: parsed(name, text) for name, text in chosen.items()})


def _is_address(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def _address(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    usual = 443 if parts.scheme == "https" else 80
    return parts.hostname or "127.0.0.1", usual if parts.port is None else parts.port
