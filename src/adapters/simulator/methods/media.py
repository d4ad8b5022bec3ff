"""Photos and files of a call: uploaded with it, or named by a file id."""

from typing import Any

from adapters.simulator.errors import bad_request
from adapters.simulator.methods.call import MethodCall
from adapters.simulator.photos import cannot_download, is_url
from adapters.simulator.requests import ATTACHED, Params, Upload
from adapters.simulator.world import World

KINDS = ("photo", "document")
FIELDS = {"sendphoto": "photo", "senddocument": "document"}


async def keep_uploads(world: World, name: str, params: Params) -> dict[str, str]:
    """Store what came with the call before it changes anything: field or attach:// reference -> kept name."""
    return {reference: await keep(world, kind, upload) for reference, kind, upload in uploads_of(name, params)}


async def keep(world: World, kind: str, upload: Upload) -> str:
    return await (world.photos.keep(upload.data) if kind == "photo" else world.files.keep(upload))


def uploads_of(name: str, params: Params) -> list[tuple[str, str, Upload]]:
    """Reference, kind and content of each upload a method of that name (lower case) uses."""
    found: list[tuple[str, str, Upload | None]] = []
    if field := FIELDS.get(name):
        found.append((params.text(field) or field, field, params.upload(field)))
    for item in media_items(name, params):
        reference = item.text("media")
        found.append((reference, item.text("type"), params.attached(reference)))
    return [(reference, kind, upload) for reference, kind, upload in found if upload is not None and kind in KINDS]


def media_items(name: str, params: Params) -> list[Params]:
    if name == "editmessagemedia":
        return [Params(params.opened("media"))]
    if name == "sendmediagroup":
        return [Params(item) for item in params.listed("media") if isinstance(item, dict)]
    return []


def media_content(call: MethodCall, kind: str, reference: str) -> dict[str, Any]:
    """The uploaded photo or file, or the one a file id stands for. Raises ApiError for anything else."""
    if kept := call.kept.get(reference or kind):
        return {kind: call.world.photos.sizes(kept) if kind == "photo" else call.world.files.document(kept)}
    if not reference or reference.startswith(ATTACHED):
        raise bad_request(f"there is no {kind} in the request")
    if is_url(reference):
        raise cannot_download()
    if kind == "photo":
        return {"photo": call.world.photos.sizes(call.world.photos.photo_of(reference))}
    return {"document": call.world.files.document(call.world.files.unique_id_of(reference))}


def input_media_content(call: MethodCall, item: Params) -> dict[str, Any]:
    """Content of an InputMedia object without its caption. Raises ApiError for other kinds than photo and document."""
    kind = item.text("type")
    if kind not in KINDS:
        raise bad_request("can't parse InputMedia: only photos and documents are supported here")
    above = {"show_caption_above_media": True} if item.flag("show_caption_above_media") and kind == "photo" else {}
    return {**media_content(call, kind, item.text("media")), **spoiler(item), **above}


def spoiler(item: Params) -> dict[str, Any]:
    return {"has_media_spoiler": True} if item.flag("has_spoiler") else {}
