"""What the profile windows need to know."""

from typing import Any

from aiogram_dialog import DialogManager
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.profile.views import LeaveView, ProfileView
from adapters.telegram.saying import person_of
from adapters.telegram.widgets.text import VIEW
from rental_core.clock import Clock
from rental_core.moderation.ports import PersonalRecords


@inject
async def get_profile(dialog_manager: DialogManager, records: FromDishka[PersonalRecords], **_: Any) -> dict[str, Any]:
    person = person_of(dialog_manager)
    return {VIEW: ProfileView(person.name, person.phone, person.since, await records.counts(person.id))}


@inject
async def get_ties(
    dialog_manager: DialogManager, records: FromDishka[PersonalRecords], clock: FromDishka[Clock], **_: Any
) -> dict[str, Any]:
    now = clock.now()
    return {VIEW: LeaveView(await records.ties(person_of(dialog_manager).id, now), now)}
