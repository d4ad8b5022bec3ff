"""Names of pictures, made from their content."""

import hashlib
import re

from attrs import frozen

from rental_core.apartments.apartment import PhotoKey

KEY = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,8}")
SUFFIX = re.compile(r"[a-z0-9]{1,8}")


@frozen
class UnsafePhotoKeyError(ValueError):
    """Not a key or suffix that a storage could have made: it might lead out of it."""

    name: str


def key_of(content: bytes, suffix: str) -> PhotoKey:
    """The same for the same content and suffix. Raises UnsafePhotoKeyError for a suffix that is not 1-8 of a-z0-9."""
    if not SUFFIX.fullmatch(suffix):
        raise UnsafePhotoKeyError(suffix)
    return PhotoKey(f"{hashlib.sha256(content).hexdigest()}.{suffix}")


def place_of(key: PhotoKey) -> str:
    """Where a storage keeps it: spread over 256 folders by the first two digits.

    Raises UnsafePhotoKeyError for what can be no key of ours.
    """
    if not KEY.fullmatch(key):
        raise UnsafePhotoKeyError(key)
    return f"{key[:2]}/{key}"
