"""Which part stands behind which port: one container for every process, each takes from it what it needs."""

from collections.abc import AsyncIterator

from dishka import (
    STRICT_VALIDATION,
    AnyOf,
    AsyncContainer,
    Provider,
    Scope,
    WithParents,
    from_context,
    make_async_container,
    provide,
    provide_all,
)
from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.engine import make_engine
from adapters.postgres.readers import (
    PostgresApartmentReader,
    PostgresBeat,
    PostgresBookingReader,
    PostgresCalendarReader,
    PostgresDraftReader,
    PostgresEditReader,
    PostgresFavouriteReader,
    PostgresHostingReader,
    PostgresIncomeReader,
    PostgresLettingReader,
    PostgresOwnCalendarReader,
    PostgresPersonalRecords,
    PostgresPlaces,
    PostgresSearch,
)
from adapters.postgres.work import PostgresWork
from adapters.redis import connect
from entrypoints.clock import SystemClock
from entrypoints.pictures import kept_pictures
from entrypoints.settings import Settings
from rental_core.accounts.grant import GrantRole
from rental_core.accounts.person import TelegramId
from rental_core.accounts.ports import AccountsWork
from rental_core.accounts.profile import ChangeLanguage, ChangeName, ChangePhone
from rental_core.accounts.register import FirstAdmins, RegisterPerson
from rental_core.apartments.edit import EditApartment
from rental_core.apartments.ports import ApartmentsWork, PhotoStorage
from rental_core.apartments.publish import (
    AddApartment,
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
from rental_core.bookings.clockwork import BeginStay, EndStay, ExpireRequest, RemindLandlord, RemindRenter, SwitchBlock
from rental_core.bookings.confirm import ConfirmBooking
from rental_core.bookings.decline import DeclineBooking
from rental_core.bookings.instead import RequestInstead
from rental_core.bookings.ports import BookingsWork
from rental_core.bookings.remove_apartment import RemoveApartment
from rental_core.bookings.request import RequestBooking
from rental_core.bookings.rules import BookingLimits
from rental_core.bookings.status import StatusHistory, StatusPage
from rental_core.bookings.withdraw import WithdrawBooking
from rental_core.calendar.ports import CalendarWork
from rental_core.moderation.block_person import BlockPerson, UnblockPerson
from rental_core.moderation.leave import Leave
from rental_core.moderation.ports import ModerationWork
from rental_core.notifications.alternatives import FindAlternatives
from rental_core.notifications.deliver import Notices, Patience
from rental_core.notifications.losers import SweepAfterEvents
from rental_core.notifications.plan import PlanMessages
from rental_core.notifications.ports import NotificationsWork
from rental_core.search.favourites import DropFavourite, KeepFavourite
from rental_core.search.keep import KeepDraft
from rental_core.search.loosen import FindOffers
from rental_core.search.ports import PlaceReader, SearchWork
from rental_core.work import UnitOfWork


class Base(Provider):
    """Settings, the clock, and the limits of the business."""

    scope = Scope.APP
    settings = from_context(Settings)
    clock = provide(WithParents[SystemClock])

    @provide
    def limits(self) -> BookingLimits:
        return BookingLimits()

    @provide
    def policy(self, settings: Settings) -> PublishingPolicy:
        return PublishingPolicy(at_once=settings.publish_at_once)

    @provide
    def patience(self) -> Patience:
        return Patience()

    @provide
    def first_admins(self, settings: Settings) -> FirstAdmins:
        return FirstAdmins(frozenset(TelegramId(each) for each in settings.admin_ids))

    @provide
    async def photos(self, settings: Settings) -> AsyncIterator[PhotoStorage]:
        async with kept_pictures(settings) as pictures:
            yield pictures


class Postgres(Provider):
    """The truth: one unit of work under the name of each area's, and the readers."""

    scope = Scope.APP
    work = provide(
        PostgresWork,
        provides=AnyOf[
            UnitOfWork[NotificationsWork],
            UnitOfWork[AccountsWork],
            UnitOfWork[ApartmentsWork],
            UnitOfWork[CalendarWork],
            UnitOfWork[BookingsWork],
            UnitOfWork[SearchWork],
            UnitOfWork[ModerationWork],
        ],
    )
    apartments = provide(WithParents[PostgresApartmentReader])
    bookings = provide(WithParents[PostgresBookingReader])
    calendar = provide(WithParents[PostgresCalendarReader])
    drafts = provide(WithParents[PostgresDraftReader])
    edits = provide(WithParents[PostgresEditReader])
    favourites = provide(WithParents[PostgresFavouriteReader])
    hosting = provide(WithParents[PostgresHostingReader])
    income = provide(WithParents[PostgresIncomeReader])
    letting = provide(WithParents[PostgresLettingReader])
    own_calendar = provide(WithParents[PostgresOwnCalendarReader])
    search = provide(WithParents[PostgresSearch])
    records = provide(WithParents[PostgresPersonalRecords])
    beat = provide(PostgresBeat)

    @provide
    async def engine(self, settings: Settings) -> AsyncIterator[AsyncEngine]:
        engine = make_engine(settings.database_url)
        yield engine
        await engine.dispose()

    @provide
    def places(self, engine: AsyncEngine) -> PlaceReader:
        return PostgresPlaces(engine)


class Valkey(Provider):
    """What may be lost."""

    scope = Scope.APP

    @provide
    async def redis(self, settings: Settings) -> AsyncIterator[Redis]:
        client = connect(settings.redis_url)
        yield client
        await client.aclose(close_connection_pool=True)


class UseCases(Provider):
    """Every verb of the business."""

    scope = Scope.APP
    accounts = provide_all(RegisterPerson, ChangeLanguage, ChangeName, ChangePhone, GrantRole)
    apartments = provide_all(
        AddApartment,
        StartApartment,
        EditApartment,
        SubmitApartment,
        TakeBackFromReview,
        ApproveApartment,
        RejectApartment,
        PauseApartment,
        ResumeApartment,
        RemoveApartment,
    )
    requests = provide_all(RequestBooking, RequestInstead)
    bookings = provide_all(ConfirmBooking, DeclineBooking, WithdrawBooking, CancelBooking, MarkNoShow, StatusHistory, StatusPage)
    nights = provide_all(BlockNights, FreeNights, FreeNow, Occupy)
    clockwork = provide_all(ExpireRequest, RemindLandlord, RemindRenter, BeginStay, EndStay, SwitchBlock)
    moderation = provide_all(BlockPerson, UnblockPerson, Leave)
    search = provide_all(DropFavourite, KeepFavourite, KeepDraft, FindOffers)
    telling = provide_all(PlanMessages, SweepAfterEvents, Notices, FindAlternatives)


def make_container(settings: Settings, *more: Provider) -> AsyncContainer:
    """A container over `settings`, whose URLs must be filled; `more` are one process's own providers. Closing it closes connections."""
    providers = (Base(), Postgres(), Valkey(), UseCases(), *more)
    return make_async_container(*providers, context={Settings: settings}, validation_settings=STRICT_VALIDATION)
