"""The whole bot over a market in memory: people write and tap, windows are recorded instead of sent."""

from collections.abc import AsyncIterator
from itertools import count
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.methods import AnswerCallbackQuery, SendLocation, SendMediaGroup, SendVenue, TelegramMethod
from aiogram.types import Chat, Message, User
from aiogram_dialog.api.entities import MediaAttachment, NewMessage, OldMessage
from aiogram_dialog.context.media_storage import MediaIdStorage
from aiogram_dialog.test_tools import BotClient, MockMessageManager
from aiogram_dialog.test_tools.bot_client import FakeBot
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage
from attrs import define, evolve, field
from dishka import STRICT_VALIDATION, AnyOf, AsyncContainer, Provider, Scope, make_async_container

from adapters.memory import (
    MemoryClock,
    MemoryDraftReader,
    MemoryFavouriteReader,
    MemoryIncomeReader,
    MemoryPersonalRecords,
    MemoryPhotos,
    MemoryWork,
)
from adapters.telegram.bot import Dialogs, build_dispatcher
from rental_core.accounts.person import Role
from rental_core.accounts.ports import AccountsWork
from rental_core.accounts.profile import ChangeLanguage, ChangeName, ChangePhone
from rental_core.accounts.register import FirstAdmins, RegisterPerson
from rental_core.apartments.edit import EditApartment
from rental_core.apartments.ports import ApartmentReader, ApartmentsWork, EditReader, PhotoStorage
from rental_core.apartments.publish import (
    PauseApartment,
    PublishingPolicy,
    ResumeApartment,
    StartApartment,
    SubmitApartment,
    TakeBackFromReview,
)
from rental_core.apartments.review import ApproveApartment, RejectApartment
from rental_core.bookings.block_nights import BlockNights, FreeNights, FreeNow, Occupy
from rental_core.bookings.cancel import CancelBooking, MarkNoShow
from rental_core.bookings.confirm import ConfirmBooking
from rental_core.bookings.decline import DeclineBooking
from rental_core.bookings.hosting import HostingReader
from rental_core.bookings.income import IncomeReader
from rental_core.bookings.instead import RequestInstead
from rental_core.bookings.letting import LettingReader
from rental_core.bookings.own_calendar import OwnCalendarReader
from rental_core.bookings.ports import BookingReader, BookingsWork
from rental_core.bookings.remove_apartment import RemoveApartment
from rental_core.bookings.request import RequestBooking
from rental_core.bookings.rules import BookingLimits
from rental_core.bookings.status import StatusPage
from rental_core.bookings.withdraw import WithdrawBooking
from rental_core.calendar.ports import CalendarReader
from rental_core.clock import Clock
from rental_core.moderation.leave import Leave
from rental_core.moderation.ports import ModerationWork, PersonalRecords
from rental_core.notifications.alternatives import FindAlternatives
from rental_core.search.favourites import DropFavourite, KeepFavourite
from rental_core.search.keep import KeepDraft
from rental_core.search.loosen import FindOffers
from rental_core.search.ports import ApartmentSearch, DraftReader, FavouriteReader, PlaceReader, SearchWork
from rental_core.work import UnitOfWork
from tests.edge.telegram.hosting import MarketHosting
from tests.edge.telegram.letting import MarketEdits, MarketLetting
from tests.edge.telegram.own_calendar import MarketOwnCalendar
from tests.edge.telegram.shelves import MarketCalendar, MarketPlaces, MarketSearch, store_of
from tests.support.builders import NOON
from tests.support.market import Market, open_market
from tests.support.seen import plain
from tests.support.telling import MarketApartments, MarketBookings


class SeeingPictures(MockMessageManager):
    """Remembers the picture of the window drawn last."""

    picture: MediaAttachment | None = None

    async def show_message(self, bot: Bot, new_message: NewMessage, old_message: OldMessage | None) -> OldMessage:
        self.picture = new_message.media
        shown: OldMessage = await super().show_message(bot, new_message, old_message)
        return shown


