"""What dialogs were started with: ids, and nothing else."""

from aiogram_dialog import DialogManager

from adapters.telegram.saying import StaleTapError
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import BookingId


def apartment_of(manager: DialogManager) -> ApartmentId:
    """The apartment a dialog is about. Raises StaleTapError."""
    return ApartmentId(_number(manager, "apartment"))


def booking_of(manager: DialogManager) -> BookingId:
    """The booking a dialog is about, chosen in it or given at its start. Raises StaleTapError."""
    return BookingId(_number(manager, "booking"))


def started_with(manager: DialogManager, name: str) -> object:
    """A value that was given at the start; None without."""
    given = manager.start_data
    return given.get(name) if isinstance(given, dict) else None


def _number(manager: DialogManager, name: str) -> int:
    number = manager.dialog_data.get(name, started_with(manager, name))
    if not isinstance(number, int):
        raise StaleTapError(f"no {name}")
    return number
