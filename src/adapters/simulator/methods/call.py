"""What a Bot API method gets, and the questions every method asks of it."""

from typing import Any

from attrs import Factory, frozen

from adapters.simulator.detection import with_detected
from adapters.simulator.entities import Formatted, formatted
from adapters.simulator.errors import bad_request, blocked_by_person, cannot_write_first
from adapters.simulator.messages import Message
from adapters.simulator.people import Person
from adapters.simulator.requests import Params, whole
from adapters.simulator.world import World

MAX_TEXT, MAX_CAPTION = 4096, 1024


@frozen
class MethodCall:
    """`kept`: what was uploaded with this call, stored already: field or attach:// reference -> kept name."""

    world: World
    params: Params
    kept: dict[str, str] = Factory(dict)

    def person(self) -> Person:
        """Whose chat is meant. Raises ApiError for a chat that is not there."""
        if not self.params.text("chat_id"):
            raise bad_request("chat_id is empty")
        chat_id = whole(self.params.text("chat_id"))
        person = None if chat_id is None else self.world.people.find(chat_id)
        if person is None:
            raise bad_request("chat not found")
        return person

    def reachable_person(self) -> Person:
        """Whom the bot may write to. Raises ApiError for a stranger and for a person who blocked the bot."""
        person = self.person()
        if person.blocked:
            raise blocked_by_person()
        if not person.wrote:
            raise cannot_write_first()
        return person

    def message(self, person: Person, *, purpose: str) -> Message:
        """The message meant by `message_id`. Raises ApiError "message to <purpose> not found"."""
        message = self.world.messages.find(person.id, self.params.number("message_id"))
        if message is None or message.deleted:
            raise bad_request(f"message to {purpose} not found")
        return message


def text_content(fields: Params) -> dict[str, Any]:
    """`text` and `entities` as they will be stored. Raises ApiError for an empty, long or broken text."""
    found = read_formatted(fields, "text", "entities")
    if not found.text:
        raise bad_request("message text is empty")
    if len(found.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return {"text": found.text, **named_entities("entities", found)}


def caption_content(fields: Params) -> dict[str, Any]:
    """`caption` and `caption_entities`, if there is a caption. Raises ApiError for a long or broken one."""
    found = read_formatted(fields, "caption", "caption_entities")
    if len(found.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return {"caption": found.text, **named_entities("caption_entities", found)} if found.text else {}


def read_formatted(fields: Params, text: str, entities: str) -> Formatted:
    parse_mode = fields.text("parse_mode") or None
    return with_detected(formatted(fields.text(text), parse_mode=parse_mode, entities=fields.listed(entities)))


def named_entities(name: str, found: Formatted) -> dict[str, Any]:
    return {name: list(found.entities)} if found.entities else {}
