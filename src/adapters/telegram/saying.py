"""What is said beside a window: a toast or an alert that answers a tap, a notice above the window's text."""

from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from attrs import frozen

from adapters.wording import Wording, wording
from rental_core.accounts.person import Language, Person
from rental_core.bookings.booking import ForbiddenMoveError

TOAST = "toast"
NOTICE = "notice"


class StaleTapError(Exception):
    """A tap whose data no screen of today makes: forged, or from a version before."""


@frozen
class Toast:
    """At most 200 characters; an alert has to be closed, a toast goes by itself."""

    text: str
    alert: bool = False


def words_of(manager: DialogManager) -> Wording:
    """The wording of whoever this window is for; in a preview, that of Telegram's language."""
    known = manager.middleware_data.get("wording")
    return known if isinstance(known, Wording) else wording(Language.of_telegram(telegram_language(manager.event)))


def telegram_language(event: object) -> str | None:
    """The IETF tag of whoever an event is from, if Telegram told it."""
    code = getattr(getattr(event, "from_user", None), "language_code", None)
    return code if isinstance(code, str) else None


def person_of(manager: DialogManager) -> Person:
    """Whoever taps or writes."""
    person: Person = manager.middleware_data["person"]
    return person


def toast(manager: DialogManager, text: str, *, alert: bool = False) -> None:
    """Answer the tap with `text` once the window is drawn."""
    manager.middleware_data[TOAST] = Toast(text, alert)


def notice(manager: DialogManager, text: str) -> None:
    """Put `text` (plain) above the text of the window that is drawn next."""
    manager.middleware_data[NOTICE] = text


def came_about(error: Exception) -> bool:
    """Whether what was refused has come about already: mostly a double tap, of which nobody needs to be alarmed."""
    return isinstance(error, ForbiddenMoveError) and error.status is error.to


async def answer(callback: CallbackQuery, text: str = "", *, alert: bool = False) -> None:
    """Answer a tap. One that is answered already or too old is left alone: there is nothing more to do for it."""
    try:
        await callback.answer(text or None, show_alert=alert)
    except TelegramAPIError:
        return
