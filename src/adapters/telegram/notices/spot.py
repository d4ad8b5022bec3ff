"""The place where a landlord decides: one message, drawn again from the booking as it is now."""

from collections.abc import Callable
from datetime import datetime

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from attrs import frozen

from adapters.telegram.notices import cards
from adapters.telegram.notices.cards import Drawn
from adapters.telegram.notices.notifier import edit
from adapters.wording import Wording
from rental_core.accounts.person import NotAllowedError, Person
from rental_core.bookings.booking import BookingId, BookingStatus, ForbiddenMoveError
from rental_core.bookings.ports import BookingCard, BookingReader
from rental_core.clock import Clock
from rental_core.errors import RentalError

Draw = Callable[[Wording, BookingCard, datetime], Drawn]

log = structlog.get_logger(__name__)


@frozen(kw_only=True)
class Spot:
    """Somebody in front of a message of the bot that shows a request to its landlord, or claims to."""

    bot: Bot
    person: Person
    words: Wording
    booking_id: BookingId
    message_id: int
    bookings: BookingReader
    clock: Clock

    async def turn(self, draw: Draw) -> None:
        """Draw a side of the card that is only for requests that wait.

        Raises BlockedPersonError, BookingNotFoundError and NotAllowedError with nothing drawn; ForbiddenMoveError for a request that no
        longer waits, with the card drawn as it is.
        """
        card = await self._own()
        await self._draw(draw(self.words, card, self.clock.now()))
        if card.status is not BookingStatus.REQUESTED:
            raise ForbiddenMoveError(card.id, card.status, BookingStatus.DECLINED)

    async def redraw(self) -> None:
        """The card as things stand. Whoever's request it is not sees nothing new."""
        try:
            card = await self._own()
        except RentalError:
            return
        await self._draw(cards.decision(self.words, card, self.clock.now()))

    async def _own(self) -> BookingCard:
        self.person.must_be_active()
        card = await self.bookings.card(self.booking_id, viewer=self.person.id)
        if card.landlord_id != self.person.id:
            raise NotAllowedError(self.person.id)
        return card

    async def _draw(self, said: Drawn) -> None:
        if self.person.telegram_id is None:
            return
        try:
            await edit(self.bot, self.person.telegram_id, self.message_id, said)
        except TelegramBadRequest as error:
            # A message that is gone or cannot be edited: the tap is answered all the same, and the next notice will say the rest.
            log.info("card not redrawn", booking=self.booking_id, error=error.message)
