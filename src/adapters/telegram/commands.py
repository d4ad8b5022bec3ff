"""What can be typed from anywhere: the commands, and the buttons of notices that open a window."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode
from dishka.integrations.aiogram import FromDishka, inject
from structlog import get_logger

from adapters.telegram.callbacks import OpenApartment, OpenBooking, OpenGuests, OpenReview, OpenTrip, SearchAgain
from adapters.telegram.dialogs.hosted import hosted
from adapters.telegram.dialogs.trips.getters import trip
from adapters.telegram.links import linked
from adapters.telegram.saying import notice, toast
from adapters.telegram.states import Details, Favourites, Guests, Home, Letting, Profile, Requests, Reviewing, Search, Tongue, Trips
from adapters.telegram.widgets.screen import go_home
from adapters.wording import Wording
from rental_core.accounts.person import Person
from rental_core.apartments.apartment import ApartmentId, ApartmentNotFoundError
from rental_core.apartments.ports import ApartmentReader
from rental_core.bookings.booking import BookingId, BookingStatus
from rental_core.bookings.letting import LettingReader
from rental_core.bookings.ports import BookingReader
from rental_core.clock import Clock

OPENED_BY = {
    "search": Search.summary,
    "trips": Trips.list,
    "favourites": Favourites.list,
    "requests": Requests.list,
    "letting": Letting.home,
    "review": Reviewing.list,
    "profile": Profile.main,
    "language": Tongue.choice,
    "help": Home.help,
}

log = get_logger(__name__)


def commands_router() -> Router:
    """To be asked before the dialogs: a command leads out of any window."""
    router = Router(name="commands")
    router.message.register(on_start, CommandStart())
    router.message.register(on_command, Command(*OPENED_BY))
    router.edited_message.register(on_edited, F.text | F.caption)
    router.callback_query.register(on_open_trip, OpenTrip.filter())
    router.callback_query.register(on_open_booking, OpenBooking.filter())
    router.callback_query.register(on_open_apartment, OpenApartment.filter())
    router.callback_query.register(on_open_guests, OpenGuests.filter())
    router.callback_query.register(on_open_review, OpenReview.filter())
    router.callback_query.register(on_search_again, SearchAgain.filter())
    router.my_chat_member.register(on_membership, F.chat.type == ChatType.PRIVATE)
    return router


def strays_router() -> Router:
    """To be asked after everything else: nobody's words and nobody's taps still get an answer."""
    router = Router(name="strays")
    router.message.register(on_stray_message)
    router.callback_query.register(on_stray_tap)
    return router


@inject
async def on_start(
    _message: Message,
    command: CommandObject,
    dialog_manager: DialogManager,
    person: Person,
    wording: Wording,
    apartments: FromDishka[ApartmentReader],
) -> None:
    """The menu; with a link's payload, the apartment that it names."""
    if command.args and await _open_linked(command.args, dialog_manager, person, apartments):
        return
    if command.args:
        notice(dialog_manager, wording.text("This link leads nowhere any more. But there are other places to find."))
    await go_home(dialog_manager, ShowMode.DELETE_AND_SEND)


async def _open_linked(payload: str, manager: DialogManager, person: Person, apartments: ApartmentReader) -> bool:
    """False when the payload names no apartment that the person may see."""
    apartment_id = linked(payload)
    if apartment_id is None:
        return False
    try:
        page = await apartments.page(apartment_id, viewer=person.id)
    except ApartmentNotFoundError:
        return False
    await manager.start(Details.card, {"apartment": page.id}, mode=StartMode.RESET_STACK, show_mode=ShowMode.DELETE_AND_SEND)
    return True


async def on_command(message: Message, dialog_manager: DialogManager) -> None:
    state = OPENED_BY[(message.text or message.caption or "").removeprefix("/").split()[0].split("@")[0].lower()]
    await dialog_manager.start(state, mode=StartMode.RESET_STACK, show_mode=ShowMode.DELETE_AND_SEND)


