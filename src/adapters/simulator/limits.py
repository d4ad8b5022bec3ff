"""Telegram's sending limits: about one message a second to a chat, thirty a second in all."""

import math
import time

from attrs import define, field

from adapters.simulator.errors import too_many_requests

PER_CHAT, CHAT_BURST = 1.0, 3
OVERALL, OVERALL_BURST = 30.0, 30
LIMITED = {"sendmessage", "sendphoto", "senddocument", "sendmediagroup", "sendlocation", "sendvenue", "sendcontact"}


@define
class Bucket:
    """Tokens that grow back at `rate` a second up to `size`."""

    rate: float
    size: float
    tokens: float = field()
    at: float = field(factory=time.monotonic)

    @tokens.default
    def _full(self) -> float:
        return self.size

    def wait(self) -> float:
        """Seconds until there is a token; 0 when there is one now."""
        now = time.monotonic()
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1 - self.tokens) / self.rate)

    def take(self) -> None:
        self.tokens -= 1


@define
class RateLimits:
    enabled: bool
    _overall: Bucket = field(factory=lambda: Bucket(OVERALL, OVERALL_BURST))
    _chats: dict[int, Bucket] = field(factory=dict)

    def admit(self, method: str, chat_id: int) -> None:
        """Raises ApiError (429) when the bot is too fast."""
        if not self.enabled or method not in LIMITED:
            return
        chat = self._chats.setdefault(chat_id, Bucket(PER_CHAT, CHAT_BURST))
        if wait := max(chat.wait(), self._overall.wait()):
            raise too_many_requests(math.ceil(wait))
        chat.take()
        self._overall.take()
