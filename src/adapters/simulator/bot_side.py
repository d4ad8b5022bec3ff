"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import time
from typing import Any

from aiohttp import web

from adapters.simulator.calling import carry_out, record
from adapters.simulator.calls import chat_of
from adapters.simulator.errors import ApiError, unauthorized
from adapters.simulator.faults import Fault
from adapters.simulator.keys import WORLD
from adapters.simulator.requests import read_params
from adapters.simulator.token import same_token


async def answer_bot(request: web.Request) -> web.Response:
    """One call of the bot, with the faults ordered for it."""
    world = request.app[WORLD]
    if not same_token(request.match_info["token"], world.token):
        return enveloped(unauthorized().envelope())
    at, method = time.time(), request.match_info["method"]
    name = method.lower()
    try:
        params = await read_params(request)
    except ApiError as error:
        return enveloped(error.envelope())
    fault = world.faults.strike(name, chat_of(params.fields)) or Fault()
    await asyncio.sleep(fault.delay)
    if fault.drop == "before":
        record(world, method, params, {"ok": False}, at=at, fault=fault)
        return cut(request)
    answer = await carry_out(world, name, params, fault, lambda: is_open(request))
    record(world, method, params, answer, at=at, fault=fault)
    return cut(request) if fault.drop == "after" else enveloped(answer)


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
    kept = world.photos if request.match_info["kind"] == "photos" else world.files
    path = kept.path_of_file(int(request.match_info["number"]))
    if path is None:
        return enveloped(ApiError(404, "Not Found").envelope())
    return web.FileResponse(path)


ROUTES = [
    web.route("*", "/bot{token:[^/]+}/{method:[A-Za-z0-9_]+}", answer_bot),
    web.get(r"/file/bot{token:[^/]+}/{kind:photos|documents}/file_{number:\d{1,15}}{ending:(\.[^/]*)?}", send_file),
]
