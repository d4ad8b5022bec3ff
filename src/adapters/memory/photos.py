"""Pictures in a dictionary."""

import hashlib

from attrs import field, frozen

from rental_core.apartments.apartment import PhotoKey
from rental_core.apartments.ports import PhotoLostError, PhotoStorage


@frozen
class MemoryPhotos(PhotoStorage):
    """Keeps pictures for as long as it lives itself."""

    _pictures: dict[PhotoKey, bytes] = field(factory=dict, init=False, repr=False)

    async def put(self, content: bytes, *, suffix: str) -> PhotoKey:
        key = PhotoKey(f"{hashlib.sha256(content).hexdigest()}.{suffix}")
        self._pictures[key] = content
        return key

    async def get(self, key: PhotoKey) -> bytes:
        try:
            return self._pictures[key]
        except KeyError:
            raise PhotoLostError(key) from None
