"""Methods about the bot itself and about chats."""

from typing import Any

from adapters.simulator.errors import ApiError, bad_request
from adapters.simulator.files import is_file
from adapters.simulator.methods.call import MethodCall

TEXTS = {"name": 64, "description": 512, "short_description": 120}
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_me(call: MethodCall) -> dict[str, Any]:
    return {
        **call.world.bot,
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(call: MethodCall) -> dict[str, Any]:
    return {
        **call.person().as_chat(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }


def get_chat_member(call: MethodCall) -> dict[str, Any]:
    person = call.person()
    user_id = call.params.number("user_id")
    if user_id not in (person.id, call.world.bot["id"]):
        raise bad_request("PARTICIPANT_ID_INVALID")
    return {"status": "member", "user": person.as_user() if user_id == person.id else call.world.bot}


def set_text(name: str, call: MethodCall) -> bool:
    """setMyName, setMyDescription, setMyShortDescription: one text per language."""
    text = call.params.text(name)
    if len(text) > TEXTS[name]:
        raise ApiError(400, f"Bad Request: {name.replace('_', ' ')} is too long")
    call.world.store.remember(text_key(name, call), text)
    return True


def get_text(name: str, call: MethodCall) -> dict[str, str]:
    return {name: call.world.store.recall(text_key(name, call), "")}


def text_key(name: str, call: MethodCall) -> str:
    return f"bot_{name}:{call.params.text('language_code')}"


def get_file(call: MethodCall) -> dict[str, Any]:
    file_id = call.params.text("file_id")
    return call.world.files.file_of(file_id) if is_file(file_id) else call.world.photos.file_of(file_id)
