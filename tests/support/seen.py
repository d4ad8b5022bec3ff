"""Messages as a person sees them in the simulator's chat."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen


def plain(text: str) -> str:
    """As people read it and tests write it: a space that keeps words together is a space."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


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
        """The text or the caption, plainly spaced."""
        return plain(str(self.raw.get("text") or self.raw.get("caption") or ""))

    @property
    def has_photo(self) -> bool:
        return bool(self.raw.get("photo"))

    @property
    def document(self) -> Mapping[str, Any] | None:
        """file_name, file_size, mime_type, file_unique_id; None when there is no file."""
        return self.raw.get("document")

    @property
    def location(self) -> Mapping[str, Any] | None:
        """latitude and longitude in degrees."""
        return self.raw.get("location")

    @property
    def contact(self) -> Mapping[str, Any] | None:
        return self.raw.get("contact")

    @property
    def album(self) -> str | None:
        """What the messages of one album have in common."""
        return self.raw.get("media_group_id")

    @property
    def rows(self) -> list[list[Mapping[str, Any]]]:
        """The inline keyboard."""
        rows: list[list[Mapping[str, Any]]] = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def buttons(self) -> list[str]:
        """Texts of the inline buttons, row by row, plainly spaced."""
        return [plain(button["text"]) for row in self.rows for button in row]

    def button(self, text: str) -> Mapping[str, Any] | None:
        """The button with exactly this text, else the first that contains it."""
        buttons = [button for row in self.rows for button in row]
        exact = [button for button in buttons if plain(button["text"]) == text]
        partial = [button for button in buttons if text in plain(button["text"])]
        return next(iter(exact or partial), None)

    def __str__(self) -> str:
        who = "bot" if self.from_bot else "me"
        kinds = ("photo", "document", "location", "venue", "contact")
        shown = "".join(f" [{kind}]" for kind in kinds if kind in self.raw)
        deleted = " [deleted]" if self.deleted else ""
        keyboard = "".join(f"\n    {[plain(button['text']) for button in row]}" for row in self.rows)
        return f"#{self.id}.{self.version} {who}:{shown}{deleted} {self.text}{keyboard}"


def newest_button(chat: list[Message], text: str) -> tuple[Message, Mapping[str, Any]] | None:
    for message in reversed(chat):
        button = message.button(text)
        if button is not None and "callback_data" in button:
            return message, button
    return None
