"""The windows of a review, what they need to know, and what taps in them do."""

from typing import Any

from aiogram import F
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Row, SwitchTo
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.albums import show_album
from adapters.telegram.dialogs.choice import choice
from adapters.telegram.dialogs.letting.windows import OWN
from adapters.telegram.dialogs.reviewing import views
from adapters.telegram.dialogs.started import apartment_of
from adapters.telegram.saying import StaleTapError, person_of, toast, words_of
from adapters.telegram.states import Details, Reviewing
from adapters.telegram.widgets.path import Path
from adapters.telegram.widgets.pieces import pager
from adapters.telegram.widgets.screen import WORDS, home, screen
from adapters.telegram.widgets.text import VIEW, T, Told
from adapters.wording.shorten import shorten
from rental_core.accounts.person import Person
from rental_core.apartments.apartment import REJECTION_LENGTH, ApartmentId
from rental_core.apartments.ports import ApartmentReader, PhotoStorage
from rental_core.apartments.review import ApproveApartment, RejectApartment
from rental_core.bookings.letting import LettingReader
from rental_core.clock import Clock

PAGE = 8
REASON = "reason"  # dialog data: what was typed so far


def reviewing_dialog() -> Dialog:
    """The queue; with an apartment's id, that one."""
    return Dialog(_list(), _card(), _reason())


def _list() -> Window:
    return screen(
        Told(views.queue),
        Column(
            choice("reviewing_open", F[VIEW].rows, views.row, on_apartment),
        ),
        pager("reviewing_earlier", "reviewing_later", when=F[VIEW].several),
        home("reviewing_home"),
        state=Reviewing.list,
        getter=get_queue,
        preview=views.QueueView((OWN,)),
    )


def _card() -> Window:
    return screen(
        Told(views.card),
        Row(
            Button(T("✅ Publish"), id="reviewing_publish", on_click=on_publish),
            SwitchTo(T("↩️ Send back"), id="reviewing_back", state=Reviewing.reason),
            when=F[VIEW].waits,
        ),
        Button(T("👀 As renters see it"), id="reviewing_look", on_click=on_look),
        Button(T("🖼 All photos"), id="reviewing_photos", on_click=on_photos, when=F[VIEW].pictured),
        Row(SwitchTo(T("🔍 All that waits"), id="reviewing_all", state=Reviewing.list), home("reviewing_card_home")),
        state=Reviewing.card,
        getter=get_review,
        preview=views.ReviewView(OWN, samples.PAGE),
    )


def _reason() -> Window:
    return screen(
        Told(views.reason),
        Column(
            choice("reviewing_ready", F[VIEW].ready, views.ready, on_ready, by="number"),
        ),
        Button(T("↩️ Send back with these words"), id="reviewing_typed", on_click=on_typed_reason, when=F[VIEW].reason),
        Row(SwitchTo(T("← Back"), id="reviewing_reason_back", state=Reviewing.card), home("reviewing_reason_home")),
        MessageInput(on_words, filter=WORDS),
        state=Reviewing.reason,
        getter=get_review,
        preview=views.ReviewView(OWN, samples.PAGE),
    )


@inject
async def get_queue(
    dialog_manager: DialogManager, person: Person, letting: FromDishka[LettingReader], clock: FromDishka[Clock], **_: Any
) -> dict[str, Any]:
    person.must_be_admin()
    path = Path(dialog_manager.dialog_data)
    after = ApartmentId(path.after[0]) if path.after else None
    found = await letting.to_review(viewer=person.id, after=after, limit=PAGE + 1, at=clock.now())
    rows, more = found[:PAGE], len(found) > PAGE
    path.leads_to([rows[-1].id] if more else None)
    return {VIEW: views.QueueView(rows, path.page, more)}


@inject
async def get_review(
    dialog_manager: DialogManager,
    person: Person,
    letting: FromDishka[LettingReader],
    apartments: FromDishka[ApartmentReader],
    clock: FromDishka[Clock],
    **_: Any,
) -> dict[str, Any]:
    person.must_be_admin()
    own = await letting.one(apartment_of(dialog_manager), viewer=person.id, at=clock.now())
    page = await apartments.page(own.id, viewer=person.id)
    return {VIEW: views.ReviewView(own, page, dialog_manager.dialog_data.get(REASON, ""))}


async def on_apartment(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int) -> None:
    await manager.start(Reviewing.card, {"apartment": item})


@inject
async def on_publish(_callback: CallbackQuery, _button: Button, manager: DialogManager, approve: FromDishka[ApproveApartment]) -> None:
    await approve(apartment_of(manager), by=person_of(manager).id)
    toast(manager, words_of(manager).text("Published. The landlord is told at once."))


@inject
async def on_ready(_callback: CallbackQuery, _select: Any, manager: DialogManager, item: int, reject: FromDishka[RejectApartment]) -> None:
    key = next((each.key for each in views.READY if each.number == item), None)
    if key is None:
        raise StaleTapError(str(item))
    await _send_back(manager, reject, key)


@inject
async def on_typed_reason(_callback: CallbackQuery, _button: Button, manager: DialogManager, reject: FromDishka[RejectApartment]) -> None:
    await _send_back(manager, reject, manager.dialog_data.get(REASON, ""))


async def _send_back(manager: DialogManager, reject: RejectApartment, reason: str) -> None:
    await reject(apartment_of(manager), by=person_of(manager).id, reason=reason)
    manager.dialog_data.pop(REASON, None)
    toast(manager, words_of(manager).text("Sent back. The landlord reads why."))
    await manager.switch_to(Reviewing.card)


async def on_words(message: Message, _source: MessageInput, manager: DialogManager) -> None:
    manager.dialog_data[REASON] = shorten((message.text or "").strip(), REJECTION_LENGTH)
    manager.show_mode = ShowMode.DELETE_AND_SEND


async def on_look(_callback: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Details.card, {"apartment": apartment_of(manager)})


@inject
async def on_photos(
    _callback: CallbackQuery,
    _button: Button,
    manager: DialogManager,
    apartments: FromDishka[ApartmentReader],
    photos: FromDishka[PhotoStorage],
) -> None:
    page = await apartments.page(apartment_of(manager), viewer=person_of(manager).id)
    if not await show_album(manager, page.photos, photos):
        toast(manager, words_of(manager).text("The photos cannot be shown at the moment"))
