"""Methods that put something new into a chat."""

from typing import Any

from adapters.simulator.errors import bad_request
from adapters.simulator.keyboards import Markup, read_markup
from adapters.simulator.methods.call import MethodCall, caption_content, text_content
from adapters.simulator.methods.media import media_content, spoiler
from adapters.simulator.people import Person
from adapters.simulator.requests import Params

CHAT_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
PASSED_ON = ("link_preview_options", "show_caption_above_media")


def send_message(call: MethodCall) -> dict[str, Any]:
    person = call.reachable_person()
    return deliver(call, person, text_content(call.params))


def send_photo(call: MethodCall) -> dict[str, Any]:
    person = call.reachable_person()
    caption = caption_content(call.params)
    photo = media_content(call, "photo", call.params.text("photo"))
    return deliver(call, person, {**photo, **caption, **spoiler(call.params)})


def send_document(call: MethodCall) -> dict[str, Any]:
    person = call.reachable_person()
    caption = caption_content(call.params)
    return deliver(call, person, {**media_content(call, "document", call.params.text("document")), **caption})


def deliver(call: MethodCall, person: Person, content: dict[str, Any]) -> dict[str, Any]:
    """Add the message with its reply, options and keyboard; the Message the bot gets back."""
    world = call.world
    markup = read_markup(call.params.parsed("reply_markup"))
    content = {**content, **passed_on(call), **reply_content(call, person)}
    if markup.inline:
        content["reply_markup"] = markup.inline
    sealed = markup.reply is not None
    message = world.messages.add(person.id, content, from_bot=True, at=world.clock.now(), sealed=sealed)
    world.show(message)
    keep_reply_keyboard(call, person, markup)
    return world.seen_by_bot(message, person)


def passed_on(call: MethodCall) -> dict[str, Any]:
    options = {name: call.params.parsed(name) for name in PASSED_ON if call.params.fields.get(name)}
    return {**options, "has_protected_content": True} if call.params.flag("protect_content") else options


def reply_content(call: MethodCall, person: Person) -> dict[str, Any]:
    parameters = Params(call.params.opened("reply_parameters"))
    message_id = parameters.number("message_id", call.params.number("reply_to_message_id"))
    if not message_id:
        return {}
    message = call.world.messages.find(person.id, message_id)
    if message is None or message.deleted:
        if parameters.flag("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    seen = call.world.seen_by_bot(message, person)
    return {"reply_to_message": {name: value for name, value in seen.items() if name != "reply_to_message"}}


def keep_reply_keyboard(call: MethodCall, person: Person, markup: Markup) -> None:
    """A reply keyboard is the state of the chat, not a part of the message."""
    if markup.reply is None:
        return
    keyboard = None if markup.reply.get("remove_keyboard") else markup.reply
    call.world.people.set_reply_keyboard(person.id, keyboard)
    call.world.show_keyboard(person.id)


def send_chat_action(call: MethodCall) -> bool:
    person = call.reachable_person()
    action = call.params.text("action")
    if action not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.events.publish("typing", person.id, {"action": action})
    return True
