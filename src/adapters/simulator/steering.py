"""The test's side over HTTP, under /sim: readiness, recorded calls, faults, the clock, reset."""

from aiohttp import web
from attrs import asdict

from adapters.simulator import acts
from adapters.simulator.errors import PersonError
from adapters.simulator.faults import PlannedFault, to_fault
from adapters.simulator.keys import WORLD
from adapters.simulator.requests import Params, read_params


async def show_state(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    state = {
        "bot": world.bot,
        "polled": world.updates.is_polled,
        "webhook": world.webhooks.current() is not None,
        "polls": world.updates.seen,
        "unread_updates": world.updates.count(),
        "commands_set": world.commands.any(),
        "now": world.clock.now(),
        "clock_shift": world.clock.shift,
    }
    return web.json_response(state)


async def list_calls(request: web.Request) -> web.Response:
    query = Params(dict(request.query))
    chat_id = query.number("chat_id") or None
    calls = request.app[WORLD].calls.after(query.number("after"), method=query.text("method") or None, chat_id=chat_id)
    return web.json_response({"calls": [call.shown() for call in calls]})


def shown_fault(planned: PlannedFault) -> dict[str, object]:
    return {"id": planned.id, "hits": planned.hits, "skipped": planned.skipped, **asdict(planned.fault)}


async def list_faults(request: web.Request) -> web.Response:
    return web.json_response({"faults": [shown_fault(planned) for planned in request.app[WORLD].faults.planned]})


async def add_fault(request: web.Request) -> web.Response:
    fault = to_fault((await read_params(request)).fields)
    return web.json_response({"fault": shown_fault(request.app[WORLD].faults.add(fault))})


async def clear_faults(request: web.Request) -> web.Response:
    request.app[WORLD].faults.clear()
    return web.json_response({"faults": []})


async def shift_clock(request: web.Request) -> web.Response:
    """`shift`: seconds ahead of the real time; `advance`: seconds to add to that."""
    clock, fields = request.app[WORLD].clock, (await read_params(request)).fields
    try:
        clock.set_shift(float(fields.get("shift", clock.shift)) + float(fields.get("advance", 0)))
    except (TypeError, ValueError):
        raise PersonError(400, "shift and advance are numbers of seconds") from None
    return web.json_response({"now": clock.now(), "clock_shift": clock.shift})


async def reset(request: web.Request) -> web.Response:
    acts.reset(request.app[WORLD], people=(await read_params(request)).flag("people"))
    return web.json_response({})


ROUTES = [
    web.get("/sim/state", show_state),
    web.get("/sim/calls", list_calls),
    web.get("/sim/faults", list_faults),
    web.post("/sim/faults", add_fault),
    web.delete("/sim/faults", clear_faults),
    web.post("/sim/clock", shift_clock),
    web.post("/sim/reset", reset),
]
