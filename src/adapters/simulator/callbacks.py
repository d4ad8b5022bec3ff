"""Pressed inline buttons and the one answer each of them may get."""

import asyncio
import json
import secrets
from typing import Any

from attrs import define, field

from adapters.simulator.errors import bad_request
from adapters.simulator.store import Store

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@define
class Callbacks:
    store: Store
    _answered: dict[str, asyncio.Event] = field(factory=dict)

    def ask(self, person_id: int, message_id: int) -> str:
        """A new query id."""
        query_id = str(secrets.randbits(62) | 1 << 61)
        insert = "INSERT INTO callbacks (id, person_id, message_id) VALUES (?, ?, ?)"
        self.store.run(insert, query_id, person_id, message_id)
        self._answered[query_id] = asyncio.Event()
        return query_id

    def answer(self, query_id: str, answer: dict[str, Any]) -> tuple[int, int]:
        """Note the answer; who pressed, and on which message. Raises ApiError for an unknown or answered query."""
        row = self.store.row("SELECT * FROM callbacks WHERE id = ?", query_id)
        if row is None or row["answer"] is not None:
            raise bad_request(TOO_OLD)
        self.store.run("UPDATE callbacks SET answer = ? WHERE id = ?", json.dumps(answer), query_id)
        if waiting := self._answered.pop(query_id, None):
            waiting.set()
        return row["person_id"], row["message_id"]

    async def wait(self, query_id: str, seconds: float) -> dict[str, Any] | None:
        """The answer, or None when there is none within `seconds`."""
        answered = self._answered.get(query_id)
        if answered is not None and seconds > 0:
            try:
                await asyncio.wait_for(answered.wait(), seconds)
            except TimeoutError:
                return None
        row = self.store.row("SELECT answer FROM callbacks WHERE id = ?", query_id)
        return json.loads(row["answer"]) if row is not None and row["answer"] else None

    def forget_all(self) -> None:
        self.store.run("DELETE FROM callbacks")
        for waiting in self._answered.values():
            waiting.set()
        self._answered.clear()
