"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from aiohttp import web

from adapters.simulator.calls import chat_of
from adapters.simulator.errors import ApiError, unauthorized
from adapters.simulator.faults import POLLING, Fault
from adapters.simulator.keys import WORLD
from adapters.simulator.methods import NAMES, call_method
from adapters.simulator.requests import Params, read_params
from adapters.simulator.token import same_token
from adapters.simulator.updates import Poll
from adapters.simulator.world import World

MAX_LIMIT = 100


async def answer_bot(request: web.Request) -> web.Response:
    """One call of the bot, with the faults ordered for it."""
    world = request.app[WORLD]
    if not same_token(request.match_info["token"], world.token):
        return enveloped(unauthorized().envelope())
    at, name = time.time(), request.match_info["method"].lower()
    try:
        params = await read_params(request)
    except ApiError as error:
        return enveloped(error.envelope())
    fault = world.faults.strike(name, chat_of(params.fields)) or Fault()
    await asyncio.sleep(fault.delay)
    if fault.drop == "before":
        record(world, request, params, {"ok": False}, at, fault)
        return cut(request)
    answer = await carry_out(world, name, params, fault, lambda: is_open(request))
    record(world, request, params, answer, at, fault)
    return cut(request) if fault.drop == "after" else enveloped(answer)


async def carry_out(world: World, name: str, params: Params, fault: Fault, still_open: Callable[[], bool]) -> dict[str, Any]:
    """Telegram's envelope around the result or the refusal."""
    try:
        if refusal := fault.refusal():
            raise refusal
        call = poll(world, params, still_open) if name == POLLING else call_method(world, name, params)
        return {"ok": True, "result": await call}
    except ApiError as error:
        return error.envelope()


async def poll(world: World, params: Params, still_open: Callable[[], bool]) -> list[dict[str, Any]]:
    if "allowed_updates" in params.fields:
        world.updates.allow(params.listed("allowed_updates"))
    wanted = Poll(
        offset=params.number("offset"),
        limit=params.number("limit", MAX_LIMIT),
        timeout=params.number("timeout"),
        is_open=still_open,
    )
    return await world.updates.wait(wanted)


def record(world: World, request: web.Request, params: Params, answer: dict[str, Any], at: float, fault: Fault) -> None:
    method = request.match_info["method"]
    if method.lower() == POLLING:
        return
    known = NAMES.get(method.lower(), method)
    call = world.calls.record(known, params.shown(), answer, at=at, dropped=fault.drop)
    world.events.publish("call", call.chat_id, {"call": call.shown()})


def enveloped(answer: dict[str, Any]) -> web.Response:
    return web.json_response(answer, status=answer.get("error_code", 200))


def is_open(request: web.Request) -> bool:
    return request.transport is not None and not request.transport.is_closing()


def cut(request: web.Request) -> web.Response:
    """Close the connection in the client's face; the response goes nowhere."""
    if request.transport is not None:
        request.transport.close()
    return web.Response()


async def send_file(request: web.Request) -> web.StreamResponse:
    """The download getFile points at."""
    world = request.app[WORLD]
    if not same_token(request.match_info["token"], world.token):
        return enveloped(unauthorized().envelope())
    path = world.photos.path_of_file(int(request.match_info["number"]))
    if path is None:
        return enveloped(ApiError(404, "Not Found").envelope())
    return web.FileResponse(path)


ROUTES = [
    web.route("*", "/bot{token:[^/]+}/{method:[A-Za-z0-9_]+}", answer_bot),
    web.get(r"/file/bot{token:[^/]+}/photos/file_{number:\d{1,15}}.jpg", send_file),
]
