"""Pictures that lie beside an imported file."""

import io
from pathlib import Path

from PIL import Image

from adapters.imports.columns import Column
from adapters.imports.problems import Code, Problem

SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
MAX_BYTES = 10_000_000  # what Telegram takes as a photo


class PictureError(Exception):
    """A picture cannot be used."""

    def __init__(self, name: str, code: Code) -> None:
        super().__init__(name, code)
        self.problem = Problem(Column.PHOTOS.value, code, name)


def read_picture(folder: Path, name: str) -> tuple[bytes, str]:
    """The content and the file type of a picture named absolutely or from `folder`. Raises PictureError."""
    if "://" in name:
        raise PictureError(name, Code.PHOTO_IS_A_LINK)
    try:
        path = folder / name
        content = path.read_bytes() if path.is_file() else None
    except (OSError, ValueError):
        content = None
    if content is None:
        raise PictureError(name, Code.PHOTO_NOT_FOUND)
    if len(content) > MAX_BYTES:
        raise PictureError(name, Code.PHOTO_NOT_A_PICTURE)
    return content, _type_of(content, name)


def _type_of(content: bytes, name: str) -> str:
    try:
        with Image.open(io.BytesIO(content), formats=tuple(SUFFIXES)) as picture:
            picture.verify()
            return SUFFIXES[str(picture.format)]
    except Exception as error:
        # Pillow raises whatever a decoder met: struct.error, SyntaxError, OSError and more.
        raise PictureError(name, Code.PHOTO_NOT_A_PICTURE) from error