class RecordingBot(FakeBot):
    """Remembers every call; says yes, or what was sent: messages with ids from 9001 on."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # upstream's constructor has no annotations
        self.calls: list[TelegramMethod[Any]] = []
        self._ids = count(9001)

    async def __call__(self, method: TelegramMethod[Any], request_timeout: int | None = None) -> Any:
        self.calls.append(method)
        if isinstance(method, SendMediaGroup):
            return [self._sent(method.chat_id) for _ in method.media]
        return self._sent(method.chat_id) if isinstance(method, SendLocation | SendVenue) else True

    async def me(self) -> User:
        return User(id=self.id, is_bot=True, first_name="Rental", username="rental_bot")

    def _sent(self, chat_id: int | str) -> Message:
        return Message(message_id=next(self._ids), date=NOON, chat=Chat(id=int(chat_id), type="private"))


@define
class Renter:
    """Somebody in a private chat with the bot."""

    client: BotClient
    windows: MockMessageManager
    bot: RecordingBot = field(factory=RecordingBot)

    @property
    def window(self) -> Message:
        """The window drawn last."""
        window: Message = self.windows.last_message()
        return window

    @property
    def text(self) -> str:
        return self.window.text or self.window.caption or ""

    @property
    def buttons(self) -> dict[str, str]:
        """What the buttons of the window carry, by their text, plainly spaced."""
        return {plain(button.text): str(button.callback_data) for row in _rows(self.window) for button in row}

    async def say(self, text: str) -> None:
        await self.client.send(text)

    async def tap(self, text: str, window: Message | None = None) -> AnswerCallbackQuery | None:
        """Tap the button that has this text, or contains it; returns the answer if it says something."""
        window = window or self.window
        found = [button for row in _rows(window) for button in row if plain(button.text) == text]
        found += [button for row in _rows(window) for button in row if text in plain(button.text)]
        return await self.send(str(found[0].callback_data), window)

    async def send(self, data: str, window: Message | None = None) -> AnswerCallbackQuery | None:
        """Tap with any data. Fails when nobody answers the tap."""
        window, before = window or self.window, len(self.bot.calls)
        callback_id = await self.client.click(window, Carrying(data))
        said = [call for call in self.bot.calls[before:] if isinstance(call, AnswerCallbackQuery)]
        assert said or callback_id in self.windows.answered_callbacks, "the tap was not answered"
        return said[-1] if said else None


class Carrying:
    """Finds the button that carries `data`, or makes it."""

    def __init__(self, data: str) -> None:
        self.data = data

    def find_button(self, message: Message) -> Any:
        button = next(button for row in _rows(message) for button in row)
        return button.model_copy(update={"callback_data": self.data})


def _rows(message: Message) -> list[list[Any]]:
    return list(message.reply_markup.inline_keyboard) if message.reply_markup else []


@pytest.fixture
async def market() -> Market:
    clock = MemoryClock(NOON)
    return await open_market(MemoryWork(clock), clock)


@pytest.fixture
def places() -> MarketPlaces:
    return MarketPlaces()


@pytest.fixture
def search(market: Market) -> MarketSearch:
    return MarketSearch(market)


@pytest.fixture
def photos() -> MemoryPhotos:
    return MemoryPhotos()


@pytest.fixture
async def container(market: Market, places: MarketPlaces, search: MarketSearch, photos: MemoryPhotos) -> AsyncIterator[AsyncContainer]:
    shelves, policy = Provider(scope=Scope.APP), PublishingPolicy()
    shelves.provide_all(RegisterPerson, ChangeLanguage, ChangeName, ChangePhone, Leave, KeepDraft, KeepFavourite, DropFavourite, FindOffers)
    shelves.provide_all(RequestInstead, FindAlternatives)
    shelves.provide_all(StartApartment, EditApartment, SubmitApartment, TakeBackFromReview, ApproveApartment, RejectApartment)
    shelves.provide_all(PauseApartment, ResumeApartment, RemoveApartment)
    shelves.provide_all(RequestBooking, ConfirmBooking, DeclineBooking, WithdrawBooking, CancelBooking, MarkNoShow)
    shelves.provide_all(BlockNights, FreeNights, FreeNow, Occupy, StatusPage)
    shelves.provide(
        lambda: market.work,
        provides=AnyOf[
            UnitOfWork[AccountsWork],
            UnitOfWork[ApartmentsWork],
            UnitOfWork[BookingsWork],
            UnitOfWork[SearchWork],
            UnitOfWork[ModerationWork],
        ],
    )
    shelves.provide(lambda: FirstAdmins(frozenset()), provides=FirstAdmins)
    shelves.provide(lambda: market.clock, provides=Clock)
    shelves.provide(lambda: market.limits, provides=BookingLimits)
    shelves.provide(lambda: policy, provides=PublishingPolicy)
    shelves.provide(lambda: MarketBookings(market), provides=BookingReader)
    shelves.provide(lambda: MarketApartments(market), provides=ApartmentReader)
    shelves.provide(lambda: MarketCalendar(market), provides=CalendarReader)
    shelves.provide(lambda: MarketLetting(market), provides=LettingReader)
    shelves.provide(lambda: MarketHosting(market), provides=HostingReader)
    shelves.provide(lambda: MarketOwnCalendar(market), provides=OwnCalendarReader)
    shelves.provide(lambda: MarketEdits(market), provides=EditReader)
    shelves.provide(lambda: search, provides=ApartmentSearch)
    shelves.provide(lambda: places, provides=PlaceReader)
    shelves.provide(lambda: photos, provides=PhotoStorage)
    shelves.provide(lambda: MemoryIncomeReader(store_of(market)), provides=IncomeReader)
    shelves.provide(lambda: MemoryDraftReader(store_of(market)), provides=DraftReader)
    shelves.provide(lambda: MemoryPersonalRecords(store_of(market)), provides=PersonalRecords)
    shelves.provide(lambda: MemoryFavouriteReader(store_of(market)), provides=FavouriteReader)
    container = make_async_container(shelves, Dialogs(), validation_settings=STRICT_VALIDATION)
    yield container
    await container.close()


@pytest.fixture
async def dispatcher(container: AsyncContainer, windows: MockMessageManager) -> Dispatcher:
    media_ids = MediaIdStorage()  # type: ignore[no-untyped-call]  # upstream's constructor has no annotations
    dispatcher = build_dispatcher(container, storage=JsonMemoryStorage(), messages=windows, media_ids=media_ids)
    await dispatcher.emit_startup()
    return dispatcher


@pytest.fixture
def windows() -> MockMessageManager:
    return MockMessageManager()  # type: ignore[no-untyped-call]  # upstream's constructor has no annotations


@pytest.fixture
def renter(dispatcher: Dispatcher, windows: MockMessageManager) -> Renter:
    bot = RecordingBot()
    return Renter(BotClient(dispatcher, user_id=501, chat_id=501, bot=bot), windows, bot)


@pytest.fixture
async def landlord(renter: Renter, market: Market) -> Renter:
    """The person in the chat, after the market's flat has become theirs."""
    await renter.say("/start")
    person = next(each for each in store_of(market).committed.people.values() if each.telegram_id == 501)
    await market.change_person(person, roles=frozenset({Role.LANDLORD}))
    await market.change_flat(landlord_id=person.id)
    market.landlord = evolve(person, roles=frozenset({Role.LANDLORD}))
    return renter
