"""The webhook a bot has set: where its updates go instead of getUpdates, and the newest trouble with it."""

import re
from typing import Any
from urllib.parse import urlsplit

from attrs import asdict, frozen

from adapters.simulator.errors import bad_request
from adapters.simulator.settings import is_loopback
from adapters.simulator.store import Store

SECRET = re.compile(r"[A-Za-z0-9_-]*")
MAX_SECRET = 256
MAX_CONNECTIONS, USUAL_CONNECTIONS = 100, 40


@frozen(kw_only=True)
class Webhook:
    """`revision` grows with every setWebhook, also for the same address. An empty secret sends no header."""

    url: str
    secret_token: str
    max_connections: int
    revision: int


@frozen
class Webhooks:
    store: Store

    def current(self) -> Webhook | None:
        kept = self.store.recall("webhook")
        return Webhook(**kept) if kept and kept["url"] else None

    def put(self, url: str, secret_token: str = "", max_connections: int = USUAL_CONNECTIONS) -> None:
        """Post to `url` from now on, an empty one: nowhere; earlier trouble is forgotten."""
        kept = self.store.recall("webhook") or {"revision": 0}
        webhook = Webhook(url=url, secret_token=secret_token, max_connections=max_connections, revision=kept["revision"] + 1)
        self.store.remember("webhook", asdict(webhook))
        self.store.remember("webhook_trouble", {})

    def note_trouble(self, webhook: Webhook, message: str, *, at: float) -> None:
        """Keep the newest error of the webhook, unless another one has been set since."""
        if webhook == self.current():
            self.store.remember("webhook_trouble", {"last_error_date": int(at), "last_error_message": message})

    def trouble(self) -> dict[str, Any]:
        """last_error_date and last_error_message, or nothing."""
        trouble: dict[str, Any] = self.store.recall("webhook_trouble", {})
        return trouble


def checked_url(url: str) -> str:
    """Raises ApiError for an address outside this machine: the simulator opens no connection there."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise bad_request("bad webhook: invalid webhook URL specified") from None
    if parts.scheme not in ("http", "https"):
        raise bad_request("bad webhook: an HTTP or HTTPS URL must be provided for webhook")
    if host != "localhost" and not is_loopback(host):
        raise bad_request("bad webhook: the simulator posts to loopback addresses only")
    return url


def checked_secret(secret: str) -> str:
    """Raises ApiError for what Telegram would not send in a header."""
    if len(secret) > MAX_SECRET:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return secret
