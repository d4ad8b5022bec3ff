"""One Bot API call carried out and recorded, whether it came as a request or in a webhook's answer."""

from collections.abc import Callable
from typing import Any

from adapters.simulator.errors import ApiError, webhook_is_active
from adapters.simulator.faults import POLLING, Fault
from adapters.simulator.methods import NAMES, call_method
from adapters.simulator.requests import Params
from adapters.simulator.updates import Poll
from adapters.simulator.world import World

MAX_LIMIT = 100


async def carry_out(world: World, name: str, params: Params, fault: Fault, still_open: Callable[[], bool]) -> dict[str, Any]:
    """Telegram's envelope around the result or the refusal; `name` in lower case."""
    try:
        if refusal := fault.refusal():
            raise refusal
        call = poll(world, params, still_open) if name == POLLING else call_method(world, name, params)
        return {"ok": True, "result": await call}
    except ApiError as error:
        return error.envelope()


async def poll(world: World, params: Params, still_open: Callable[[], bool]) -> list[dict[str, Any]]:
    if world.webhooks.current():
        raise webhook_is_active()
    if "allowed_updates" in params.fields:
        world.updates.allow(params.listed("allowed_updates"))
    wanted = Poll(
        offset=params.number("offset"),
        limit=params.number("limit", MAX_LIMIT),
        timeout=params.number("timeout"),
        is_open=still_open,
    )
    return await world.updates.wait(wanted)


def record(world: World, method: str, params: Params, answer: dict[str, Any], *, at: float, fault: Fault) -> None:
    """Note the call for tests and the developer's pane; `at`: seconds since the epoch."""
    if method.lower() == POLLING:
        return
    known = NAMES.get(method.lower(), method)
    call = world.calls.record(known, params.shown(), answer, at=at, dropped=fault.drop)
    world.events.publish("call", call.chat_id, {"call": call.shown()})
