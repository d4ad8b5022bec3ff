"""What a person does in the chat, and how it reaches the bot."""

from typing import Any

from adapters.simulator.detection import with_detected
from adapters.simulator.entities import Formatted, trimmed
from adapters.simulator.errors import PersonError
from adapters.simulator.keyboards import buttons_of
from adapters.simulator.messages import Message
from adapters.simulator.methods.call import MAX_TEXT, named_entities
from adapters.simulator.people import Person
from adapters.simulator.world import World


def say(world: World, person: Person, text: str) -> Message:
    """Send a text. Raises PersonError when it is empty or long, or the person has blocked the bot."""
    return send(world, person, written(text))


def written(text: str) -> dict[str, Any]:
    """A message's content as it is typed. Raises PersonError when it is empty or long."""
    found = with_detected(trimmed(Formatted(text)))
    if not 0 < len(found.text) <= MAX_TEXT:
        raise PersonError(400, f"a message has 1 to {MAX_TEXT} characters")
    return {"text": found.text, **named_entities("entities", found)}


def edit(world: World, person: Person, message_id: int, text: str) -> Message:
    """Another text for one of their messages. Raises PersonError for what is no text of theirs, and as `say` does."""
    must_not_be_blocked(person)
    message = world.messages.find(person.id, message_id)
    if message is None or message.from_bot or message.deleted or not message.has_text:
        raise PersonError(404, "this person has sent no such text")
    content = written(text)
    with world.change():
        edited = world.messages.edit(message, content, at=world.clock.now())
        world.updates.push("edited_message", world.seen_by_bot(edited, person))
        world.show(edited)
    return edited


def send(world: World, person: Person, content: dict[str, Any]) -> Message:
    return send_all(world, person, [content])[0]


def send_all(world: World, person: Person, contents: list[dict[str, Any]]) -> list[Message]:
    """One message and one update for each, all of them or none."""
    must_not_be_blocked(person)
    with world.change():
        world.people.note_writing(person.id)
        messages = [world.messages.add(person.id, each, from_bot=False, at=world.clock.now()) for each in contents]
        for message in messages:
            world.updates.push("message", world.seen_by_bot(message, person))
            world.show(message)
    return messages


def tap(world: World, person: Person, message: Message, data: str) -> str:
    """Press an inline button of the message as given, which may be an old version of it; the query's id."""
    must_not_be_blocked(person)
    with world.change():
        query_id = world.callbacks.ask(person.id, message.id)
        world.updates.push(
            "callback_query",
            {
                "id": query_id,
                "from": person.as_user(),
                "message": tapped_message(world, person, message),
                "chat_instance": str(person.id * 7919),
                "data": data,
            },
        )
    return query_id


def tapped_message(world: World, person: Person, message: Message) -> dict[str, Any]:
    """An inaccessible message (date 0) for a deleted one."""
    if message.deleted:
        return {"chat": person.as_chat(), "message_id": message.id, "date": 0}
    return world.seen_by_bot(message, person)


def data_of_button(message: Message, text: str) -> str:
    """The callback data of the button with this text. Raises PersonError when there is none to press."""
    buttons = buttons_of(message.content.get("reply_markup"), "inline_keyboard")
    found = next((button for button in buttons if button["text"] == text), None)
    if found is None:
        raise PersonError(404, f"no button {text!r} among {[button['text'] for button in buttons]}")
    if "callback_data" not in found:
        raise PersonError(400, f"the button {text!r} does not ask the bot, it is {found}")
    return str(found["callback_data"])


def press(world: World, person: Person, text: str) -> Message:
    """Press a key of the reply keyboard, which sends its text. Raises PersonError when it is not there."""
    find_key(person, text)
    message = say(world, person, text)
    fold_used(world, person)
    return message


def find_key(person: Person, text: str) -> dict[str, Any]:
    """The key of the reply keyboard with this text. Raises PersonError when it is not there."""
    keys = buttons_of(person.reply_keyboard, "keyboard")
    found = next((key for key in keys if key["text"] == text), None)
    if found is None:
        raise PersonError(404, f"no key {text!r} among {[key['text'] for key in keys]}")
    return found


def fold_used(world: World, person: Person) -> None:
    """A one-time keyboard has been used."""
    keyboard = person.reply_keyboard or {}
    if keyboard.get("one_time_keyboard"):
        with world.change():
            world.people.set_reply_keyboard(person.id, {**keyboard, "used": True})
            world.show_keyboard(person.id)


def set_blocked(world: World, person: Person, blocked: bool) -> Person:
    """Block or unblock the bot, which hears of it; nothing when it is so already."""
    if person.blocked == blocked:
        return person
    with world.change():
        world.people.set_blocked(person.id, blocked)
        world.updates.push("my_chat_member", membership_change(world, person, blocked))
        changed = world.people.get(person.id)
        world.show_person(changed)
    return changed


def membership_change(world: World, person: Person, blocked: bool) -> dict[str, Any]:
    member = {"status": "member", "user": world.bot}
    kicked = {"status": "kicked", "user": world.bot, "until_date": 0}
    return {
        "chat": person.as_chat(),
        "from": person.as_user(),
        "date": int(world.clock.now()),
        "old_chat_member": member if blocked else kicked,
        "new_chat_member": kicked if blocked else member,
    }


def must_not_be_blocked(person: Person) -> None:
    if person.blocked:
        raise PersonError(409, "this person has blocked the bot")


def reset(world: World, *, people: bool) -> None:
    """Empty chats, updates and the record; with `people`, forget everybody too. Ids and files go on."""
    with world.change():
        world.messages.forget_all()
        world.updates.forget_all()
        world.callbacks.forget_all()
        world.clock.set_shift(0.0)
        world.store.run("DELETE FROM people" if people else "UPDATE people SET reply_keyboard = NULL")
        world.events.publish("reset", None, {})
    world.calls.forget_all()
    world.faults.clear()
