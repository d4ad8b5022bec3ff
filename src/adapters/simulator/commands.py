"""The bot's command lists, by scope and language, and the one a person sees."""

import json
import re
from typing import Any

from attrs import frozen

from adapters.simulator.errors import bad_request
from adapters.simulator.people import Person
from adapters.simulator.store import Store

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MAX_COMMANDS, MAX_DESCRIPTION = 100, 256
DEFAULT, ALL_PRIVATE = "default", "all_private_chats"

CommandList = list[dict[str, Any]]


def scope_key(scope: dict[str, Any]) -> str:
    """One word for a BotCommandScope object; the default scope for an empty one."""
    if not scope:
        return DEFAULT
    return ":".join(str(scope[part]) for part in ("type", "chat_id", "user_id") if part in scope)


def checked_commands(commands: list[Any]) -> CommandList:
    """Raises ApiError for what Telegram refuses."""
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict):
            raise bad_request("can't parse BotCommand: expected an Object")
        if not COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= MAX_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return [{**command, "command": command["command"].removeprefix("/")} for command in commands]


@frozen
class Commands:
    store: Store

    def put(self, scope: str, language: str, commands: CommandList) -> None:
        insert = "INSERT OR REPLACE INTO commands (scope, language, commands) VALUES (?, ?, ?)"
        self.store.run(insert, scope, language, json.dumps(commands))

    def get(self, scope: str, language: str) -> CommandList | None:
        find = "SELECT commands FROM commands WHERE scope = ? AND language = ?"
        row = self.store.row(find, scope, language)
        return None if row is None else json.loads(row["commands"])

    def drop(self, scope: str, language: str) -> None:
        self.store.run("DELETE FROM commands WHERE scope = ? AND language = ?", scope, language)

    def any(self) -> bool:
        return self.store.row("SELECT 1 FROM commands") is not None

    def shown_to(self, person: Person) -> CommandList:
        """The narrowest scope wins, and in it the person's language."""
        language = (person.language_code or "").partition("-")[0]
        for scope in (f"chat:{person.id}", ALL_PRIVATE, DEFAULT):
            for tried in (language, ""):
                if found := self.get(scope, tried):
                    return found
        return []
