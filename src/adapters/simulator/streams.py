"""Server-sent events over HTTP."""

import asyncio

from aiohttp import web

from adapters.simulator.errors import PersonError
from adapters.simulator.events import Subscription
from adapters.simulator.keys import WORLD
from adapters.simulator.requests import whole

HEARTBEAT = 15.0  # seconds; a proxy or a sleeping laptop must not leave a dead stream that looks alive
RETRY = b"retry: 1000\n\n"


async def of_person(request: web.Request) -> web.StreamResponse:
    return await stream(request, frozenset({int(request.match_info["person"])}))


async def of_people(request: web.Request) -> web.StreamResponse:
    """Several people over one connection: a browser opens only six to one server."""
    listed = [whole(part) for part in request.query.get("people", "").split(",") if part]
    if None in listed:
        raise PersonError(400, "people is a list of ids: ?people=1,2")
    return await stream(request, frozenset(part for part in listed if part is not None))


async def stream(request: web.Request, people: frozenset[int]) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    with request.app[WORLD].events.subscribed(people, request.headers.get("Last-Event-ID")) as subscription:
        try:
            await response.prepare(request)
            await response.write(RETRY)
            await pass_on(subscription, response)
        except ConnectionError:
            pass
    return response


async def pass_on(subscription: Subscription, response: web.StreamResponse) -> None:
    """Until the simulator stops or the listener goes away."""
    while True:
        try:
            event = await asyncio.wait_for(subscription.queue.get(), HEARTBEAT)
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        if event is None:
            return
        await response.write(event.encoded())


ROUTES = [
    web.get(r"/sim/people/{person:\d{1,15}}/events", of_person),
    web.get("/sim/events", of_people),
]
