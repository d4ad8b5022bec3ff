"""What taps and pictures in the photo windows do."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.api.entities import MediaId
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from attrs import field, frozen
from dishka.integrations.aiogram_dialog import FromDishka, inject
from structlog import get_logger

from adapters.telegram.beside import bot_of
from adapters.telegram.dialogs.albums import media_ids, show_album
from adapters.telegram.dialogs.photos.checking import MOST_BYTES, BadPhotoError, Fault, suffix_of
from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.media import SCHEME
from adapters.telegram.saying import person_of, toast, words_of
from adapters.telegram.states import FlatPhotos
from rental_core.apartments.apartment import Apartment, PhotoKey
from rental_core.apartments.edit import Change, EditApartment
from rental_core.apartments.photos import TooManyPhotosError, with_main_photo, with_photo_moved, with_photos, without_photo
from rental_core.apartments.ports import ApartmentReader, PhotoStorage

NUMBER = "number"  # dialog data: which photo is shown, from 0
TAKEN, REFUSED = "taken", "refused"  # dialog data: what came of what was sent since the window was drawn last
ALBUM = "album"  # dialog data: [media group, [[message id, key], ...]] of the album that comes in
QUIET = 0.7  # seconds without another photo of an album: it is all there

log = get_logger(__name__)


@frozen
class Darkroom:
    """Takes photos in, and draws the window once for an album."""

    edit: EditApartment
    photos: PhotoStorage
    _waiting: dict[int, "asyncio.Task[None]"] = field(factory=dict, init=False)

    async def take(self, manager: DialogManager, message: Message) -> None:
        """Keep what was sent, and how that went for the window to tell."""
        try:
            key = await self._stored(manager, message)
            fresh = await self._added(manager, message, key)
        except BadPhotoError as error:
            _note_refused(manager, error.fault)
        except TooManyPhotosError:
            _note_refused(manager, Fault.TOO_MANY)
        else:
            if fresh:
                manager.dialog_data[TAKEN] = manager.dialog_data.get(TAKEN, 0) + 1
            else:
                _note_refused(manager, Fault.KNOWN)
        self._draw(manager, message)

    async def _stored(self, manager: DialogManager, message: Message) -> PhotoKey:
        """The key of the original, with the file id by which Telegram shows it again."""
        content = await _downloaded(bot_of(manager), message)
        key = await self.photos.put(content, suffix=await suffix_of(content))
        if message.photo:
            largest = message.photo[-1]
            known = MediaId(largest.file_id, largest.file_unique_id)
            await media_ids(manager).save_media_id(None, SCHEME + key, ContentType.PHOTO, known)
        return key

    async def _added(self, manager: DialogManager, message: Message, key: PhotoKey) -> bool:
        """Whether it is new. The photos of an album stand as they were sent, whatever the order in which they come."""
        group, sent = manager.dialog_data.get(ALBUM) or (None, [])
        if message.media_group_id is None or group != message.media_group_id:
            sent = []
        fresh: list[bool] = []

        def change(flat: Apartment) -> Apartment:
            fresh.append(key not in flat.photos)
            return with_photos(flat, [each for _, each in ordered]) if fresh[-1] else flat

        ordered = sorted([*sent, [message.message_id, key]])
        await self.edit(apartment_of(manager), change, by=person_of(manager).id)
        if fresh[-1]:
            manager.dialog_data[ALBUM] = [message.media_group_id, ordered]
        return fresh[-1]

    def _draw(self, manager: DialogManager, message: Message) -> None:
        """At once for a photo that comes alone; for an album, when no more of it comes."""
        if message.media_group_id is None:
            manager.show_mode = ShowMode.DELETE_AND_SEND
            return
        manager.show_mode = ShowMode.NO_UPDATE
        if earlier := self._waiting.pop(message.chat.id, None):
            earlier.cancel()
        update = manager.bg().update({}, show_mode=ShowMode.DELETE_AND_SEND)
        self._waiting[message.chat.id] = asyncio.create_task(_after_quiet(update))


async def _after_quiet(update: Awaitable[None]) -> None:
    try:
        await asyncio.sleep(QUIET)
    except asyncio.CancelledError:
        update.close()  # type: ignore[attr-defined]  # a coroutine that nobody awaits would be warned of
        raise
    await update


async def _downloaded(bot: Bot, message: Message) -> bytes:
    """Raises BadPhotoError for what is no picture, or too heavy to be asked for."""
    file = message.photo[-1] if message.photo else message.document
    if file is None or (message.document and not (message.document.mime_type or "image/").startswith("image/")):
        raise BadPhotoError(Fault.NO_PICTURE)
    if (file.file_size or 0) > MOST_BYTES:
        raise BadPhotoError(Fault.TOO_HEAVY)
    try:
        downloaded = await bot.download(file.file_id)
    except TelegramAPIError as error:
        log.warning("a photo cannot be had", error=error.message)
        raise BadPhotoError(Fault.NO_PICTURE) from error
    return downloaded.read() if downloaded else b""


def _note_refused(manager: DialogManager, fault: Fault) -> None:
    refused = manager.dialog_data.setdefault(REFUSED, {})
    refused[fault.value] = refused.get(fault.value, 0) + 1


@inject
async def on_photo(message: Message, _source: MessageInput, manager: DialogManager, darkroom: FromDishka[Darkroom]) -> None:
    await darkroom.take(manager, message)


@inject
async def on_turn(_callback: CallbackQuery, button: Button, manager: DialogManager, apartments: FromDishka[ApartmentReader]) -> None:
    flat = await apartments.own(apartment_of(manager), viewer=person_of(manager).id)
    step = 1 if button.widget_id == "photos_next" else -1
    manager.dialog_data[NUMBER] = (_number(manager) + step) % max(len(flat.photos), 1)


def _number(manager: DialogManager) -> int:
    return int(manager.dialog_data.get(NUMBER, 0))


async def _change(manager: DialogManager, apartments: ApartmentReader, edit: EditApartment, change: Any, number: int) -> None:
    """Change something about the photo that is shown, and show the one at `number` then."""
    flat = await apartments.own(apartment_of(manager), viewer=person_of(manager).id)
    if not flat.photos:
        return
    key = flat.photos[min(_number(manager), len(flat.photos) - 1)]
    made: Change = lambda stored: change(stored, key)  # noqa: E731  # one word for what is done to the photo
    changed = await edit(flat.id, made, by=person_of(manager).id)
    manager.dialog_data[NUMBER] = max(0, min(number, len(changed.photos) - 1))


@inject
async def on_main(
    _callback: CallbackQuery,
    _button: Button,
    manager: DialogManager,
    apartments: FromDishka[ApartmentReader],
    edit: FromDishka[EditApartment],
) -> None:
    await _change(manager, apartments, edit, with_main_photo, 0)
    toast(manager, words_of(manager).text("This is the main photo now"))


@inject
async def on_earlier(
    _callback: CallbackQuery,
    _button: Button,
    manager: DialogManager,
    apartments: FromDishka[ApartmentReader],
    edit: FromDishka[EditApartment],
) -> None:
    await _change(manager, apartments, edit, lambda flat, key: with_photo_moved(flat, key, -1), _number(manager) - 1)


@inject
async def on_later(
    _callback: CallbackQuery,
    _button: Button,
    manager: DialogManager,
    apartments: FromDishka[ApartmentReader],
    edit: FromDishka[EditApartment],
) -> None:
    await _change(manager, apartments, edit, lambda flat, key: with_photo_moved(flat, key, 1), _number(manager) + 1)


@inject
async def on_delete(
    _callback: CallbackQuery,
    _button: Button,
    manager: DialogManager,
    apartments: FromDishka[ApartmentReader],
    edit: FromDishka[EditApartment],
) -> None:
    await _change(manager, apartments, edit, without_photo, _number(manager))
    toast(manager, words_of(manager).text("The photo is deleted"))
    await manager.switch_to(FlatPhotos.main)


@inject
async def on_album(
    _callback: CallbackQuery,
    _button: Button,
    manager: DialogManager,
    apartments: FromDishka[ApartmentReader],
    photos: FromDishka[PhotoStorage],
) -> None:
    flat = await apartments.own(apartment_of(manager), viewer=person_of(manager).id)
    if not await show_album(manager, flat.photos, photos):
        toast(manager, words_of(manager).text("There are no more photos than this one"))
