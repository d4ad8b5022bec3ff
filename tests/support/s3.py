"""A small server that speaks S3: it keeps objects of one bucket, checks every signature by rules of its own, and can fail."""

import hashlib
import hmac
import re
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from aiohttp import web
from attrs import define, field

from adapters.photos import Bucket

KEY, SECRET, REGION, NAME = "AKIDEXAMPLE", "wJalr/XUtn+FEMI/bPxRfi", "ru-central1", "flats"
SIGNED = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(.+?)/(\d{8})/([^/]+)/s3/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})"
)
TOLERANCE = timedelta(minutes=15)
CUT = 0  # a fault: the connection breaks instead of an answer


class S3RefusalError(Exception):
    """What S3 says no with."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


@define
class S3Server:
    """`faults` are statuses answered first, CUT for none at all; `asked` tells what came, faults included."""

    url: str = ""
    objects: dict[str, bytes] = field(factory=dict)
    types: dict[str, str] = field(factory=dict)
    faults: deque[int] = field(factory=deque)
    asked: list[str] = field(factory=list)
    now: datetime | None = None

    @property
    def bucket(self) -> Bucket:
        return Bucket(url=self.url, name=NAME, key=KEY, secret=SECRET, region=REGION)

    async def answer(self, request: web.Request) -> web.Response:
        content = await request.read()
        self.asked.append(request.method)
        fault = self.faults.popleft() if self.faults else None
        if fault == CUT:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        try:
            if fault:
                raise S3RefusalError(fault, "SlowDown" if fault == 503 else "InternalError")
            self._check(request, content)
            return self._serve(request, content)
        except S3RefusalError as refusal:
            told = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{refusal.code}</Code><Message>no {SECRET}</Message></Error>'
            return web.Response(status=refusal.status, text=told, content_type="application/xml")

    def _serve(self, request: web.Request, content: bytes) -> web.Response:
        _, bucket, place = request.rel_url.raw_path.split("/", 2)
        if bucket != NAME:
            raise S3RefusalError(404, "NoSuchBucket")
        if request.method == "PUT":
            self.objects[place], self.types[place] = content, request.headers.get("Content-Type", "")
            return web.Response(headers={"ETag": f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'})
        if place not in self.objects:
            raise S3RefusalError(404, "NoSuchKey")
        return web.Response(body=self.objects[place], content_type=self.types.get(place, "application/octet-stream"))

    def _check(self, request: web.Request, content: bytes) -> None:
        said = SIGNED.fullmatch(request.headers.get("Authorization", ""))
        if not said:
            raise S3RefusalError(403, "AccessDenied")
        key, day, region, names, signature = said.groups()
        stamp = request.headers["X-Amz-Date"]
        at = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        if abs(at - (self.now or datetime.now(UTC))) > TOLERANCE:
            raise S3RefusalError(403, "RequestTimeTooSkewed")
        if key != KEY:
            raise S3RefusalError(403, "InvalidAccessKeyId")
        if region != REGION or not stamp.startswith(day):
            raise S3RefusalError(400, "AuthorizationHeaderMalformed")
        if request.headers["X-Amz-Content-Sha256"] != hashlib.sha256(content).hexdigest():
            raise S3RefusalError(400, "XAmzContentSHA256Mismatch")
        if not {"host", "x-amz-date", "x-amz-content-sha256"} <= set(names.split(";")):
            raise S3RefusalError(403, "AccessDenied")
        if not hmac.compare_digest(signature, _expected(request, names, stamp)):
            raise S3RefusalError(403, "SignatureDoesNotMatch")


def _expected(request: web.Request, names: str, stamp: str) -> str:
    """The signature of what arrived, whatever was meant to be sent."""
    lines = [f"{name}:{' '.join(request.headers[name].split())}" for name in names.split(";")]
    query = "&".join(sorted(part if "=" in part else part + "=" for part in request.rel_url.raw_query_string.split("&") if part))
    digest = request.headers["X-Amz-Content-Sha256"]
    canonical = "\n".join([request.method, request.rel_url.raw_path, query, *lines, "", names, digest])
    steps = [stamp[:8], REGION, "s3", "aws4_request"]
    text = "\n".join(["AWS4-HMAC-SHA256", stamp, "/".join(steps), hashlib.sha256(canonical.encode()).hexdigest()])
    secret = b"AWS4" + SECRET.encode()
    for step in (*steps, text):
        secret = hmac.new(secret, step.encode(), hashlib.sha256).digest()
    return secret.hex()


@asynccontextmanager
async def s3_server() -> AsyncIterator[S3Server]:
    """A server on a port of its own."""
    server = S3Server()
    app = web.Application(client_max_size=30 * 1024**2)
    app.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        server.url = f"http://{host}:{port}"
        yield server
    finally:
        await runner.cleanup()
