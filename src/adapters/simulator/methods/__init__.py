"""The Bot API methods this server knows."""

from collections.abc import Callable
from functools import partial
from typing import Any

from adapters.simulator.errors import method_not_found
from adapters.simulator.methods import about, albums, answering, deleting, editing, menus, places, sending, webhook
from adapters.simulator.methods.call import MethodCall
from adapters.simulator.methods.media import keep_uploads
from adapters.simulator.requests import Params, whole
from adapters.simulator.world import World

Method = Callable[[MethodCall], Any]

METHODS: dict[str, Method] = {
    "getMe": about.get_me,
    "getChat": about.get_chat,
    "getChatMember": about.get_chat_member,
    "getFile": about.get_file,
    "setWebhook": webhook.set_webhook,
    "deleteWebhook": webhook.delete_webhook,
    "getWebhookInfo": webhook.get_webhook_info,
    "setMyName": partial(about.set_text, "name"),
    "getMyName": partial(about.get_text, "name"),
    "setMyDescription": partial(about.set_text, "description"),
    "getMyDescription": partial(about.get_text, "description"),
    "setMyShortDescription": partial(about.set_text, "short_description"),
    "getMyShortDescription": partial(about.get_text, "short_description"),
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendMediaGroup": albums.send_media_group,
    "sendLocation": places.send_location,
    "sendVenue": places.send_venue,
    "sendContact": places.send_contact,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageMedia": editing.edit_media,
    "editMessageReplyMarkup": editing.edit_reply_markup,
    "deleteMessage": deleting.delete_message,
    "deleteMessages": deleting.delete_messages,
    "answerCallbackQuery": answering.answer_callback_query,
    "setMyCommands": menus.set_my_commands,
    "getMyCommands": menus.get_my_commands,
    "deleteMyCommands": menus.delete_my_commands,
    "setChatMenuButton": menus.set_chat_menu_button,
    "getChatMenuButton": menus.get_chat_menu_button,
}
NAMES = {name.lower(): name for name in METHODS}


async def call_method(world: World, name: str, params: Params) -> Any:
    """Carry out the method called `name` (lower case). Raises ApiError for its refusal, 404 for an unknown one."""
    if name not in NAMES:
        raise method_not_found()
    if chat_id := whole(params.text("chat_id")):
        world.limits.admit(name, chat_id)
    kept = await keep_uploads(world, name, params)
    with world.change():
        return METHODS[NAMES[name]](MethodCall(world, params, kept))