@inject
async def on_open_trip(
    _callback: CallbackQuery, callback_data: OpenTrip, dialog_manager: DialogManager, person: Person, bookings: FromDishka[BookingReader]
) -> None:
    """Asked for before the windows are closed: whoever may not see the booking keeps the window they have."""
    card = await trip(bookings, BookingId(callback_data.booking), person)
    await dialog_manager.start(Trips.card, {"booking": card.id}, mode=StartMode.RESET_STACK, show_mode=ShowMode.DELETE_AND_SEND)
    await dialog_manager.answer_callback()


@inject
async def on_open_booking(
    _callback: CallbackQuery, callback_data: OpenBooking, dialog_manager: DialogManager, person: Person, bookings: FromDishka[BookingReader]
) -> None:
    card = await hosted(bookings, BookingId(callback_data.booking), person)
    state = Requests.card if card.status is BookingStatus.REQUESTED else Guests.card
    await dialog_manager.start(state, {"booking": card.id}, mode=StartMode.RESET_STACK, show_mode=ShowMode.DELETE_AND_SEND)
    await dialog_manager.answer_callback()


@inject
async def on_open_guests(
    _callback: CallbackQuery,
    callback_data: OpenGuests,
    dialog_manager: DialogManager,
    person: Person,
    letting: FromDishka[LettingReader],
    clock: FromDishka[Clock],
) -> None:
    own = await letting.one(ApartmentId(callback_data.apartment), viewer=person.id, at=clock.now())
    await _open(dialog_manager, Guests.week, own.id)


@inject
async def on_open_apartment(
    _callback: CallbackQuery,
    callback_data: OpenApartment,
    dialog_manager: DialogManager,
    person: Person,
    letting: FromDishka[LettingReader],
    clock: FromDishka[Clock],
) -> None:
    own = await letting.one(ApartmentId(callback_data.apartment), viewer=person.id, at=clock.now())
    await _open(dialog_manager, Letting.flat, own.id)


@inject
async def on_open_review(
    _callback: CallbackQuery,
    callback_data: OpenReview,
    dialog_manager: DialogManager,
    person: Person,
    letting: FromDishka[LettingReader],
    clock: FromDishka[Clock],
) -> None:
    person.must_be_admin()
    own = await letting.one(ApartmentId(callback_data.apartment), viewer=person.id, at=clock.now())
    await _open(dialog_manager, Reviewing.card, own.id)


async def _open(manager: DialogManager, state: State, apartment_id: ApartmentId) -> None:
    await manager.start(state, {"apartment": apartment_id}, mode=StartMode.RESET_STACK, show_mode=ShowMode.DELETE_AND_SEND)
    await manager.answer_callback()


async def on_search_again(_callback: CallbackQuery, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Search.summary, mode=StartMode.RESET_STACK, show_mode=ShowMode.DELETE_AND_SEND)
    await dialog_manager.answer_callback()


async def on_membership(update: ChatMemberUpdated, person: Person) -> None:
    """Somebody blocked the bot or came back. Deliveries notice it by themselves; here it is only written down."""
    log.info("membership", person=person.id, status=update.new_chat_member.status)


async def on_edited(message: Message, wording: Wording) -> None:
    await message.answer(wording.text("I read every message once, when it comes. Please send the corrected one again."), parse_mode=None)


async def on_stray_message(_message: Message, dialog_manager: DialogManager) -> None:
    await go_home(dialog_manager, ShowMode.DELETE_AND_SEND)


async def on_stray_tap(_callback: CallbackQuery, dialog_manager: DialogManager, wording: Wording) -> None:
    toast(dialog_manager, wording.text("That button is from another time. Here is the menu."))
    await go_home(dialog_manager, ShowMode.DELETE_AND_SEND)
    await dialog_manager.answer_callback()
