"""The people who talk to the bot."""

import json
import sqlite3
from typing import Any

from attrs import frozen

from adapters.simulator.errors import PersonError
from adapters.simulator.store import Store

PROFILE = ("first_name", "last_name", "username", "phone", "language_code")
UPDATE_PROFILE = """
UPDATE people SET first_name = ?, last_name = ?, username = ?, phone = ?, language_code = ? WHERE id = ?
"""


@frozen(kw_only=True)
class Person:
    """A Telegram account; its private chat with the bot has the same id."""

    id: int
    first_name: str
    last_name: str | None
    username: str | None
    phone: str | None
    language_code: str | None
    wrote: bool
    blocked: bool
    reply_keyboard: dict[str, Any] | None

    def names(self) -> dict[str, Any]:
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {name: value for name, value in names.items() if value}

    def as_user(self) -> dict[str, Any]:
        language = {"language_code": self.language_code} if self.language_code else {}
        return {"id": self.id, "is_bot": False, **self.names(), **language}

    def as_chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", **self.names()}

    def shown(self) -> dict[str, Any]:
        return {**self.as_user(), "phone": self.phone, "wrote": self.wrote, "blocked": self.blocked}


def to_person(row: sqlite3.Row) -> Person:
    fields = dict(row)
    keyboard = fields.pop("reply_keyboard")
    wrote, blocked = bool(fields.pop("wrote")), bool(fields.pop("blocked"))
    return Person(**fields, wrote=wrote, blocked=blocked, reply_keyboard=json.loads(keyboard) if keyboard else None)


@frozen
class People:
    store: Store

    def find(self, person_id: int) -> Person | None:
        row = self.store.row("SELECT * FROM people WHERE id = ?", person_id)
        return None if row is None else to_person(row)

    def get(self, person_id: int) -> Person:
        """Raises PersonError (404) for a stranger."""
        person = self.find(person_id)
        if person is None:
            raise PersonError(404, f"there is no person {person_id}")
        return person

    def all(self) -> list[Person]:
        return [to_person(row) for row in self.store.rows("SELECT * FROM people ORDER BY rowid")]

    def put(self, person_id: int | None, profile: dict[str, str | None]) -> Person:
        """Add a person, or give a known one the named parts of the profile; a new id without `person_id`."""
        known = None if person_id is None else self.find(person_id)
        if known is None:
            if not profile.get("first_name"):
                raise PersonError(400, "a new person needs a first_name")
            insert = "INSERT INTO people (id, first_name) VALUES (?, ?)"
            known = self.get(self.store.run(insert, person_id, profile["first_name"]))
        values = [profile.get(name, getattr(known, name)) for name in PROFILE]
        self.store.run(UPDATE_PROFILE, *values, known.id)
        return self.get(known.id)

    def note_writing(self, person_id: int) -> None:
        self.store.run("UPDATE people SET wrote = 1 WHERE id = ?", person_id)

    def set_blocked(self, person_id: int, blocked: bool) -> None:
        self.store.run("UPDATE people SET blocked = ? WHERE id = ?", blocked, person_id)

    def set_reply_keyboard(self, person_id: int, keyboard: dict[str, Any] | None) -> None:
        value = None if keyboard is None else json.dumps(keyboard)
        self.store.run("UPDATE people SET reply_keyboard = ? WHERE id = ?", value, person_id)
