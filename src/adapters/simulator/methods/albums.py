"""Albums: several messages that came in one go and are shown as one."""

import secrets
from typing import Any

from adapters.simulator.errors import bad_request
from adapters.simulator.methods.call import MethodCall, caption_content
from adapters.simulator.methods.media import input_media_content
from adapters.simulator.methods.sending import passed_on, reply_content
from adapters.simulator.requests import Params

ITEMS = range(2, 11)


def send_media_group(call: MethodCall) -> list[dict[str, Any]]:
    """One message for each item; an album has no keyboard."""
    person = call.reachable_person()
    items = [Params(item) for item in call.params.listed("media") if isinstance(item, dict)]
    if len(items) not in ITEMS:
        raise bad_request("wrong number of media specified: an album has 2 to 10")
    if len({item.text("type") == "document" for item in items}) > 1:
        raise bad_request("document can't be mixed with other media types")
    world, options = call.world, {**passed_on(call), **reply_content(call, person)}
    group, sent = new_group(), []
    for item in items:
        content = {"media_group_id": group, **input_media_content(call, item), **caption_content(item), **options}
        message = world.messages.add(person.id, content, from_bot=True, at=world.clock.now())
        world.show(message)
        sent.append(world.seen_by_bot(message, person))
    return sent


def new_group() -> str:
    return str(secrets.randbits(53) | 1 << 53)
