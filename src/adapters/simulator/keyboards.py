"""Keyboards under messages and under the input field; button fields nobody here knows pass through."""

from typing import Any

from attrs import frozen

from adapters.simulator.errors import bad_request

MAX_DATA_BYTES = 64
REPLY_KINDS = ("keyboard", "remove_keyboard", "force_reply")
ACTIONS = (
    "callback_data", "url", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
)  # fmt: skip


@frozen
class Markup:
    """What `reply_markup` asks for: `inline` stays on the message, `reply` becomes the state of the chat."""

    inline: dict[str, Any] | None = None
    reply: dict[str, Any] | None = None


def read_markup(value: Any) -> Markup:
    """Raises ApiError for what Telegram would not show."""
    if not value:
        return Markup()
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        rows = [checked for row in rows_of(value, "inline_keyboard") if (checked := [inline_button(b) for b in row])]
        return Markup(inline={"inline_keyboard": rows} if rows else None)
    if "keyboard" in value:
        rows = [checked for row in rows_of(value, "keyboard") if (checked := [reply_button(b) for b in row])]
        return Markup(reply={**value, "keyboard": rows})
    return Markup(reply=value if any(value.get(kind) for kind in REPLY_KINDS) else None)


def rows_of(value: dict[str, Any], name: str) -> list[list[Any]]:
    rows = value[name]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    return rows


def inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not any(action in button for action in ACTIONS):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return button


def reply_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
    return button


def buttons_of(markup: dict[str, Any] | None, kind: str) -> list[dict[str, Any]]:
    """All buttons of a keyboard, row by row."""
    return [button for row in (markup or {}).get(kind, ()) for button in row]
