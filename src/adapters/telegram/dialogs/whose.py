"""Windows of a landlord that are about all apartments, or about the one that their dialog was started for."""

from datetime import datetime

from aiogram_dialog import DialogManager

from adapters.telegram.dialogs.letting.views import title_of
from adapters.telegram.dialogs.started import started_with
from adapters.telegram.saying import words_of
from rental_core.accounts.person import Person
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.letting import LettingReader


def one_of(manager: DialogManager) -> ApartmentId | None:
    """The apartment, if it is about one."""
    given = started_with(manager, "apartment")
    return ApartmentId(given) if isinstance(given, int) else None


async def title_of_one(manager: DialogManager, person: Person, letting: LettingReader, now: datetime) -> str:
    """What that apartment is called; nothing of all. Raises ApartmentNotFoundError for what is not theirs."""
    one = one_of(manager)
    return title_of(await letting.one(one, viewer=person.id, at=now), words_of(manager)) if one else ""
