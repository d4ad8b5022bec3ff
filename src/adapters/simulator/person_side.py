"""The people's side over HTTP, under /sim: what a person sees, says and taps."""

from collections.abc import Callable
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler
from attrs import evolve

from adapters.simulator import acts
from adapters.simulator.errors import ApiError, PersonError
from adapters.simulator.keys import WORLD
from adapters.simulator.messages import Message
from adapters.simulator.methods.menus import COMMANDS_BUTTON
from adapters.simulator.people import PROFILE, Person
from adapters.simulator.requests import Params, read_params
from adapters.simulator.world import World

MAX_WAIT = 60.0
MESSAGES_SHOWN = 200


@web.middleware
async def explain_refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except PersonError as error:
        return web.json_response({"error": error.reason}, status=error.status)
    except ApiError as error:
        return web.json_response({"error": error.description}, status=error.code)


def person_of(request: web.Request) -> tuple[World, Person]:
    world = request.app[WORLD]
    return world, world.people.get(int(request.match_info["person"]))


def shown_message(message: Message) -> web.Response:
    return web.json_response({"message": message.seen_by_person()})


async def list_people(request: web.Request) -> web.Response:
    people = request.app[WORLD].people.all()
    return web.json_response({"people": [person.shown() for person in people]})


async def put_person(request: web.Request) -> web.Response:
    world, params = request.app[WORLD], await read_params(request)
    profile = {name: params.fields[name] for name in PROFILE if name in params.fields}
    with world.change():
        person = world.people.put(params.number("id") or None, profile)
        world.events.publish("people", None, {})
    return web.json_response({"person": person.shown()})


async def show_chat(request: web.Request) -> web.Response:
    world, person = person_of(request)
    last = Params(dict(request.query)).number("last", MESSAGES_SHOWN)
    body = {
        "bot": world.bot,
        "person": person.shown(),
        "messages": [message.seen_by_person() for message in world.messages.of_chat(person.id, last=last)],
        "reply_keyboard": person.reply_keyboard,
        "commands": world.commands.shown_to(person),
        "menu_button": menu_button(world, person),
        "about": about_bot(world, person),
    }
    return web.json_response(body)


def menu_button(world: World, person: Person) -> dict[str, Any]:
    default = world.store.recall("menu_button:", COMMANDS_BUTTON)
    button: dict[str, Any] = world.store.recall(f"menu_button:{person.id}", default)
    return COMMANDS_BUTTON if button["type"] == "default" else button


def about_bot(world: World, person: Person) -> str:
    """The bot's description, which an empty chat shows, in the person's language if there is one."""
    language = (person.language_code or "").partition("-")[0]
    default: str = world.store.recall("bot_description:", "")
    return str(world.store.recall(f"bot_description:{language}", "") or default)


async def say(request: web.Request) -> web.Response:
    world, person = person_of(request)
    return shown_message(acts.say(world, person, (await read_params(request)).text("text")))


async def edit(request: web.Request) -> web.Response:
    """Another text for a message of theirs."""
    world, person = person_of(request)
    params = await read_params(request)
    return shown_message(acts.edit(world, person, params.number("message_id"), params.text("text")))


async def tap(request: web.Request) -> web.Response:
    world, person = person_of(request)
    params = await read_params(request)
    message = tapped(world, person, params)
    data = params.fields.get("data")
    if data is None:
        data = acts.data_of_button(message, params.text("text"))
    query_id = acts.tap(world, person, message, str(data))
    wait = min(params.seconds("wait"), MAX_WAIT)
    answer = await world.callbacks.wait(query_id, wait)
    return web.json_response({"callback_id": query_id, "answered": answer is not None, "answer": answer})


def tapped(world: World, person: Person, params: Params) -> Message:
    """The message as the person sees it: now, at an older `version`, or not accessible any more."""
    message = world.messages.find(person.id, params.number("message_id"))
    if message is None:
        raise PersonError(404, "this chat has no such message")
    if "version" in params.fields:
        message = world.messages.at_version(message, params.number("version"))
    if message is None:
        raise PersonError(404, "the message has no such version")
    return evolve(message, deleted=True) if params.flag("inaccessible") else message


def set_blocked(blocked: bool) -> Callable[[web.Request], Any]:
    async def handler(request: web.Request) -> web.Response:
        world, person = person_of(request)
        return web.json_response({"person": acts.set_blocked(world, person, blocked).shown()})

    return handler


PERSON = r"/sim/people/{person:-?\d{1,15}}"
ROUTES = [
    web.get("/sim/people", list_people),
    web.post("/sim/people", put_person),
    web.get(f"{PERSON}/chat", show_chat),
    web.post(f"{PERSON}/text", say),
    web.post(f"{PERSON}/edit", edit),
    web.post(f"{PERSON}/tap", tap),
    web.post(f"{PERSON}/block", set_blocked(True)),
    web.post(f"{PERSON}/unblock", set_blocked(False)),
]
