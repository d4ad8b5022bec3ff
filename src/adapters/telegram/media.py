"""Pictures in windows: uploaded once, shown by Telegram's file id ever after."""

import asyncio
import json
from collections.abc import Callable
from pathlib import PurePath

import structlog
from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InputFile, ReplyKeyboardRemove
from aiogram_dialog.api.entities import MediaAttachment, MediaId, NewMessage, OldMessage
from aiogram_dialog.api.protocols import MediaIdStorageProtocol
from aiogram_dialog.context.media_storage import MediaIdStorage
from aiogram_dialog.manager.message_manager import MessageManager
from redis.asyncio import Redis
from redis.exceptions import RedisError

from adapters.telegram.pictures.drawing import draw
from adapters.telegram.pictures.earnings import Earnings
from adapters.telegram.pictures.earnings_drawing import draw_earnings
from adapters.telegram.pictures.months import Months
from adapters.telegram.pictures.rows import Rows
from adapters.telegram.pictures.rows_drawing import draw_rows
from adapters.telegram.storage import LIFETIME
from rental_core.apartments.apartment import PhotoKey
from rental_core.apartments.ports import PhotoLostError, PhotoStorage, PhotosUnreachableError

SCHEME = "photo:"
MONTHS_SCHEME = "months:"
ROWS_SCHEME = "rows:"
INCOME_SCHEME = "income:"
# Pictures whose names say all that is on them: how each is drawn.
DRAWN: dict[str, Callable[[str], bytes]] = {
    MONTHS_SCHEME: lambda name: draw(Months.named(name)),
    ROWS_SCHEME: lambda name: draw_rows(Rows.named(name)),
    INCOME_SCHEME: lambda name: draw_earnings(Earnings.named(name)),
}

log = structlog.get_logger()


def picture(key: PhotoKey | None) -> MediaAttachment | None:
    """What a window needs to show the picture stored under `key`."""
    return MediaAttachment(ContentType.PHOTO, url=SCHEME + key) if key else None


def months_picture(months: Months) -> MediaAttachment:
    """What a window needs to show these months: drawn only if Telegram has no such picture yet."""
    return MediaAttachment(ContentType.PHOTO, url=months.name)


def rows_picture(rows: Rows) -> MediaAttachment:
    """What a window needs to show these calendars: drawn only if Telegram has no such picture yet."""
    return MediaAttachment(ContentType.PHOTO, url=rows.name)


def income_picture(earnings: Earnings) -> MediaAttachment:
    """What a window needs to show this year: drawn only if Telegram has no such picture yet."""
    return MediaAttachment(ContentType.PHOTO, url=earnings.name)


def _drawn(media: MediaAttachment) -> Callable[[str], bytes] | None:
    """How the picture is drawn, if it has to be."""
    if media.file_id is not None or not media.url:
        return None
    return next((how for scheme, how in DRAWN.items() if media.url.startswith(scheme)), None)


class PhotoMessages(MessageManager):
    """Sends pictures from the photo storage, and draws those of calendars and of income.

    One that cannot be had leaves its window without a picture, never unopened.
    """

    def __init__(self, photos: PhotoStorage) -> None:
        self._photos = photos

    async def get_media_source(self, media: MediaAttachment, bot: Bot) -> InputFile | str:
        if media.file_id is None and media.url and media.url.startswith(SCHEME):
            key = PhotoKey(media.url.removeprefix(SCHEME))
            return BufferedInputFile(await self._photos.get(key), filename=PurePath(key).name)
        drawn = _drawn(media)
        if drawn and media.url:
            return BufferedInputFile(await asyncio.to_thread(drawn, media.url), filename="picture.png")
        source: InputFile | str = await super().get_media_source(media, bot)
        return source

    async def show_message(self, bot: Bot, new_message: NewMessage, old_message: OldMessage | None) -> OldMessage:
        try:
            return await super().show_message(bot, new_message, old_message)
        except PhotoLostError as error:
            log.warning("picture lost", key=error.key)
            new_message.media = None
        except PhotosUnreachableError as error:
            log.error("pictures are out of reach", reason=error.reason)
            new_message.media = None
        except TelegramBadRequest as error:
            if new_message.media is None or new_message.media.file_id is None or not _is_about_file(error):
                raise
            log.info("file id refused, uploading again", error=error.message)
            new_message.media.file_id = None
        return await super().show_message(bot, new_message, old_message)

    async def remove_message_safe(self, bot: Bot, old_message: OldMessage, new_message: NewMessage | None) -> None:
        await super().remove_message_safe(bot, old_message, new_message)
        if self.had_reply_keyboard(old_message) and not self.need_reply_keyboard(new_message):
            await _put_away_keys(bot, old_message.chat.id)

    async def remove_reply_kbd(self, bot: Bot, old_message: OldMessage | None) -> None:
        """Keys go without a word, and their window with them: there is nothing else on it to tap."""
        if old_message:
            await self.remove_message_safe(bot, old_message, None)


async def _put_away_keys(bot: Bot, chat_id: int) -> None:
    """Only a message can take away the keys under the input field; it is gone again before anybody reads it."""
    sent = await bot.send_message(chat_id, "⌨️", reply_markup=ReplyKeyboardRemove(), disable_notification=True)
    await bot.delete_message(chat_id, sent.message_id)


def _is_about_file(error: TelegramBadRequest) -> bool:
    said = error.message.lower()
    return "file" in said and ("wrong" in said or "invalid" in said)


class RedisMediaIds(MediaIdStorageProtocol):
    """File ids of one bot (ids of another mean nothing to Telegram), in Valkey with the latest ones at hand."""

    def __init__(self, redis: Redis, bot_id: int) -> None:
        self._redis = redis
        self._prefix = f"media:{bot_id}:"
        self._at_hand = MediaIdStorage()  # type: ignore[no-untyped-call]  # upstream's constructor has no annotations

    async def get_media_id(self, path: str | None, url: str | None, type: ContentType) -> MediaId | None:  # noqa: A002  # the protocol's name
        known: MediaId | None = await self._at_hand.get_media_id(path, url, type)
        if known is not None or url is None:
            return known
        try:
            stored = await self._redis.get(self._prefix + url)
        except (RedisError, OSError) as error:
            log.warning("file ids are out of reach", error=str(error))
            return None
        if stored is None:
            return None
        found = MediaId(*json.loads(stored))
        await self._at_hand.save_media_id(path, url, type, found)
        return found

    async def save_media_id(self, path: str | None, url: str | None, type: ContentType, media_id: MediaId) -> None:  # noqa: A002  # the protocol's name
        if url is None or await self._at_hand.get_media_id(path, url, type) == media_id:
            return
        await self._at_hand.save_media_id(path, url, type, media_id)
        try:
            await self._redis.set(self._prefix + url, json.dumps([media_id.file_id, media_id.file_unique_id]), ex=LIFETIME)
        except (RedisError, OSError) as error:
            log.warning("a file id was not kept", error=str(error))
