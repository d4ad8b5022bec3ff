"""Places on Telegram's map, sent beside the window; only the latest one stays."""

from aiogram_dialog import DialogManager

from adapters.telegram.beside import bot_of, chat_of, clear, note
from rental_core.apartments.place import Point

MAP = "map"
AROUND = 300  # metres: how exact a rounded point is


async def show_around(manager: DialogManager, point: Point) -> None:
    """A rounded point, with the circle in which the apartment lies. The window comes down below it."""
    await clear(manager, MAP)
    sent = await bot_of(manager).send_location(chat_of(manager), point.lat, point.lon, horizontal_accuracy=AROUND)
    await note(manager, MAP, [sent.message_id])


async def show_exactly(manager: DialogManager, point: Point, *, title: str, address: str) -> None:
    """The house itself, for whoever has a confirmed stay in it; `title` and `address` (plain, not empty) are shown with it."""
    await clear(manager, MAP)
    sent = await bot_of(manager).send_venue(chat_of(manager), point.lat, point.lon, title=title, address=address)
    await note(manager, MAP, [sent.message_id])
