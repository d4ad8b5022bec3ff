"""All photos of an apartment at once, as an album beside the window; only the latest one stays."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, cast

from aiogram.enums import ContentType
from aiogram.types import BufferedInputFile, InputMediaPhoto, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.api.entities import MediaId
from aiogram_dialog.api.protocols import MediaIdStorageProtocol

from adapters.telegram.beside import bot_of, chat_of, clear, note
from adapters.telegram.media import SCHEME
from rental_core.apartments.apartment import PhotoKey
from rental_core.apartments.ports import PhotoLostError, PhotoStorage, PhotosUnreachableError

ALBUM = "album"
FEWEST = 2  # Telegram's limit; at most 10 is also the most photos an apartment has


async def show_album(manager: DialogManager, keys: Sequence[PhotoKey], photos: PhotoStorage) -> bool:
    """The pictures that can be had, by Telegram's file ids where it knows them. False when fewer than two are left: nothing is sent."""
    known = media_ids(manager)
    items = [(key, item) for key in keys if (item := await _item(key, known, photos))]
    if len(items) < FEWEST:
        return False
    await clear(manager, ALBUM)
    sent = await bot_of(manager).send_media_group(chat_of(manager), [item for _, item in items])
    for (key, _), message in zip(items, sent, strict=True):
        await _remember(known, key, message)
    await note(manager, ALBUM, [message.message_id for message in sent])
    return True


async def _item(key: PhotoKey, known: MediaIdStorageProtocol, photos: PhotoStorage) -> Any | None:
    found = await known.get_media_id(None, SCHEME + key, ContentType.PHOTO)
    if found is not None:
        return InputMediaPhoto(media=found.file_id)
    try:
        content = await photos.get(key)
    except (PhotoLostError, PhotosUnreachableError):
        return None
    return InputMediaPhoto(media=BufferedInputFile(content, filename=PurePath(key).name))


async def _remember(known: MediaIdStorageProtocol, key: PhotoKey, message: Message) -> None:
    if message.photo:
        largest = message.photo[-1]
        await known.save_media_id(None, SCHEME + key, ContentType.PHOTO, MediaId(largest.file_id, largest.file_unique_id))


def media_ids(manager: DialogManager) -> MediaIdStorageProtocol:
    """Upstream's managers have it, but its protocol does not say so."""
    return cast("MediaIdStorageProtocol", manager.media_id_storage)  # type: ignore[attr-defined]  # not part of the protocol
