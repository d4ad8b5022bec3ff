"""What a person sends besides text: photos, files, albums, stickers, voice, places, contacts."""

from typing import Any

from adapters.simulator.acts import find_key, fold_used, must_not_be_blocked, send, send_all
from adapters.simulator.detection import with_detected
from adapters.simulator.entities import Formatted, trimmed
from adapters.simulator.errors import PersonError
from adapters.simulator.messages import Message
from adapters.simulator.methods.albums import ITEMS, new_group
from adapters.simulator.methods.call import MAX_CAPTION, named_entities
from adapters.simulator.methods.places import contact_content, location_content
from adapters.simulator.people import Person
from adapters.simulator.requests import Params, Upload
from adapters.simulator.world import World


async def send_photo(world: World, person: Person, upload: Upload, caption: str) -> Message:
    """Raises ApiError for what is no photo, PersonError for a long caption."""
    must_not_be_blocked(person)
    words = caption_of(caption)
    photo = await world.photos.keep(upload.data)
    return send(world, person, {"photo": world.photos.sizes(photo), **words})


async def send_document(world: World, person: Person, upload: Upload, caption: str) -> Message:
    """Raises ApiError for an empty file, PersonError for a long caption."""
    must_not_be_blocked(person)
    words = caption_of(caption)
    return send(world, person, {"document": world.files.document(await world.files.keep(upload)), **words})


async def send_album(world: World, person: Person, uploads: list[Upload], caption: str) -> list[Message]:
    """Several photos in one go, the caption at the first; the bot gets an update for each."""
    must_not_be_blocked(person)
    if len(uploads) not in ITEMS:
        raise PersonError(400, f"an album has {ITEMS.start} to {ITEMS.stop - 1} photos")
    words, group = caption_of(caption), {"media_group_id": new_group()}
    photos = [await world.photos.keep(upload.data) for upload in uploads]
    contents = [{**group, "photo": world.photos.sizes(photo)} for photo in photos]
    contents[0] |= words
    return send_all(world, person, contents)


async def send_sticker(world: World, person: Person, upload: Upload, emoji: str) -> Message:
    """A still picture of 512 by 512 that stands for `emoji`. Raises ApiError for an empty file."""
    must_not_be_blocked(person)
    sticker = await kept(world, upload) | {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return send(world, person, {"sticker": sticker | ({"emoji": emoji} if emoji else {})})


async def send_voice(world: World, person: Person, upload: Upload, seconds: int) -> Message:
    """`seconds`: how long they speak, as their device says. Raises ApiError for an empty file."""
    must_not_be_blocked(person)
    return send(world, person, {"voice": await kept(world, upload) | {"duration": seconds, "mime_type": "audio/ogg"}})


async def kept(world: World, upload: Upload) -> dict[str, Any]:
    """What every file has: its ids and its size in bytes."""
    document = world.files.document(await world.files.keep(upload))
    return {name: document[name] for name in ("file_id", "file_unique_id", "file_size")}


def caption_of(caption: str) -> dict[str, Any]:
    """Raises PersonError for a long one."""
    found = with_detected(trimmed(Formatted(caption)))
    if len(found.text) > MAX_CAPTION:
        raise PersonError(400, f"a caption has at most {MAX_CAPTION} characters")
    return {"caption": found.text, **named_entities("caption_entities", found)} if found.text else {}


def send_location(world: World, person: Person, fields: Params) -> Message:
    """`latitude` and `longitude` in degrees. Raises ApiError for a point that is not on the globe."""
    return send(world, person, location_content(fields))


def send_contact(world: World, person: Person, fields: Params) -> Message:
    """Somebody else's contact with `phone_number`, the person's own without. Raises PersonError without a phone."""
    if fields.text("phone_number"):
        return send(world, person, contact_content(fields))
    return send(world, person, {"contact": own_contact(person)})


def own_contact(person: Person) -> dict[str, Any]:
    if not person.phone:
        raise PersonError(409, "this person has no phone")
    names = {name: value for name, value in person.names().items() if name != "username"}
    return {"phone_number": person.phone, **names, "user_id": person.id}


def press(world: World, person: Person, text: str, fields: Params) -> Message:
    """Press a key that shares the person's contact, or their place, which is in `fields`. Raises PersonError."""
    key = find_key(person, text)
    if key.get("request_contact"):
        message = send_contact(world, person, Params({}))
    elif key.get("request_location"):
        message = send_location(world, person, fields)
    else:
        raise PersonError(400, f"the key {text!r} shares nothing, it is {key}")
    fold_used(world, person)
    return message


def shares(person: Person, text: str) -> bool:
    """Whether this key shares something instead of sending its text. Raises PersonError when it is not there."""
    key = find_key(person, text)
    return bool(key.get("request_contact") or key.get("request_location"))
