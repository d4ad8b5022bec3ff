"""Refusals in Telegram's words: clients, aiogram-dialog among them, match parts of these sentences."""

from typing import Any


class ApiError(Exception):
    """A refusal of the Bot API: HTTP status, description and, for 429, the seconds to wait."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def envelope(self) -> dict[str, Any]:
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


class PersonError(Exception):
    """A person cannot do this in a Telegram client: `status` is the HTTP status of the /sim answer."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def bad_request(reason: str) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}")


def too_many_requests(seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def unauthorized() -> ApiError:
    return ApiError(401, "Unauthorized")


def method_not_found() -> ApiError:
    return ApiError(404, "Not Found: method not found")


def blocked_by_person() -> ApiError:
    return ApiError(403, "Forbidden: bot was blocked by the user")


def cannot_write_first() -> ApiError:
    return ApiError(403, "Forbidden: bot can't initiate conversation with a user")


def another_poller() -> ApiError:
    return ApiError(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")


def webhook_is_active() -> ApiError:
    reason = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    return ApiError(409, f"Conflict: {reason}")


def ended_by_webhook() -> ApiError:
    return ApiError(409, "Conflict: terminated by setWebhook request")


def not_modified() -> ApiError:
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly the same as "
        "a current content and reply markup of the message"
    )
