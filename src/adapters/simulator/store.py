"""The simulator's memory: one SQLite database, so chats, ids and unread updates outlive a restart."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS people (
    id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT, username TEXT, phone TEXT, language_code TEXT,
    wrote INTEGER NOT NULL DEFAULT 0, blocked INTEGER NOT NULL DEFAULT 0, reply_keyboard TEXT
);
CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER NOT NULL, from_bot INTEGER NOT NULL, sent_at REAL NOT NULL,
    edited_at REAL, version INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0,
    sealed INTEGER NOT NULL DEFAULT 0, content TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS messages_of_a_chat ON messages (chat_id, id);
CREATE TABLE IF NOT EXISTS past_messages (
    message_id INTEGER NOT NULL, version INTEGER NOT NULL, edited_at REAL, content TEXT NOT NULL,
    PRIMARY KEY (message_id, version)
);
CREATE TABLE IF NOT EXISTS updates (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, body TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS callbacks (
    id TEXT PRIMARY KEY, person_id INTEGER NOT NULL, message_id INTEGER NOT NULL, answer TEXT
);
CREATE TABLE IF NOT EXISTS commands (
    scope TEXT NOT NULL, language TEXT NOT NULL, commands TEXT NOT NULL, PRIMARY KEY (scope, language)
);
CREATE TABLE IF NOT EXISTS photo_sizes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, photo TEXT NOT NULL, unique_id TEXT NOT NULL UNIQUE,
    width INTEGER NOT NULL, height INTEGER NOT NULL, size INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS files (
    id INTEGER PRIMARY KEY AUTOINCREMENT, unique_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, mime_type TEXT NOT NULL,
    size INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS sizes_of_a_photo ON photo_sizes (photo, id);
"""


class FolderInUseError(Exception):
    """Another simulator runs on this folder."""


class Store:
    """A connection that belongs to this process alone; used from the event loop's thread only."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(folder / "simulator.sqlite3", isolation_level=None, timeout=1)
        self._connection.row_factory = sqlite3.Row
        try:
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} COMMIT;")
        except sqlite3.OperationalError as error:
            self._connection.close()
            if "locked" in str(error):
                raise FolderInUseError(f"another simulator is using {folder}") from error
            raise

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. No await may stand inside: the connection is shared."""
        self._connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def run(self, statement: str, *values: object) -> int:
        """Execute; return the row id of an insert."""
        return self._connection.execute(statement, values).lastrowid or 0

    def row(self, statement: str, *values: object) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._connection.execute(statement, values).fetchone()
        return found

    def rows(self, statement: str, *values: object) -> list[sqlite3.Row]:
        return self._connection.execute(statement, values).fetchall()

    def recall(self, name: str, default: Any = None) -> Any:
        found = self.row("SELECT value FROM facts WHERE name = ?", name)
        return default if found is None else json.loads(found["value"])

    def remember(self, name: str, value: Any) -> None:
        self.run("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", name, json.dumps(value))
