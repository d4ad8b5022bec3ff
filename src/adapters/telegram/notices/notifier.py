"""Notices reach people as messages of the bot."""

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import LinkPreviewOptions
from aiohttp import ClientConnectorError
from attrs import frozen

from adapters.telegram.notices.cards import Drawn, drawn
from adapters.wording import wording
from rental_core.clock import Clock
from rental_core.errors import RentalError
from rental_core.notifications.message import Receipt
from rental_core.notifications.ports import DeliveryFailedError, Notice, Notifier, SlowDownError, UndeliverableError

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# Telegram's descriptions, in lower case. A 403 needs no look: it always means that the person's side refuses.
GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")
AS_IT_WAS = "message is not modified"


@frozen
class TelegramNotifier(Notifier):
    """Sends through `bot`. A receipt is "<chat id>:<message id>"."""

    bot: Bot
    clock: Clock

    async def send(self, notice: Notice) -> Receipt:
        if notice.person.telegram_id is None:
            raise UndeliverableError("the person has left")
        said = self._drawn(notice)
        try:
            sent = await self.bot.send_message(
                notice.person.telegram_id,
                said.text,
                parse_mode=ParseMode.HTML,
                reply_markup=said.keyboard,
                link_preview_options=NO_PREVIEW,
            )
        except AiogramError as error:
            raise failure(error) from error
        return Receipt(f"{sent.chat.id}:{sent.message_id}")

    async def redraw(self, receipt: Receipt, notice: Notice) -> None:
        chat_id, message_id = map(int, receipt.split(":"))
        try:
            await edit(self.bot, chat_id, message_id, self._drawn(notice))
        except AiogramError as error:
            raise failure(error) from error

    def _drawn(self, notice: Notice) -> Drawn:
        return drawn(wording(notice.person.language), notice, self.clock.now())


async def edit(bot: Bot, chat_id: int, message_id: int, said: Drawn) -> None:
    """Make a message of the bot look so; looking so already is no error. Raises AiogramError."""
    try:
        await bot.edit_message_text(
            said.text,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=said.keyboard,
            link_preview_options=NO_PREVIEW,
        )
    except TelegramBadRequest as error:
        if AS_IT_WAS not in error.message.lower():
            raise


def failure(error: AiogramError) -> RentalError:
    """What an error of the client means for a delivery."""
    match error:
        case TelegramForbiddenError():
            return UndeliverableError(error.message)
        case TelegramRetryAfter():
            return SlowDownError(error.retry_after)
        case TelegramBadRequest():
            if any(sign in error.message.lower() for sign in GONE):
                return UndeliverableError(error.message)
            return DeliveryFailedError(error.message, permanent=True)
        case TelegramEntityTooLarge():
            return DeliveryFailedError(error.message, permanent=True)
        case TelegramNetworkError():
            # Without a connection nothing was sent; once there was one, nobody knows.
            return DeliveryFailedError(error.message, maybe_sent=not isinstance(error.__cause__, ClientConnectorError))
        case TelegramServerError():
            return DeliveryFailedError(error.message)
        case _:
            return _unexpected(error)


def _unexpected(error: AiogramError) -> RentalError:
    """An answer that is no answer of Telegram's (a proxy's page), or one that concerns the bot, not the message (its token)."""
    return DeliveryFailedError(str(error), maybe_sent=isinstance(error, ClientDecodeError))
