"""What people hear when something does not go: every tap is answered, every screen leads on."""

import structlog
from aiogram import Dispatcher
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.api.exceptions import OutdatedIntent, UnknownIntent, UnknownState

from adapters.telegram.reopen import reopen
from adapters.telegram.saying import StaleTapError, answer, came_about, notice, telegram_language
from adapters.telegram.states import Booking
from adapters.telegram.widgets.screen import go_home
from adapters.wording import Wording, wording
from rental_core.accounts.person import Language
from rental_core.calendar.occupancy import NightsTakenError
from rental_core.errors import RentalError

log = structlog.get_logger(__name__)


def register_errors(dispatcher: Dispatcher) -> None:
    """The first that fits an exception handles it."""
    errors = dispatcher.errors
    errors.register(on_refusal, ExceptionTypeFilter(RentalError))
    errors.register(on_stale, ExceptionTypeFilter(UnknownIntent, OutdatedIntent, UnknownState, StaleTapError))
    errors.register(on_forbidden, ExceptionTypeFilter(TelegramForbiddenError))
    errors.register(on_too_fast, ExceptionTypeFilter(TelegramRetryAfter))
    errors.register(on_bad_request, ExceptionTypeFilter(TelegramBadRequest))
    errors.register(on_unexpected)


async def on_refusal(event: ErrorEvent, wording: Wording, dialog_manager: DialogManager | None = None) -> None:
    """Say why not, and draw the screen as things stand. Whoever lost the nights chooses others."""
    error, tap = event.exception, event.update.callback_query
    if not isinstance(error, RentalError):
        raise TypeError(error)
    said = wording.refusal(error)
    try:
        if dialog_manager is not None:
            await _after_refusal(dialog_manager, error, "" if tap else said)
    finally:
        if tap:
            await answer(tap, said, alert=not came_about(error))


async def _after_refusal(manager: DialogManager, error: RentalError, said: str) -> None:
    if said:
        notice(manager, said)
    if isinstance(error, NightsTakenError) and manager.has_context() and manager.current_context().state == Booking.check:
        await manager.switch_to(Booking.dates)
    await _draw(manager)


async def on_stale(event: ErrorEvent, wording: Wording, dialog_manager: DialogManager | None = None) -> None:
    """A second tap on a window that is already another one shows what is there now; an old window opens anew."""
    tap, afresh = event.update.callback_query, True
    try:
        if dialog_manager is None:
            return
        if _is_current(event, dialog_manager):
            await _draw(dialog_manager)
        else:
            afresh = await reopen(dialog_manager, (tap.data or "") if tap else "")
    finally:
        if tap:
            await answer(tap, wording.text("This screen was out of date. Here it is afresh.") if afresh else "")


def _is_current(event: ErrorEvent, manager: DialogManager) -> bool:
    """Whether the tap was on the window that is shown now, or on none."""
    if not manager.has_context() or isinstance(event.exception, UnknownState):
        return False
    tap = event.update.callback_query
    return tap is None or (tap.message is not None and tap.message.message_id == manager.current_stack().last_message_id)


async def on_forbidden(event: ErrorEvent) -> None:
    log.info("the person blocked the bot", update=event.update.update_id)


async def on_too_fast(event: ErrorEvent, wording: Wording) -> None:
    """Nothing is lost: the window was not saved, and the same tap works again."""
    error = event.exception
    seconds = error.retry_after if isinstance(error, TelegramRetryAfter) else 1
    log.warning("telegram asks to slow down", update=event.update.update_id, seconds=seconds)
    if event.update.callback_query:
        said = wording.plural("Too fast for Telegram. Try again in {n} second", "Too fast for Telegram. Try again in {n} seconds", seconds)
        await answer(event.update.callback_query, said)


async def on_bad_request(event: ErrorEvent, wording: Wording | None = None) -> None:
    """Drawing what is there already is no error; everything else is."""
    error = event.exception
    if isinstance(error, TelegramBadRequest) and "message is not modified" in error.message.lower():
        if event.update.callback_query:
            await answer(event.update.callback_query)
        return
    await on_unexpected(event, wording)


async def on_unexpected(event: ErrorEvent, wording: Wording | None = None) -> None:
    """Written down in full for us, said kindly to the person."""
    log.error("update failed", update=event.update.update_id, exc_info=event.exception)
    words = wording or _words_of(event)
    said = words.text("Something went wrong on our side. We have noted it; please try again in a minute.")
    if event.update.callback_query:
        await answer(event.update.callback_query, said, alert=True)
    elif event.update.message:
        await _tell(event.update.message, said)


def _words_of(event: ErrorEvent) -> Wording:
    """For errors from before the person was known."""
    return wording(Language.of_telegram(telegram_language(event.update.event)))


async def _tell(message: Message, said: str) -> None:
    try:
        await message.answer(said, parse_mode=None)
    except TelegramAPIError as error:
        log.info("could not say so", error=error.message)


async def _draw(manager: DialogManager) -> None:
    """The current window; the menu when there is none, or none that can be drawn."""
    if manager.has_context():
        try:
            await manager.show(ShowMode.EDIT)
        except (RentalError, StaleTapError):
            log.info("window cannot be drawn any more", state=str(manager.current_context().state))
        else:
            return
    await go_home(manager, ShowMode.DELETE_AND_SEND)
