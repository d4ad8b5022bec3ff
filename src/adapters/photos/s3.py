"""Pictures in a bucket of Amazon S3, or of whatever speaks like it."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
from attrs import field, frozen
from structlog import get_logger

from adapters.photos.keys import UnsafePhotoKeyError, key_of, place_of
from adapters.photos.signing import Signer
from rental_core.apartments.apartment import PhotoKey
from rental_core.apartments.ports import PhotoLostError, PhotoStorage, PhotosUnreachableError

TIMEOUT = httpx.Timeout(30, connect=5, pool=120)  # seconds; many pictures at once wait for their turn in the pool
PAUSES = (0.2, 1.0)  # seconds before the second and the third try
PASSING = frozenset({429, 500, 502, 503, 504})  # answers that may be others a moment later
CODE = re.compile(r"<Code>\s*([A-Za-z0-9.]{1,64})\s*</Code>")
NO_SUCH_PICTURE = "NoSuchKey"
TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "heic": "image/heic"}

log = get_logger(__name__)


@frozen(kw_only=True)
class Bucket:
    """Where the pictures lie and who asks for them. `url` is the service's, without the bucket."""

    url: str
    name: str
    key: str
    secret: str = field(repr=False)
    region: str


def _utc_now() -> datetime:
    return datetime.now(UTC)


@frozen
class S3Photos(PhotoStorage):
    """Keeps each picture as an object with the name that `LocalPhotos` gives its file, so that a folder can be copied over as it is.

    What fails in passing is asked again, three times in all: the same picture stored twice is stored once. The key needs the rights to
    put, get and list: without the last S3 says "forbidden" of a picture that is not there.
    """

    bucket: Bucket
    client: httpx.AsyncClient
    now: Callable[[], datetime] = _utc_now

    async def put(self, content: bytes, *, suffix: str) -> PhotoKey:
        """The key. Raises PhotosUnreachableError, and UnsafePhotoKeyError for a suffix that is not 1-8 of a-z0-9."""
        key = key_of(content, suffix)
        answer = await self._ask("PUT", place_of(key), content, {"content-type": TYPES.get(suffix, "application/octet-stream")})
        if not answer.is_success:
            raise PhotosUnreachableError(_reason(answer))
        return key

    async def get(self, key: PhotoKey) -> bytes:
        """The picture. Raises PhotosUnreachableError, and PhotoLostError, also for what can be no key of ours."""
        try:
            answer = await self._ask("GET", place_of(key), b"", {})
        except UnsafePhotoKeyError as error:
            raise PhotoLostError(key) from error
        if answer.is_success:
            return answer.content
        if _code(answer) == NO_SUCH_PICTURE:
            raise PhotoLostError(key)
        raise PhotosUnreachableError(_reason(answer))

    async def _ask(self, method: str, place: str, content: bytes, headers: dict[str, str]) -> httpx.Response:
        """The answer, when it is not one that passes. Raises PhotosUnreachableError."""
        for pause in PAUSES:
            try:
                return await self._ask_once(method, place, content, headers)
            except PhotosUnreachableError as error:
                log.warning("the photo storage is asked again", method=method, place=place, reason=error.reason)
                await asyncio.sleep(pause)
        return await self._ask_once(method, place, content, headers)

    async def _ask_once(self, method: str, place: str, content: bytes, headers: dict[str, str]) -> httpx.Response:
        url = str(httpx.URL(f"{self.bucket.url}/{self.bucket.name}/{place}"))  # as it is sent: no port that goes without saying
        signer = Signer(key=self.bucket.key, secret=self.bucket.secret, region=self.bucket.region)
        signed = signer.signed(method, url, content, at=self.now(), headers=headers)
        try:
            answer = await self.client.request(method, url, content=content, headers=signed)
        except httpx.RequestError as error:
            raise PhotosUnreachableError(f"no answer: {type(error).__name__}") from error
        if answer.status_code in PASSING:
            raise PhotosUnreachableError(_reason(answer))
        return answer


@asynccontextmanager
async def s3_photos(bucket: Bucket) -> AsyncIterator[S3Photos]:
    """The bucket's pictures, over connections that are kept open."""
    async with httpx.AsyncClient(timeout=TIMEOUT, headers={"accept-encoding": "identity"}) as client:
        yield S3Photos(bucket, client)


def _code(answer: httpx.Response) -> str:
    """S3's word for what is wrong; empty when it says none."""
    found = CODE.search(answer.text)
    return found[1] if found else ""


def _reason(answer: httpx.Response) -> str:
    return f"{answer.status_code} {_code(answer) or answer.reason_phrase}"
