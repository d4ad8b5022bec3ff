"""Closing nights: at once, or after a window that names the requests that lose by it."""

from collections.abc import Sequence

from aiogram.fsm.state import State
from aiogram_dialog import DialogManager
from attrs import frozen

from adapters.telegram.dialogs.nights.planner import ACT, COMMENT, SHOWN, Act, Planner, comment_in, keep_range
from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.saying import person_of, toast, words_of
from adapters.telegram.states import Nights
from rental_core.bookings.block_nights import BlockNights, HeldRequestsError, Occupy
from rental_core.bookings.booking import BookingId
from rental_core.stay import Stay


@frozen
class Closer:
    """Closes nights for a landlord, who has seen which requests lose by it."""

    planner: Planner
    block: BlockNights
    occupy: Occupy

    async def ask_or_close(self, manager: DialogManager, act: Act) -> None:
        """At once, unless requests lose: then a window names them first."""
        calendar = await self.planner.calendar(manager, person_of(manager).id)
        nights = act.nights(calendar.today(self.planner.clock.now()))
        if nights and calendar.losers(nights):
            await _ask(manager, act)
        else:
            await self.close(manager, act, ())

    async def close(self, manager: DialogManager, act: Act, declining: Sequence[BookingId]) -> None:
        """Requests that came since are named before anything happens."""
        flat, by, comment = apartment_of(manager), person_of(manager).id, comment_in(manager.dialog_data)
        try:
            if act.first is None:
                await self.occupy(flat, act.until, by=by, comment=comment, declining=declining)
            else:
                await self.block(flat, Stay(act.first, act.until), by=by, comment=comment, declining=declining)
        except HeldRequestsError as error:
            toast(manager, words_of(manager).refusal(error), alert=True)
            await _ask(manager, act)
            return
        await done(manager, words_of(manager).text("Closed"), Nights.now if act.first is None else Nights.months)


async def _ask(manager: DialogManager, act: Act) -> None:
    act.keep(manager.dialog_data)
    await manager.switch_to(Nights.sure)


async def done(manager: DialogManager, said: str, to: State) -> None:
    for each in (COMMENT, ACT, SHOWN):
        manager.dialog_data.pop(each, None)
    keep_range(manager.dialog_data, None)
    toast(manager, said)
    await manager.switch_to(to)
