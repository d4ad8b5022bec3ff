"""A market in memory, its people in the simulator's chats, and the bot's part that decides: nothing but the decisions router."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Protocol

import pytest
from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import MemoryStorage, SimpleEventIsolation
from aiogram.types import CallbackQuery, Message
from attrs import define, field
from dishka import STRICT_VALIDATION, AsyncContainer, Provider, Scope, make_async_container
from dishka.integrations.aiogram import setup_dishka

from adapters.memory import MemoryClock, MemoryWork
from adapters.simulator import RunningSimulator, SimulatorSettings, start_simulator
from adapters.telegram.notices.decisions import decisions_router
from adapters.telegram.notices.notifier import TelegramNotifier
from adapters.telegram.people import PeopleMiddleware
from rental_core.accounts.person import Person as Registered
from rental_core.accounts.ports import AccountsWork
from rental_core.accounts.register import FirstAdmins, RegisterPerson
from rental_core.bookings.booking import Booking
from rental_core.bookings.confirm import ConfirmBooking
from rental_core.bookings.decline import DeclineBooking
from rental_core.bookings.ports import BookingReader, BookingsWork
from rental_core.clock import Clock
from rental_core.notifications.message import MessageKind, Receipt
from rental_core.notifications.ports import Notice
from rental_core.work import UnitOfWork
from tests.support.builders import NOON
from tests.support.market import Market, open_market
from tests.support.simulator import Person, Simulator
from tests.support.telling import MarketBookings


class PromptSession(AiohttpSession):
    """Closes at once: aiogram's own close sleeps a quarter of a second for the sake of TLS connections."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


@define
class Unheard:
    """What the decisions left to the rest of the bot."""

    texts: list[str] = field(factory=list)
    taps: list[str] = field(factory=list)

    def router(self) -> Router:
        router = Router()
        router.message.register(self.on_message)
        router.callback_query.register(self.on_tap)
        return router

    async def on_message(self, message: Message) -> None:
        self.texts.append(message.text or "")

    async def on_tap(self, query: CallbackQuery) -> None:
        self.taps.append(query.data or "")
        await query.answer()


class Talk(Protocol):
    """Starts the bot; it stops when the context ends."""

    def __call__(self) -> AbstractAsyncContextManager[None]: ...


@pytest.fixture
async def market() -> Market:
    clock = MemoryClock(NOON)
    return await open_market(MemoryWork(clock), clock)


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[RunningSimulator]:
    simulator = await start_simulator(SimulatorSettings(folder=tmp_path / "simulator"))
    yield simulator
    await simulator.stop()


@pytest.fixture
async def sim(running: RunningSimulator) -> AsyncIterator[Simulator]:
    async with Simulator(running.url) as steering:
        yield steering


@pytest.fixture
async def bot(running: RunningSimulator) -> AsyncIterator[Bot]:
    client = Bot(running.token, session=PromptSession(api=TelegramAPIServer.from_base(running.url)))
    yield client
    await client.session.close()


@pytest.fixture
async def container(market: Market) -> AsyncIterator[AsyncContainer]:
    use_cases = Provider(scope=Scope.APP)
    use_cases.provide_all(RegisterPerson, ConfirmBooking, DeclineBooking)
    use_cases.provide(lambda: FirstAdmins(frozenset()), provides=FirstAdmins)
    use_cases.provide(lambda: market.work, provides=UnitOfWork[AccountsWork])
    use_cases.provide(lambda: market.work, provides=UnitOfWork[BookingsWork])
    use_cases.provide(lambda: market.clock, provides=Clock)
    use_cases.provide(lambda: MarketBookings(market), provides=BookingReader)
    container = make_async_container(use_cases, validation_settings=STRICT_VALIDATION)
    yield container
    await container.close()


@pytest.fixture
def unheard() -> Unheard:
    return Unheard()


@pytest.fixture
def storage() -> BaseStorage:
    return MemoryStorage()


@pytest.fixture
def talk(bot: Bot, container: AsyncContainer, storage: BaseStorage, unheard: Unheard) -> Talk:
    @asynccontextmanager
    async def talking() -> AsyncIterator[None]:
        dispatcher = Dispatcher(storage=storage, events_isolation=SimpleEventIsolation())
        dispatcher.include_routers(decisions_router(), unheard.router())
        setup_dishka(container, dispatcher, auto_inject=True)
        dispatcher.update.outer_middleware(PeopleMiddleware())
        polling = asyncio.create_task(dispatcher.start_polling(bot, handle_as_tasks=False, handle_signals=False, close_bot_session=False))
        yield
        await dispatcher.stop_polling()
        await polling

    return talking


@pytest.fixture
async def marina(sim: Simulator, bot: Bot, market: Market) -> Person:
    """The landlord's side of her chat."""
    return await in_chat(sim, bot, market.landlord)


@pytest.fixture
async def anna(sim: Simulator, bot: Bot, market: Market) -> Person:
    """The renter's side of her chat."""
    return await in_chat(sim, bot, market.anna)


async def in_chat(sim: Simulator, bot: Bot, person: Registered) -> Person:
    """Somebody who has written to the bot, which has read it."""
    assert person.telegram_id
    chat = await sim.person(person.telegram_id, person.name, language_code=person.language.value)
    await chat.say("hello")
    updates = await bot.get_updates()
    await bot.get_updates(offset=updates[-1].update_id + 1)
    return chat


@define
class Office:
    """Tells people of bookings, as the worker does."""

    market: Market
    notifier: TelegramNotifier

    async def notice(self, kind: MessageKind, booking: Booking, person: Registered) -> Notice:
        card = await MarketBookings(self.market).card(booking.id, viewer=person.id)
        return Notice(kind=kind, person=person, booking=card)

    async def tell(self, kind: MessageKind, booking: Booking, person: Registered | None = None) -> Receipt:
        """The landlord is told, unless somebody else is named."""
        return await self.notifier.send(await self.notice(kind, booking, person or self.market.landlord))

    async def redraw(self, receipt: Receipt, booking: Booking) -> None:
        await self.notifier.redraw(receipt, await self.notice(MessageKind.DECISION_CARD, booking, self.market.landlord))


@pytest.fixture
def office(bot: Bot, market: Market) -> Office:
    return Office(market, TelegramNotifier(bot, market.clock))
