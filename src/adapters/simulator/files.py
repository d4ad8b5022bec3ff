"""Files as Telegram keeps them: the bytes as they came, a name, a stable unique id, a fresh file id at every use."""

import asyncio
import mimetypes
import secrets
import sqlite3
from pathlib import Path, PurePosixPath
from typing import Any

from attrs import frozen

from adapters.simulator.errors import bad_request
from adapters.simulator.requests import Upload
from adapters.simulator.store import Store

MAX_NAME = 60
MAX_DOWNLOAD = 20 * 1024 * 1024
FILE_ID_PREFIX, UNIQUE_ID_PREFIX = "BQACAgIAAxkB", "AgAD"
UNIQUE_ID = slice(len(FILE_ID_PREFIX), len(FILE_ID_PREFIX) + 16)
ANY_TYPE = "application/octet-stream"


@frozen
class Files:
    store: Store
    folder: Path

    async def keep(self, upload: Upload) -> str:
        """Store an upload as a new file, the same bytes included; its unique id. Raises ApiError for an empty one."""
        if not upload.data:
            raise bad_request("file must be non-empty")
        unique_id, name = UNIQUE_ID_PREFIX + secrets.token_urlsafe(9), safe_name(upload.name)
        await asyncio.to_thread(self._write, unique_id, upload.data)
        kind = mimetypes.guess_type(name)[0] or ANY_TYPE
        insert = "INSERT INTO files (unique_id, name, mime_type, size) VALUES (?, ?, ?, ?)"
        self.store.run(insert, unique_id, name, kind, len(upload.data))
        return unique_id

    def _write(self, unique_id: str, data: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / unique_id).write_bytes(data)

    def document(self, unique_id: str) -> dict[str, Any]:
        """A Document object with a file id nobody has seen before. Raises ApiError for a file nobody has sent."""
        row = self.store.row("SELECT * FROM files WHERE unique_id = ?", unique_id)
        if row is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return {
            "file_id": FILE_ID_PREFIX + unique_id + secrets.token_urlsafe(24),
            "file_unique_id": unique_id,
            "file_name": row["name"],
            "mime_type": row["mime_type"],
            "file_size": row["size"],
        }

    def unique_id_of(self, file_id: str) -> str:
        """The file a file id stands for. Raises ApiError for a photo's and for a made-up one."""
        if not is_file(file_id):
            raise bad_request("wrong file identifier/HTTP URL specified")
        return str(self.document(file_id[UNIQUE_ID])["file_unique_id"])

    def file_of(self, file_id: str) -> dict[str, Any]:
        """The answer of getFile. Raises ApiError, also for a file over 20 MB."""
        row = self.store.row("SELECT * FROM files WHERE unique_id = ?", file_id[UNIQUE_ID])
        if row is None:
            raise bad_request("invalid file_id")
        if row["size"] > MAX_DOWNLOAD:
            raise bad_request("file is too big")
        ending = PurePosixPath(row["name"]).suffix
        path = f"documents/file_{row['id']}{ending}"
        return {"file_id": file_id, "file_unique_id": row["unique_id"], "file_size": row["size"], "file_path": path}

    def path_of_file(self, number: int) -> Path | None:
        row = self.store.row("SELECT unique_id FROM files WHERE id = ?", number)
        return None if row is None else self.folder / row["unique_id"]

    def named_path(self, unique_id: str) -> tuple[str, Path] | None:
        """The name to save it under, and where it lies."""
        row: sqlite3.Row | None = self.store.row("SELECT * FROM files WHERE unique_id = ?", unique_id)
        return None if row is None else (row["name"], self.folder / row["unique_id"])


def is_file(file_id: str) -> bool:
    return file_id.startswith(FILE_ID_PREFIX)


def safe_name(name: str) -> str:
    """The last part of a path, printable, of at most 60 characters, its ending kept."""
    last = "".join(sign for sign in name.replace("\\", "/").rpartition("/")[2] if sign.isprintable()).strip()
    path = PurePosixPath(last or "file")
    return path.stem[: MAX_NAME - len(path.suffix)] + path.suffix[:MAX_NAME]
