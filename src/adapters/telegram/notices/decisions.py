"""The landlord decides: taps on a decision card, and the reason that is typed."""

from collections.abc import Awaitable

from aiogram import Bot, F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from dishka import AsyncContainer, FromDishka
from dishka.integrations.aiogram import inject

from adapters.telegram.callbacks import Act, Decide, DeclineFor
from adapters.telegram.notices import cards
from adapters.telegram.notices.spot import Spot
from adapters.telegram.saying import answer, came_about
from adapters.telegram.widgets.screen import UNKEPT, WORDS
from adapters.wording import Wording
from rental_core.accounts.person import Person
from rental_core.bookings.booking import REASON_LENGTH, BookingId, Reason, Why
from rental_core.bookings.confirm import ConfirmBooking
from rental_core.bookings.decline import DeclineBooking
from rental_core.bookings.ports import BookingReader
from rental_core.clock import Clock
from rental_core.errors import RentalError

INACCESSIBLE = 0  # no message has this id


class Declining(StatesGroup):
    """`reason`: the landlord's next message is why they decline. Its data are the ids `booking` and `card`, the message that asked."""

    reason = State()


@inject
async def on_confirm(query: CallbackQuery, spot: Spot, confirm: FromDishka[ConfirmBooking]) -> None:
    refusal = await refused(confirm(spot.booking_id, by=spot.person.id))
    await tell(query, spot.words, refusal, done=spot.words.text("Confirmed. The renter is told at once."))
    await spot.redraw()


async def on_decline(query: CallbackQuery, spot: Spot) -> None:
    """Asks for the reason, on the card itself."""
    await tell(query, spot.words, await refused(spot.turn(cards.reasons)))


async def on_back(query: CallbackQuery, spot: Spot) -> None:
    await tell(query, spot.words, await refused(spot.turn(cards.decision)))


@inject
async def on_ready_reason(query: CallbackQuery, callback_data: DeclineFor, spot: Spot, decline: FromDishka[DeclineBooking]) -> None:
    refusal = await refused(decline(spot.booking_id, by=spot.person.id, reason=Reason(callback_data.why)))
    await tell(query, spot.words, refusal, done=spot.words.text("Declined. The renter is told at once."))
    await spot.redraw()


async def on_own_words(query: CallbackQuery, spot: Spot, state: FSMContext) -> None:
    """Asks for the next message; until it comes, any other tap or command takes the question back."""
    refusal = await refused(spot.turn(cards.prompt))
    if refusal is None:
        await state.set_data({"booking": spot.booking_id, "card": spot.message_id})
        await state.set_state(Declining.reason)
    await tell(query, spot.words, refusal)


@inject
async def on_typed(message: Message, reason: str, spot: Spot, state: FSMContext, decline: FromDishka[DeclineBooking]) -> None:
    refusal = await refused(decline(spot.booking_id, by=spot.person.id, reason=Reason(Why.OTHER, reason)))
    await state.clear()
    said = spot.words.refusal(refusal) if refusal else spot.words.text("Declined. The renter reads your words.")
    await message.answer(said, parse_mode=None)
    await spot.redraw()


async def on_too_long(message: Message, wording: Wording) -> None:
    said = wording.plural("That is too long: at most {n} character.", "That is too long: at most {n} characters.", REASON_LENGTH)
    await message.answer(said, parse_mode=None)


async def on_unkept(message: Message, wording: Wording) -> None:
    await message.answer(wording.text(UNKEPT), parse_mode=None)


async def on_wordless(message: Message, wording: Wording) -> None:
    await message.answer(wording.text("Please write the reason in words, or go back on the request above."), parse_mode=None)


async def on_leaving(_: CallbackQuery | Message, state: FSMContext) -> None:
    """Whoever turns to something else is no longer asked for a reason; what they tapped goes on to whom it concerns."""
    await state.clear()
    raise SkipHandler


async def on_unknown(query: CallbackQuery, wording: Wording) -> None:
    await answer(query, wording.text("This button does nothing any more. Open the menu and start again from there."), alert=True)


async def tapped(
    query: CallbackQuery, callback_data: Decide | DeclineFor, bot: Bot, person: Person, wording: Wording, dishka_container: AsyncContainer
) -> dict[str, Spot]:
    """A filter that lets every tap through, with the spot where it was made."""
    message_id = query.message.message_id if query.message else INACCESSIBLE
    return {"spot": await _spot(bot, person, wording, callback_data.booking, message_id, dishka_container)}


async def typed(
    message: Message, bot: Bot, person: Person, wording: Wording, state: FSMContext, dishka_container: AsyncContainer
) -> dict[str, Spot | str] | bool:
    """A filter that says which card asked for the text; it stops one whose question the storage no longer knows."""
    asked = await state.get_data()
    if not {"booking", "card"} <= asked.keys():
        return False
    spot = await _spot(bot, person, wording, asked["booking"], asked["card"], dishka_container)
    return {"reason": (message.text or "").strip(), "spot": spot}


async def _spot(bot: Bot, person: Person, words: Wording, booking_id: int, message_id: int, container: AsyncContainer) -> Spot:
    return Spot(
        bot=bot,
        person=person,
        words=words,
        booking_id=BookingId(booking_id),
        message_id=message_id,
        bookings=await container.get(BookingReader),
        clock=await container.get(Clock),
    )


async def refused(act: Awaitable[object]) -> RentalError | None:
    """The refusal that `act` ends in, None when it is done."""
    try:
        await act
    except RentalError as error:
        return error
    return None


async def tell(query: CallbackQuery, words: Wording, refusal: RentalError | None, *, done: str = "") -> None:
    """A toast that says `done`; or why not, in an alert, unless what was asked for has come about already (a double tap)."""
    if refusal is None:
        await answer(query, done)
        return
    await answer(query, words.refusal(refusal), alert=not came_about(refusal))


def decisions_router() -> Router:
    """To be asked first of all: before the commands, which take a question back, and before the dialogs, which would take the answer."""
    router = Router(name="decisions")
    asked = StateFilter(Declining.reason)
    taps, texts = router.callback_query, router.message
    taps.register(on_leaving, asked)
    taps.register(on_confirm, Decide.filter(F.act == Act.CONFIRM), tapped)
    taps.register(on_decline, Decide.filter(F.act == Act.DECLINE), tapped)
    taps.register(on_back, Decide.filter(F.act == Act.BACK), tapped)
    taps.register(on_own_words, DeclineFor.filter(F.why == Why.OTHER), tapped)
    taps.register(on_ready_reason, DeclineFor.filter(F.why.in_(set(cards.READY_REASONS))), tapped)
    taps.register(on_unknown, F.data.split(":")[0].in_({Decide.__prefix__, DeclineFor.__prefix__}))
    texts.register(on_typed, asked, WORDS, F.text.len() <= REASON_LENGTH, typed)
    texts.register(on_too_long, asked, WORDS, F.text.len() > REASON_LENGTH)
    texts.register(on_unkept, asked, F.text & ~F.text.startswith("/") & ~WORDS)
    texts.register(on_wordless, asked, ~F.text)
    texts.register(on_leaving, asked)  # the last: the filters after it would still see the state that it took
    return router
