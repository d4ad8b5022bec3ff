"""What a simulator is started with."""

import re
from ipaddress import ip_address
from pathlib import Path

from attrs import Attribute, field, frozen

TOKEN = re.compile(r"[0-9]{6,12}:SIM[A-Za-z0-9_-]{32}")


def only_loopback(_instance: object, _attribute: "Attribute[str]", host: str) -> None:
    if host != "localhost" and not is_loopback(host):
        raise ValueError(f"the simulator has no login and listens on loopback addresses only, not on {host!r}")


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def only_own_token(_instance: object, _attribute: "Attribute[str | None]", token: str | None) -> None:
    """A real bot's token must not end up in a server without a login."""
    if token is not None and not TOKEN.fullmatch(token):
        raise ValueError("this is not a token a simulator made (<bot id>:SIM<32 letters and digits>)")


@frozen(kw_only=True)
class SimulatorSettings:
    """Raises ValueError for a host that is not loopback and for a token that no simulator made.

    folder: SQLite database and photos; one running simulator at a time.
    token: None keeps the folder's own token, made once as "<bot id>:SIM<secret>".
    port: 0 takes a free one from the system.
    webhook_timeout: seconds a webhook may take to answer before the update is posted again.
    rate_limits: refuse with 429 beyond one message a second to a chat (three in a burst) and 30 a second in all.
    """

    folder: Path
    token: str | None = field(default=None, validator=only_own_token, repr=False)
    host: str = field(default="127.0.0.1", validator=only_loopback)
    port: int = 0
    bot_name: str = "Rental"
    bot_username: str = "rental_demo_bot"
    webhook_timeout: float = 60.0
    rate_limits: bool = False
