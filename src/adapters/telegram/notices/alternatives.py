"""What the buttons below lost stays do: ask for another place with one tap, or look at it."""

import structlog
from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode, StartMode
from attrs import frozen
from dishka import FromDishka
from dishka.integrations.aiogram import inject

from adapters.telegram.callbacks import AskInstead, SeeInstead
from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.trips.getters import trip
from adapters.telegram.notices.cards import drawn
from adapters.telegram.notices.notifier import edit
from adapters.telegram.saying import answer
from adapters.telegram.states import Booking, Details
from adapters.wording import Wording
from rental_core.accounts.person import Person
from rental_core.apartments.apartment import ApartmentId
from rental_core.apartments.ports import ApartmentReader
from rental_core.bookings.booking import BookingId
from rental_core.bookings.instead import RequestInstead
from rental_core.bookings.ports import BookingReader
from rental_core.errors import RentalError
from rental_core.money import Money
from rental_core.notifications.alternatives import LOST, FindAlternatives
from rental_core.notifications.ports import Notice
from rental_core.pricing.quote import PriceTag

log = structlog.get_logger(__name__)


@frozen
class Offers:
    """Draws the message of a lost stay again, with what is free by now."""

    bookings: BookingReader
    find: FindAlternatives

    async def redraw(self, query: CallbackQuery, bot: Bot, lost: BookingId, person: Person, words: Wording) -> None:
        """Whoever's stay it was not sees nothing new."""
        try:
            card = await trip(self.bookings, lost, person)
        except RentalError:
            return
        if card.status not in LOST or query.message is None:
            return
        notice = Notice(kind=LOST[card.status], person=person, booking=card, alternatives=await self.find(card))
        said = drawn(words, notice, self.find.clock.now())
        try:
            await edit(bot, query.message.chat.id, query.message.message_id, said)
        except TelegramBadRequest as error:
            # A message that is gone or too old to be edited: the tap is answered all the same.
            log.info("offers not redrawn", booking=lost, error=error.message)


@inject
async def on_ask(
    query: CallbackQuery,
    callback_data: AskInstead,
    *,
    bot: Bot,
    dialog_manager: DialogManager,
    person: Person,
    wording: Wording,
    instead: FromDishka[RequestInstead],
    offers: FromDishka[Offers],
) -> None:
    """A refusal is said, and what is free by now, at today's prices, takes the place of what was offered."""
    lost, shown = BookingId(callback_data.booking), _shown(callback_data)
    try:
        booking = await instead(lost, ApartmentId(callback_data.apartment), by=person.id, shown=shown)
    except RentalError as error:
        await answer(query, wording.refusal(error), alert=True)
        await offers.redraw(query, bot, lost, person, wording)
        return
    await dialog_manager.start(Booking.sent, {"booking": booking.id}, mode=StartMode.RESET_STACK, show_mode=ShowMode.DELETE_AND_SEND)
    await dialog_manager.answer_callback()


def _shown(asked: AskInstead) -> PriceTag:
    return PriceTag(Money(asked.total, asked.currency), asked.fingerprint)


@inject
async def on_see(
    _query: CallbackQuery,
    callback_data: SeeInstead,
    *,
    dialog_manager: DialogManager,
    person: Person,
    bookings: FromDishka[BookingReader],
    apartments: FromDishka[ApartmentReader],
    desk: FromDishka[Desk],
) -> None:
    """The place with the dates and guests of the lost stay, so that one tap more leads to its price."""
    card = await trip(bookings, BookingId(callback_data.booking), person)
    page = await apartments.page(ApartmentId(callback_data.apartment), viewer=person.id)
    await desk.revise(person.id, check_in=card.stay.check_in, check_out=card.stay.check_out, guests=card.guests)
    await dialog_manager.start(Details.card, {"apartment": page.id}, mode=StartMode.RESET_STACK, show_mode=ShowMode.DELETE_AND_SEND)
    await dialog_manager.answer_callback()


def alternatives_router() -> Router:
    """To be asked before the dialogs."""
    router = Router(name="alternatives")
    router.callback_query.register(on_ask, AskInstead.filter())
    router.callback_query.register(on_see, SeeInstead.filter())
    return router
