"""The language window: each language is named in itself."""

from typing import Any

from aiogram import Bot, F
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Row, Select
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.introduction import introduce_to
from adapters.telegram.saying import StaleTapError, person_of, toast
from adapters.telegram.states import Tongue
from adapters.telegram.widgets.screen import home, screen
from adapters.telegram.widgets.text import VIEW, ItemTold, T
from adapters.wording import Wording, wording
from rental_core.accounts.person import Language, Person
from rental_core.accounts.profile import ChangeLanguage

NAMES = {Language.RUSSIAN: "🇷🇺 Русский", Language.ENGLISH: "🇬🇧 English"}


def language_dialog() -> Dialog:
    """One window."""
    return Dialog(_choice())


def _choice() -> Window:
    return screen(
        T("🌐 In which language shall we talk?"),
        Row(
            Select(
                ItemTold(_name),
                id="language_choose",
                item_id_getter=lambda language: language.value,
                items=F[VIEW],
                on_click=on_language,
            ),
        ),
        home("language_home"),
        state=Tongue.choice,
        getter=get_languages,
        preview=tuple(Language),
    )


def _name(language: Language, _: object, words: Wording) -> str:
    return f"✓ {NAMES[language]}" if language is words.language else NAMES[language]


async def get_languages(**_: Any) -> dict[str, Any]:
    return {VIEW: tuple(Language)}


@inject
async def on_language(
    _callback: CallbackQuery, _select: Any, manager: DialogManager, item: str, change: FromDishka[ChangeLanguage]
) -> None:
    """Everything changes at once: this window, the commands, and whatever is said from now on."""
    if item not in {language.value for language in Language}:
        raise StaleTapError(item)
    person: Person = await change(person_of(manager).id, Language(item))
    words = wording(person.language)
    manager.middleware_data.update(person=person, wording=words)
    bot: Bot = manager.middleware_data["bot"]
    await introduce_to(bot, person)
    toast(manager, words.text("From now on we speak English"))
