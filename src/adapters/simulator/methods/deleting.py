"""Methods that take messages out of a chat."""

from adapters.simulator.errors import bad_request
from adapters.simulator.messages import Message
from adapters.simulator.methods.call import MethodCall
from adapters.simulator.requests import whole

DELETABLE_SECONDS = 48 * 3600
MAX_AT_ONCE = 100


def delete_message(call: MethodCall) -> bool:
    person = call.reachable_person()
    message = call.message(person, purpose="delete")
    if too_old(call, message):
        raise bad_request("message can't be deleted for everyone")
    call.world.show(call.world.messages.delete(message))
    return True


def delete_messages(call: MethodCall) -> bool:
    """Messages that are not there or are too old are passed over."""
    person = call.reachable_person()
    ids = call.params.listed("message_ids")
    if not 1 <= len(ids) <= MAX_AT_ONCE:
        raise bad_request("message identifiers are not specified" if not ids else "too many messages to delete")
    for message_id in filter(None, map(whole, ids)):
        message = call.world.messages.find(person.id, message_id)
        if message is not None and not message.deleted and not too_old(call, message):
            call.world.show(call.world.messages.delete(message))
    return True


def too_old(call: MethodCall, message: Message) -> bool:
    return call.world.clock.now() - message.sent_at >= DELETABLE_SECONDS
