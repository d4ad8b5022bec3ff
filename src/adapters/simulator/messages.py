"""Messages of all chats under one sequence of ids, with every version a person may still be looking at."""

import json
import sqlite3
from typing import Any

from attrs import evolve, frozen

from adapters.simulator.people import Person
from adapters.simulator.store import Store

VERSIONS_KEPT = 50


@frozen(kw_only=True)
class Message:
    """One message as it stands at `version`; `content` is the Bot API's own fields: text, photo, keyboard ....

    `sealed`: sent with a reply keyboard, so it can never be edited.
    """

    id: int
    chat_id: int
    from_bot: bool
    sent_at: float
    edited_at: float | None
    version: int
    deleted: bool
    sealed: bool
    content: dict[str, Any]

    @property
    def has_text(self) -> bool:
        return "text" in self.content

    def seen_by_bot(self, person: Person, bot: dict[str, Any]) -> dict[str, Any]:
        edited = {} if self.edited_at is None else {"edit_date": int(self.edited_at)}
        return {
            "message_id": self.id,
            "from": bot if self.from_bot else person.as_user(),
            "chat": person.as_chat(),
            "date": int(self.sent_at),
            **edited,
            **self.content,
        }

    def seen_by_person(self) -> dict[str, Any]:
        return {
            "message_id": self.id,
            "from_bot": self.from_bot,
            "at": self.sent_at,
            "version": self.version,
            "edited_at": self.edited_at,
            "deleted": self.deleted,
            **self.content,
        }


def meaning(content: dict[str, Any]) -> dict[str, Any]:
    """What "message is not modified" compares: photos and files by their unique ids, since file ids are always fresh."""
    photo = [size["file_unique_id"] for size in content.get("photo", ())]
    rest = {name: value for name, value in content.items() if name != "reply_to_message"}
    return {**rest, "photo": photo, "document": content.get("document", {}).get("file_unique_id")}


def to_message(row: sqlite3.Row) -> Message:
    fields = dict(row)
    flags = {name: bool(fields.pop(name)) for name in ("from_bot", "deleted", "sealed")}
    return Message(**{**fields, **flags, "content": json.loads(fields["content"])})


@frozen
class Messages:
    store: Store

    def add(self, chat_id: int, content: dict[str, Any], *, from_bot: bool, at: float, sealed: bool = False) -> Message:
        insert = "INSERT INTO messages (chat_id, from_bot, sent_at, sealed, content) VALUES (?, ?, ?, ?, ?)"
        new_id = self.store.run(insert, chat_id, from_bot, at, sealed, json.dumps(content))
        found = self.find(chat_id, new_id)
        assert found is not None
        return found

    def find(self, chat_id: int, message_id: int) -> Message | None:
        row = self.store.row("SELECT * FROM messages WHERE id = ? AND chat_id = ?", message_id, chat_id)
        return None if row is None else to_message(row)

    def of_chat(self, chat_id: int, *, last: int) -> list[Message]:
        """The chat's newest `last` messages, oldest first, deleted ones included."""
        rows = self.store.rows("SELECT * FROM messages WHERE chat_id = ? ORDER BY id DESC LIMIT ?", chat_id, last)
        return [to_message(row) for row in reversed(rows)]

    def edit(self, message: Message, content: dict[str, Any], *, at: float) -> Message:
        keep = "INSERT INTO past_messages (message_id, version, edited_at, content) VALUES (?, ?, ?, ?)"
        self.store.run(keep, message.id, message.version, message.edited_at, json.dumps(message.content))
        forget = "DELETE FROM past_messages WHERE message_id = ? AND version <= ?"
        self.store.run(forget, message.id, message.version - VERSIONS_KEPT)
        edited = evolve(message, content=content, edited_at=at, version=message.version + 1)
        update = "UPDATE messages SET content = ?, edited_at = ?, version = ? WHERE id = ?"
        self.store.run(update, json.dumps(content), at, edited.version, message.id)
        return edited

    def at_version(self, message: Message, version: int) -> Message | None:
        """The message as it was; None when that version never was or is forgotten."""
        if version == message.version:
            return message
        find = "SELECT * FROM past_messages WHERE message_id = ? AND version = ?"
        row = self.store.row(find, message.id, version)
        if row is None:
            return None
        content = json.loads(row["content"])
        return evolve(message, content=content, edited_at=row["edited_at"], version=version)

    def delete(self, message: Message) -> Message:
        self.store.run("UPDATE messages SET deleted = 1 WHERE id = ?", message.id)
        return evolve(message, deleted=True)

    def forget_all(self) -> None:
        """Empty the chats; ids go on where they were."""
        self.store.run("DELETE FROM past_messages")
        self.store.run("DELETE FROM messages")
