"""Command lists and the menu button."""

from typing import Any

from adapters.simulator.commands import CommandList, checked_commands, scope_key
from adapters.simulator.methods.call import MethodCall

COMMANDS_BUTTON = {"type": "commands"}


def where(call: MethodCall) -> tuple[str, str]:
    return scope_key(call.params.opened("scope")), call.params.text("language_code")


def set_my_commands(call: MethodCall) -> bool:
    commands = checked_commands(call.params.listed("commands"))
    call.world.commands.put(*where(call), commands)
    call.world.events.publish("commands", None, {})
    return True


def get_my_commands(call: MethodCall) -> CommandList:
    return call.world.commands.get(*where(call)) or []


def delete_my_commands(call: MethodCall) -> bool:
    call.world.commands.drop(*where(call))
    call.world.events.publish("commands", None, {})
    return True


def set_chat_menu_button(call: MethodCall) -> bool:
    button = call.params.opened("menu_button") or {"type": "default"}
    call.world.store.remember(button_key(call), button)
    call.world.events.publish("commands", None, {})
    return True


def get_chat_menu_button(call: MethodCall) -> dict[str, Any]:
    default = call.world.store.recall("menu_button:", COMMANDS_BUTTON)
    button: dict[str, Any] = call.world.store.recall(button_key(call), default)
    return COMMANDS_BUTTON if button["type"] == "default" else button


def button_key(call: MethodCall) -> str:
    return f"menu_button:{call.params.text('chat_id')}"
