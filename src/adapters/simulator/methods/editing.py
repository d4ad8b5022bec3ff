"""Methods that change a message of the bot."""

from typing import Any

from adapters.simulator.errors import bad_request, not_modified
from adapters.simulator.keyboards import read_markup
from adapters.simulator.messages import Message, meaning
from adapters.simulator.methods.call import MethodCall, caption_content, text_content
from adapters.simulator.methods.media import KINDS, input_media_content
from adapters.simulator.methods.sending import passed_on
from adapters.simulator.people import Person
from adapters.simulator.requests import Params

STAYS = ("reply_to_message", "has_protected_content", "media_group_id")
MEDIA = ("photo", "document", "has_media_spoiler")


def edit_text(call: MethodCall) -> dict[str, Any]:
    person, message = editable(call)
    text = text_content(call.params)
    if not message.has_text:
        raise bad_request("there is no text in the message to edit")
    return change(call, person, message, {**text, **passed_on(call)})


def edit_caption(call: MethodCall) -> dict[str, Any]:
    person, message = editable(call)
    media: dict[str, Any] = {name: message.content[name] for name in MEDIA if name in message.content}
    if not media:
        raise bad_request("there is no caption in the message to edit")
    return change(call, person, message, {**media, **caption_content(call.params), **passed_on(call)})


def edit_media(call: MethodCall) -> dict[str, Any]:
    """Also turns a text message into a photo or a file; an item of an album keeps its kind."""
    person, message = editable(call)
    media = Params(call.params.opened("media"))
    content = input_media_content(call, media)
    if not message.has_text and not any(kind in message.content for kind in KINDS):
        raise bad_request("there is no media in the message to edit")
    if "media_group_id" in message.content and media.text("type") not in message.content:
        raise bad_request("an album's item can't become another type of media")
    return change(call, person, message, {**content, **caption_content(media)})


def edit_reply_markup(call: MethodCall) -> dict[str, Any]:
    person, message = editable(call)
    content = {name: value for name, value in message.content.items() if name not in (*STAYS, "reply_markup")}
    return change(call, person, message, content)


def editable(call: MethodCall) -> tuple[Person, Message]:
    """The bot's own message. Raises ApiError for a missing one, a person's one, one sent with a reply keyboard."""
    person = call.reachable_person()
    message = call.message(person, purpose="edit")
    if not message.from_bot or message.sealed:
        raise bad_request("message can't be edited")
    return person, message


def change(call: MethodCall, person: Person, message: Message, content: dict[str, Any]) -> dict[str, Any]:
    """Store the new content; a keyboard that is not named again is gone. Raises ApiError when nothing changes."""
    world = call.world
    kept = {name: message.content[name] for name in STAYS if name in message.content}
    markup = read_markup(call.params.parsed("reply_markup"))
    keyboard = {"reply_markup": markup.inline} if markup.inline else {}
    new = {**kept, **content, **keyboard}
    if meaning(new) == meaning(message.content):
        raise not_modified()
    edited = world.messages.edit(message, new, at=world.clock.now())
    world.show(edited)
    return world.seen_by_bot(edited, person)
