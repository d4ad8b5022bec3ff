"""A Bot API request as Telegram reads it: GET or POST, urlencoded, JSON or multipart with `attach://` parts."""

import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, ClientResponse, MultipartReader, web
from attrs import Factory, frozen

from adapters.simulator.errors import ApiError, bad_request

ATTACHED = "attach://"
MAX_UPLOAD = 50 * 1024 * 1024
LARGEST = 2**53
TRUE = ("true", "1", "yes")


@frozen
class Upload:
    """A file that came in the request's body."""

    name: str
    data: bytes

    def shown(self) -> dict[str, Any]:
        return {"upload": self.name, "size": len(self.data)}


@frozen
class Params:
    """The fields of a call. Values are text even for numbers, booleans and JSON, unless the body was JSON."""

    fields: dict[str, Any]
    uploads: dict[str, Upload] = Factory(dict)

    def text(self, name: str, default: str = "") -> str:
        value = self.fields.get(name)
        return default if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        value = self.fields.get(name)
        if value is None or value == "":
            return default
        number = whole(value)
        if number is None:
            raise bad_request(f"invalid {name} specified")
        return number

    def seconds(self, name: str) -> float:
        try:
            return float(self.fields.get(name) or 0)
        except (TypeError, ValueError):
            raise bad_request(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        return str(self.fields.get(name, "")).lower() in TRUE

    def parsed(self, name: str) -> Any:
        """A JSON field; None when absent or empty."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def opened(self, name: str) -> dict[str, Any]:
        """A JSON object; empty when absent."""
        value = self.parsed(name) or {}
        if not isinstance(value, dict):
            raise bad_request(f"can't parse {name.replace('_', ' ')}: expected an Object")
        return value

    def listed(self, name: str) -> list[Any]:
        """A JSON array; empty when absent."""
        value = self.parsed(name) or []
        if not isinstance(value, list):
            raise bad_request(f"can't parse {name.replace('_', ' ')}: expected an Array")
        return value

    def upload(self, field: str) -> Upload | None:
        """What a file field names: a part of the request, either `attach://part` or the part called like the field."""
        value = self.fields.get(field, "")
        if isinstance(value, str) and value.startswith(ATTACHED):
            return self.attached(value)
        return self.uploads.get(field)

    def attached(self, reference: str) -> Upload | None:
        return self.uploads.get(reference.removeprefix(ATTACHED)) if reference.startswith(ATTACHED) else None

    def shown(self) -> dict[str, Any]:
        """For the record of calls: JSON fields opened, files as name and size."""
        opened = {name: opened_json(value) for name, value in self.fields.items()}
        return {**opened, **{name: upload.shown() for name, upload in self.uploads.items()}}


def whole(value: Any) -> int | None:
    """An integer that fits an id; None for anything else."""
    try:
        number = int(value)
    except (TypeError, ValueError):
        return None
    return number if abs(number) < LARGEST else None


def opened_json(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


async def read_params(request: web.Request) -> Params:
    """Query and body together. Raises ApiError for a body that is not what it claims to be."""
    fields: dict[str, Any] = dict(request.query)
    if request.content_type == "multipart/form-data":
        return await read_multipart(await request.multipart(), fields)
    if request.content_type == "application/json":
        fields |= read_json(await request.read())
    elif request.can_read_body:
        fields |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    return Params(fields)


async def read_answer(response: ClientResponse) -> Params:
    """What a webhook answered, empty when that is no call. Raises ApiError for a body that is not what it claims to be."""
    if response.content_type == "multipart/form-data":
        return await read_multipart(MultipartReader(response.headers, response.content), {})
    body = await response.read()
    if response.content_type == "application/json":
        return Params(read_json(body))
    if response.content_type == "application/x-www-form-urlencoded":
        return Params(dict(parse_qsl(body.decode(errors="replace"))))
    return Params({})


def read_json(data: bytes) -> dict[str, Any]:
    try:
        body = json.loads(data or b"{}")
    except ValueError:
        raise bad_request("can't parse request body") from None
    if not isinstance(body, dict):
        raise bad_request("can't parse request body: expected an Object")
    return body


async def read_multipart(reader: MultipartReader, fields: dict[str, Any]) -> Params:
    uploads: dict[str, Upload] = {}
    left = MAX_UPLOAD
    async for part in reader:
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = await read_part(part, left)
        left -= len(data)
        if part.filename is None:
            fields[part.name] = data.decode(errors="replace")
        else:
            uploads[part.name] = Upload(part.filename, data)
    return Params(fields, uploads)


async def read_part(part: BodyPartReader, most: int) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(64 * 1024):
        data += chunk
        if len(data) > most:
            raise ApiError(413, "Request Entity Too Large")
    return bytes(data)
