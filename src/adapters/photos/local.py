"""Pictures in a folder."""

import asyncio
import os
import tempfile
from pathlib import Path

from attrs import field, frozen

from adapters.photos.keys import UnsafePhotoKeyError, key_of, place_of
from rental_core.apartments.apartment import PhotoKey
from rental_core.apartments.ports import PhotoLostError, PhotoStorage


@frozen
class LocalPhotos(PhotoStorage):
    """Keeps each picture in a file named by the SHA-256 of its content, spread over 256 folders by the first two digits.

    A file appears whole or not at all, also when the machine stops while it is written. Many processes may share the folder.
    """

    folder: Path = field(converter=Path)

    async def put(self, content: bytes, *, suffix: str) -> PhotoKey:
        """The key, the same for the same content and suffix. Raises UnsafePhotoKeyError for a suffix that is not 1-8 of a-z0-9."""
        key = key_of(content, suffix)
        await asyncio.to_thread(_write_whole, self._path(key), content)
        return key

    async def get(self, key: PhotoKey) -> bytes:
        """The picture. Raises PhotoLostError, also for what can be no key of ours."""
        try:
            return await asyncio.to_thread(self._path(key).read_bytes)
        except (FileNotFoundError, UnsafePhotoKeyError) as error:
            raise PhotoLostError(key) from error

    def _path(self, key: PhotoKey) -> Path:
        return self.folder / place_of(key)


def _write_whole(path: Path, content: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).chmod(0o644)
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
