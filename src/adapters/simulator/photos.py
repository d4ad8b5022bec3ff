"""Photos as Telegram keeps them: JPEG in several sizes, a stable unique id for each, a fresh file id at every use."""

import asyncio
import io
import secrets
import sqlite3
from pathlib import Path
from typing import Any

from attrs import frozen
from PIL import Image, ImageOps, UnidentifiedImageError

from adapters.simulator.errors import ApiError, bad_request
from adapters.simulator.store import Store

SIDES = (90, 320, 800, 1280)
MAX_BYTES = 10 * 1024 * 1024
MAX_PERIMETER_HALF = 10_000
MAX_RATIO = 20
FILE_ID_PREFIX, UNIQUE_ID_PREFIX = "AgACAgIAAxkB", "AQAD"
UNIQUE_ID = slice(len(FILE_ID_PREFIX), len(FILE_ID_PREFIX) + 16)


@frozen
class Rendered:
    """One size of a photo, as JPEG."""

    width: int
    height: int
    data: bytes


def render(data: bytes) -> list[Rendered]:
    """All sizes of an uploaded picture, smallest first. Raises ApiError for what Telegram does not take as a photo."""
    if not data:
        raise bad_request("file must be non-empty")
    if len(data) > MAX_BYTES:
        raise bad_request(f"file of size {len(data)} bytes is too big for a photo; the maximum size is {MAX_BYTES} bytes")
    try:
        with Image.open(io.BytesIO(data)) as image:
            check_shape(*image.size)
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error
    longest = max(upright.size)
    sides = [side for side in SIDES if side < longest] + ([longest] if longest <= SIDES[-1] else [])
    return [render_size(upright, side) for side in sides]


def check_shape(width: int, height: int) -> None:
    if width + height > MAX_PERIMETER_HALF or max(width, height) > MAX_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def render_size(image: Image.Image, side: int) -> Rendered:
    smaller = image.copy()
    smaller.thumbnail((side, side))
    target = io.BytesIO()
    smaller.save(target, "JPEG", quality=87)
    return Rendered(smaller.width, smaller.height, target.getvalue())


@frozen
class Photos:
    store: Store
    folder: Path

    async def keep(self, data: bytes) -> str:
        """Store an upload as a new photo, the same bytes included; its name. Raises ApiError."""
        sizes = await asyncio.to_thread(render, data)
        photo = secrets.token_urlsafe(9)
        unique_ids = [UNIQUE_ID_PREFIX + secrets.token_urlsafe(9) for _ in sizes]
        await asyncio.to_thread(self._write, unique_ids, sizes)
        insert = "INSERT INTO photo_sizes (photo, unique_id, width, height, size) VALUES (?, ?, ?, ?, ?)"
        for unique_id, size in zip(unique_ids, sizes, strict=True):
            self.store.run(insert, photo, unique_id, size.width, size.height, len(size.data))
        return photo

    def _write(self, unique_ids: list[str], sizes: list[Rendered]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for unique_id, size in zip(unique_ids, sizes, strict=True):
            self.path(unique_id).write_bytes(size.data)

    def path(self, unique_id: str) -> Path:
        return self.folder / f"{unique_id}.jpg"

    def sizes(self, photo: str) -> list[dict[str, Any]]:
        """PhotoSize objects with file ids nobody has seen before."""
        rows = self.store.rows("SELECT * FROM photo_sizes WHERE photo = ? ORDER BY id", photo)
        return [photo_size(row) for row in rows]

    def photo_of(self, file_id: str) -> str:
        """The photo a file id of any of its sizes stands for. Raises ApiError."""
        row = self._row_of(file_id)
        if row is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return str(row["photo"])

    def file_of(self, file_id: str) -> dict[str, Any]:
        """The answer of getFile. Raises ApiError."""
        row = self._row_of(file_id)
        if row is None:
            raise bad_request("invalid file_id")
        size = photo_size(row)
        return {
            "file_id": file_id,
            "file_unique_id": size["file_unique_id"],
            "file_size": size["file_size"],
            "file_path": f"photos/file_{row['id']}.jpg",
        }

    def path_of_file(self, number: int) -> Path | None:
        row = self.store.row("SELECT unique_id FROM photo_sizes WHERE id = ?", number)
        return None if row is None else self.path(row["unique_id"])

    def path_of_size(self, unique_id: str) -> Path | None:
        row = self.store.row("SELECT unique_id FROM photo_sizes WHERE unique_id = ?", unique_id)
        return None if row is None else self.path(row["unique_id"])

    def _row_of(self, file_id: str) -> sqlite3.Row | None:
        if not file_id.startswith(FILE_ID_PREFIX):
            return None
        return self.store.row("SELECT * FROM photo_sizes WHERE unique_id = ?", file_id[UNIQUE_ID])


def photo_size(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "file_id": FILE_ID_PREFIX + row["unique_id"] + secrets.token_urlsafe(24),
        "file_unique_id": row["unique_id"],
        "width": row["width"],
        "height": row["height"],
        "file_size": row["size"],
    }


def is_url(reference: str) -> bool:
    return reference.startswith(("http://", "https://"))


def cannot_download() -> ApiError:
    """The simulator opens no connection to the outside."""
    return bad_request("failed to get HTTP URL content")
