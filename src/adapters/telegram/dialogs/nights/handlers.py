"""What taps and words in the windows of nights do."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.hosted import hosted
from adapters.telegram.dialogs.nights.closing import Closer, done
from adapters.telegram.dialogs.nights.getters import EARLIEST, LATEST, PICK, SHIFT, UNTIL, day_view, month_view
from adapters.telegram.dialogs.nights.planner import (
    COMMENT,
    DAY,
    RANGE,
    SHOWN,
    Act,
    Planner,
    comment_in,
    keep_range,
    picked,
    range_in,
)
from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.saying import StaleTapError, notice, person_of, toast, words_of
from adapters.telegram.states import Guests, Nights, Requests
from adapters.wording.shorten import length, shorten
from rental_core.bookings.block_nights import FreeNights, FreeNow
from rental_core.bookings.booking import BookingId, BookingStatus
from rental_core.bookings.ports import BookingReader
from rental_core.calendar.block import COMMENT_LENGTH, Block
from rental_core.stay import FOREVER, ONE_DAY, Stay


async def on_comment(message: Message, _source: MessageInput, manager: DialogManager) -> None:
    typed = (message.text or "").strip()
    manager.dialog_data[COMMENT] = shorten(typed, COMMENT_LENGTH)
    if length(typed) > COMMENT_LENGTH:
        n = COMMENT_LENGTH
        said = words_of(manager).plural(
            "A comment has {n} character at most. I kept its beginning.", "A comment has {n} characters at most. I kept its beginning.", n
        )
        notice(manager, said)
    manager.show_mode = ShowMode.DELETE_AND_SEND


async def on_no_comment(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.dialog_data.pop(COMMENT, None)


@inject
async def on_until_freed(_callback: CallbackQuery, _button: Button, manager: DialogManager, closer: FromDishka[Closer]) -> None:
    await closer.ask_or_close(manager, Act(FOREVER))


@inject
async def on_until(
    _callback: CallbackQuery, _widget: Any, manager: DialogManager, day: date, closer: FromDishka[Closer], planner: FromDishka[Planner]
) -> None:
    view = await month_view(manager, person_of(manager).id, planner, UNTIL)
    if day <= view.today:
        toast(manager, words_of(manager).text("Tap a day to come"))
    elif day > view.last_day:
        raise StaleTapError(day.isoformat())
    else:
        await closer.ask_or_close(manager, Act(day))


@inject
async def on_free_now(_callback: CallbackQuery, _button: Button, manager: DialogManager, free: FromDishka[FreeNow]) -> None:
    changed = await free(apartment_of(manager), by=person_of(manager).id, comment=comment_in(manager.dialog_data))
    await _opened(manager, changed, Nights.now)


async def _opened(manager: DialogManager, changed: tuple[Block, ...], to: State) -> None:
    words = words_of(manager)
    if changed:
        await done(manager, words.text("Open again"), to)
    else:
        toast(manager, words.text("Nothing of yours was closed there"))


@inject
async def on_sure(_callback: CallbackQuery, _button: Button, manager: DialogManager, closer: FromDishka[Closer]) -> None:
    data = manager.dialog_data
    await closer.close(manager, Act.of(data), [BookingId(each) for each in data.get(SHOWN, [])])


async def on_not_sure(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Back to where it was asked; what was chosen and typed is still there."""
    act, chosen = Act.of(manager.dialog_data), manager.dialog_data.get(RANGE)
    await manager.switch_to(Nights.now if act.first is None else Nights.range if chosen else Nights.months)


async def on_day(_callback: CallbackQuery, _widget: Any, manager: DialogManager, day: date) -> None:
    manager.dialog_data[DAY] = day.isoformat()
    await manager.switch_to(Nights.day)


@inject
async def on_pick(_callback: CallbackQuery, _widget: Any, manager: DialogManager, day: date, planner: FromDishka[Planner]) -> None:
    view = await month_view(manager, person_of(manager).id, planner, PICK)
    if day < view.today:
        toast(manager, words_of(manager).text("This day has passed"))
    elif day > view.last_day:
        raise StaleTapError(day.isoformat())
    else:
        keep_range(manager.dialog_data, picked(range_in(manager.dialog_data, view.today), day))


@inject
async def on_from_here(_callback: CallbackQuery, _button: Button, manager: DialogManager, planner: FromDishka[Planner]) -> None:
    """The day that is looked at is the first of the nights to be closed."""
    keep_range(manager.dialog_data, await the_day(manager, planner))
    await manager.switch_to(Nights.range)


def closing(nights_of: Callable[[DialogManager, Planner], Awaitable[Stay]]) -> Callable[..., Awaitable[None]]:
    """A button that closes those nights."""

    @inject
    async def on_click(
        _callback: CallbackQuery, _button: Button, manager: DialogManager, closer: FromDishka[Closer], planner: FromDishka[Planner]
    ) -> None:
        nights = await nights_of(manager, planner)
        await closer.ask_or_close(manager, Act(nights.check_out, nights.check_in))

    return on_click


def opening(nights_of: Callable[[DialogManager, Planner], Awaitable[Stay]]) -> Callable[..., Awaitable[None]]:
    """A button that opens those nights again."""

    @inject
    async def on_click(
        _callback: CallbackQuery, _button: Button, manager: DialogManager, free: FromDishka[FreeNights], planner: FromDishka[Planner]
    ) -> None:
        nights = await nights_of(manager, planner)
        changed = await free(apartment_of(manager), nights, by=person_of(manager).id, comment=comment_in(manager.dialog_data))
        await _opened(manager, changed, Nights.months)

    return on_click


async def the_range(manager: DialogManager, planner: Planner) -> Stay:
    """The chosen nights. Raises StaleTapError without any."""
    chosen = (await month_view(manager, person_of(manager).id, planner, PICK)).chosen
    if chosen is None:
        raise StaleTapError("no nights are chosen")
    return chosen


async def the_range_for_ever(manager: DialogManager, planner: Planner) -> Stay:
    return Stay((await the_range(manager, planner)).check_in, FOREVER)


async def the_day(manager: DialogManager, planner: Planner) -> Stay:
    day = (await day_view(manager, person_of(manager).id, planner)).day
    return Stay(day, day + ONE_DAY)


async def the_whole(manager: DialogManager, planner: Planner) -> Stay:
    """All that is left of what the block of this day wants. Raises StaleTapError when it is gone."""
    whole = (await day_view(manager, person_of(manager).id, planner)).whole
    if whole is None:
        raise StaleTapError("the block is gone")
    return whole


@inject
async def on_booking(
    _callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, bookings: FromDishka[BookingReader]
) -> None:
    """To the decision about a request, to the page of anything else."""
    card = await hosted(bookings, BookingId(item), person_of(manager))
    await manager.start(Requests.card if card.status is BookingStatus.REQUESTED else Guests.card, {"booking": card.id})


async def on_apartment(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int) -> None:
    await manager.start(Nights.months, {"apartment": item})


async def on_shift(_callback: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The picture goes on by as many days as it shows."""
    shift = manager.dialog_data.get(SHIFT, 0) + (1 if button.widget_id == "nights_later" else -1)
    if EARLIEST <= shift <= LATEST:
        manager.dialog_data[SHIFT] = shift
    else:
        toast(manager, words_of(manager).text("It does not go further"))
