"""The bot put together."""

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram_dialog import setup_dialogs
from aiogram_dialog.api.protocols import MediaIdStorageProtocol, MessageManagerProtocol
from dishka import AsyncContainer, Provider, Scope, provide
from dishka.integrations.aiogram import setup_dishka

from adapters.telegram.commands import commands_router, strays_router
from adapters.telegram.dialogs import all_dialogs
from adapters.telegram.dialogs.booking.getters import Counter
from adapters.telegram.dialogs.details.getters import Showroom
from adapters.telegram.dialogs.editing.getters import Editor
from adapters.telegram.dialogs.entered import Desk
from adapters.telegram.dialogs.income.getters import Accounts
from adapters.telegram.dialogs.nights.closing import Closer
from adapters.telegram.dialogs.nights.planner import Planner
from adapters.telegram.dialogs.photos.handlers import Darkroom
from adapters.telegram.dialogs.pricing.getters import Till
from adapters.telegram.errors import register_errors
from adapters.telegram.introduction import introduce
from adapters.telegram.manager import TalkingManagerFactory
from adapters.telegram.notices.alternatives import Offers, alternatives_router
from adapters.telegram.notices.decisions import decisions_router
from adapters.telegram.patience import PatientDispatcher
from adapters.telegram.people import PeopleMiddleware

__all__ = ["Dialogs", "build_dispatcher", "introduce", "make_bot"]


class Dialogs(Provider):
    """What the windows need besides the core: to be listed by the process that runs the bot."""

    scope = Scope.APP
    desk = provide(Desk)
    counter = provide(Counter)
    showroom = provide(Showroom)
    offers = provide(Offers)
    editor = provide(Editor)
    darkroom = provide(Darkroom)
    till = provide(Till)
    planner = provide(Planner)
    accounts = provide(Accounts)
    closer = provide(Closer)


def make_bot(token: str, api_url: str) -> Bot:
    """A bot that talks to the Bot API at `api_url`, Telegram's or the simulator's. Close its session in the end."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_url))
    return Bot(token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))


def build_dispatcher(
    container: AsyncContainer, *, storage: BaseStorage, messages: MessageManagerProtocol, media_ids: MediaIdStorageProtocol
) -> PatientDispatcher:
    """All handlers and dialogs. `container` gives the use cases and readers, `messages` show the windows (see `media.PhotoMessages`)."""
    # Two isolations: the dispatcher's keeps a second tap from reading what the first is about to change, before dialogs take their lock.
    dispatcher = PatientDispatcher(storage=storage, events_isolation=SimpleEventIsolation())
    dispatcher.include_routers(decisions_router(), alternatives_router(), commands_router(), *all_dialogs(), strays_router())
    setup_dialogs(dispatcher, events_isolation=SimpleEventIsolation(), dialog_manager_factory=TalkingManagerFactory(messages, media_ids))
    setup_dishka(container, dispatcher, auto_inject=True)  # after the dialogs: windows started in the background need it too
    dispatcher.update.outer_middleware(PeopleMiddleware())
    register_errors(dispatcher)
    return dispatcher
