"""The order in which a new apartment is asked about, and the way back to all facts of another."""

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, StartMode
from aiogram_dialog.widgets.kbd import Button

from adapters.telegram.dialogs.editing.fields import PHOTOS, STEPS
from adapters.telegram.dialogs.editing.getters import FAR, GUIDED, TYPED
from adapters.telegram.dialogs.started import apartment_of, started_with
from adapters.telegram.saying import notice, person_of, toast, words_of
from adapters.telegram.states import Editing, FlatPhotos, Letting, Pricing
from adapters.wording.shorten import length
from rental_core.apartments.apartment import Apartment
from rental_core.apartments.edit import Change, EditApartment


async def change(manager: DialogManager, edit: EditApartment, made: Change) -> Apartment:
    """Keep a change of the apartment of this dialog."""
    return await edit(apartment_of(manager), made, by=person_of(manager).id)


async def forward(manager: DialogManager, *, saved: bool = True) -> None:
    """To the next question of a new apartment, or back to all facts of one that is edited."""
    for known in (TYPED, FAR):
        manager.dialog_data.pop(known, None)
    if not started_with(manager, GUIDED):
        if saved:
            say(manager, words_of(manager).text("Saved"))
        await manager.switch_to(Editing.main)
        return
    await _to_step(manager, _step_of(manager) + 1)


def say(manager: DialogManager, said: str) -> None:
    if isinstance(manager.event, CallbackQuery):
        toast(manager, said)
    else:
        notice(manager, said)


def _step_of(manager: DialogManager) -> int:
    state = manager.current_context().state
    return STEPS.index(state) if state in STEPS else -1


async def _to_step(manager: DialogManager, number: int) -> None:
    """Steps that another dialog asks come over the one after them, so that its end leads on."""
    if number >= len(STEPS):
        await manager.switch_to(Editing.main)
        return
    step = STEPS[number]
    if isinstance(step, State):
        await manager.switch_to(step)
        return
    following = STEPS[number + 1]
    await manager.switch_to(following if isinstance(following, State) else Editing.main)
    await manager.start(FlatPhotos.main if step == PHOTOS else Pricing.main, {"apartment": apartment_of(manager)})


async def on_skip(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await forward(manager, saved=False)


async def on_before(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The question before this one; before the first, all that is known so far."""
    manager.dialog_data.pop(TYPED, None)
    earlier = [step for step in STEPS[: _step_of(manager)] if isinstance(step, State)]
    await manager.switch_to(earlier[-1] if earlier else Editing.main)


async def on_later(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    toast(manager, words_of(manager).text("Everything is kept. Go on whenever you like."))
    await manager.start(Letting.flat, {"apartment": apartment_of(manager)}, mode=StartMode.RESET_STACK)


async def on_go_on(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Ask about everything once more, from the beginning."""
    await manager.start(Editing.street, {"apartment": apartment_of(manager), GUIDED: True}, mode=StartMode.RESET_STACK)


def fits(manager: DialogManager, said: str, longest: int) -> bool:
    """Whether the words can be taken; otherwise it is said why not."""
    words = words_of(manager)
    if not any(char.isprintable() and not char.isspace() for char in said):
        notice(manager, words.text("There is nothing in it that can be read. Please write some words."))
    elif len(said) > longest or length(said) > longest:
        notice(
            manager,
            words.plural("That is too long: at most {n} character.", "That is too long: at most {n} characters.", longest),
        )
    else:
        return True
    return False
