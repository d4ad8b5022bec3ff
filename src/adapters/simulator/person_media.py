"""The people's side over HTTP, under /sim: photos, files, albums, stickers, voice, places and contacts."""

from urllib.parse import quote

from aiohttp import web

from adapters.simulator import acts, sharing
from adapters.simulator.errors import PersonError
from adapters.simulator.keys import WORLD
from adapters.simulator.person_side import PERSON, person_of, shown_message
from adapters.simulator.requests import Params, Upload, read_multipart, read_params

FOR_EVER = "private, max-age=31536000, immutable"


async def send_photo(request: web.Request) -> web.Response:
    world, person = person_of(request)
    params = await read_form(request)
    return shown_message(await sharing.send_photo(world, person, part(params, "photo"), params.text("caption")))


async def send_document(request: web.Request) -> web.Response:
    world, person = person_of(request)
    params = await read_form(request)
    return shown_message(await sharing.send_document(world, person, part(params, "document"), params.text("caption")))


async def send_album(request: web.Request) -> web.Response:
    world, person = person_of(request)
    params = await read_form(request)
    messages = await sharing.send_album(world, person, list(params.uploads.values()), params.text("caption"))
    return web.json_response({"messages": [message.seen_by_person() for message in messages]})


async def send_sticker(request: web.Request) -> web.Response:
    world, person = person_of(request)
    params = await read_form(request)
    return shown_message(await sharing.send_sticker(world, person, part(params, "sticker"), params.text("emoji")))


async def send_voice(request: web.Request) -> web.Response:
    world, person = person_of(request)
    params = await read_form(request)
    return shown_message(await sharing.send_voice(world, person, part(params, "voice"), params.number("duration", 1)))


async def read_form(request: web.Request) -> Params:
    if request.content_type != "multipart/form-data":
        raise PersonError(415, "files come as multipart/form-data")
    return await read_multipart(await request.multipart(), {})


def part(params: Params, name: str) -> Upload:
    upload = params.uploads.get(name)
    if upload is None:
        raise PersonError(400, f"the part `{name}` is missing")
    return upload


async def send_location(request: web.Request) -> web.Response:
    world, person = person_of(request)
    return shown_message(sharing.send_location(world, person, await read_params(request)))


async def send_contact(request: web.Request) -> web.Response:
    world, person = person_of(request)
    return shown_message(sharing.send_contact(world, person, await read_params(request)))


async def press(request: web.Request) -> web.Response:
    world, person = person_of(request)
    params = await read_params(request)
    text = params.text("text")
    if sharing.shares(person, text):
        return shown_message(sharing.press(world, person, text, params))
    return shown_message(acts.press(world, person, text))


async def show_photo(request: web.Request) -> web.StreamResponse:
    path = request.app[WORLD].photos.path_of_size(request.match_info["unique_id"])
    if path is None:
        raise PersonError(404, "there is no such photo")
    return web.FileResponse(path, headers={"Cache-Control": FOR_EVER})


async def download_file(request: web.Request) -> web.StreamResponse:
    """Saved, never opened: somebody's HTML must not run as a part of the page."""
    found = request.app[WORLD].files.named_path(request.match_info["unique_id"])
    if found is None:
        raise PersonError(404, "there is no such file")
    name, path = found
    saved = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Cache-Control": FOR_EVER, "Content-Type": "application/octet-stream", "Content-Disposition": saved}
    return web.FileResponse(path, headers=headers)


ROUTES = [
    web.post(f"{PERSON}/photo", send_photo),
    web.post(f"{PERSON}/document", send_document),
    web.post(f"{PERSON}/album", send_album),
    web.post(f"{PERSON}/sticker", send_sticker),
    web.post(f"{PERSON}/voice", send_voice),
    web.post(f"{PERSON}/location", send_location),
    web.post(f"{PERSON}/contact", send_contact),
    web.post(f"{PERSON}/press", press),
    web.get("/sim/photos/{unique_id:[A-Za-z0-9_-]+}.jpg", show_photo),
    web.get("/sim/files/{unique_id:[A-Za-z0-9_-]+}", download_file),
]
