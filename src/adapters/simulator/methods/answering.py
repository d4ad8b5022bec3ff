"""The answer to a pressed inline button."""

from adapters.simulator.errors import bad_request
from adapters.simulator.methods.call import MethodCall

MAX_ANSWER = 200


def answer_callback_query(call: MethodCall) -> bool:
    text = call.params.text("text")
    if len(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = {"text": text, "show_alert": call.params.flag("show_alert"), "url": call.params.text("url")}
    query_id = call.params.text("callback_query_id")
    person_id, message_id = call.world.callbacks.answer(query_id, answer)
    shown = {"callback_id": query_id, "message_id": message_id, **answer}
    call.world.events.publish("answer", person_id, shown)
    return True
