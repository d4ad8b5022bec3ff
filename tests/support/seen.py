"""Messages as a person sees them in the simulator's chat."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen


@frozen
class Message:
    """A message as the person sees it."""

    raw: Mapping[str, Any]

    @property
    def id(self) -> int:
        return int(self.raw["message_id"])

    @property
    def version(self) -> int:
        """How often it was edited."""
        return int(self.raw["version"])

    @property
    def from_bot(self) -> bool:
        return bool(self.raw["from_bot"])

    @property
    def deleted(self) -> bool:
        return bool(self.raw["deleted"])

    @property
    def text(self) -> str:
        """The text or the caption."""
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def has_photo(self) -> bool:
        return bool(self.raw.get("photo"))

    @property
    def rows(self) -> list[list[Mapping[str, Any]]]:
        """The inline keyboard."""
        rows: list[list[Mapping[str, Any]]] = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def buttons(self) -> list[str]:
        """Texts of the inline buttons, row by row."""
        return [button["text"] for row in self.rows for button in row]

    def button(self, text: str) -> Mapping[str, Any] | None:
        """The button with exactly this text, else the first that contains it."""
        buttons = [button for row in self.rows for button in row]
        exact = [button for button in buttons if button["text"] == text]
        partial = [button for button in buttons if text in button["text"]]
        return next(iter(exact or partial), None)

    def __str__(self) -> str:
        who = "bot" if self.from_bot else "me"
        photo = " [photo]" if self.has_photo else ""
        deleted = " [deleted]" if self.deleted else ""
        keyboard = "".join(f"\n    {[button['text'] for button in row]}" for row in self.rows)
        return f"#{self.id}.{self.version} {who}:{photo}{deleted} {self.text}{keyboard}"


def newest_button(chat: list[Message], text: str) -> tuple[Message, Mapping[str, Any]] | None:
    for message in reversed(chat):
        button = message.button(text)
        if button is not None and "callback_data" in button:
            return message, button
    return None
