"""Whether what was sent is a photo that can be shown."""

import asyncio
import io
from enum import Enum

from attrs import frozen
from PIL import Image, UnidentifiedImageError

MOST_BYTES = 10 * 2**20  # Telegram's limit for a photo
SHORTEST_SIDE = 320  # pixels
LONGEST_SIDES = 10_000  # width and height together: Telegram's limit, as is the ratio
MOST_RATIO = 20
MOST_PIXELS = 50_000_000
SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


class Fault(Enum):
    """Why something cannot be taken as a photo."""

    NO_PICTURE = "no-picture"
    TOO_HEAVY = "too-heavy"
    TOO_SMALL = "too-small"
    TOO_LARGE = "too-large"
    TOO_MANY = "too-many"
    KNOWN = "known"


@frozen
class BadPhotoError(Exception):
    """What was sent cannot be taken."""

    fault: Fault


async def suffix_of(content: bytes) -> str:
    """The file type of a picture. Raises BadPhotoError."""
    return await asyncio.to_thread(_checked, content)


def _checked(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise BadPhotoError(Fault.TOO_HEAVY)
    try:
        with Image.open(io.BytesIO(content)) as picture:
            _must_fit(*picture.size)
            suffix = SUFFIXES.get(picture.format or "")
            picture.load()  # a file that breaks off is no picture
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise BadPhotoError(Fault.NO_PICTURE) from None
    if suffix is None:
        raise BadPhotoError(Fault.NO_PICTURE)
    return suffix


def _must_fit(width: int, height: int) -> None:
    if min(width, height) < SHORTEST_SIDE:
        raise BadPhotoError(Fault.TOO_SMALL)
    if width + height > LONGEST_SIDES or width * height > MOST_PIXELS or max(width, height) > MOST_RATIO * min(width, height):
        raise BadPhotoError(Fault.TOO_LARGE)
