"""Who writes: every message registers or refreshes the person, and a blocked one hears why and nothing else."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramAPIError
from aiogram.types import TelegramObject, Update, User
from dishka.integrations.aiogram import CONTAINER_NAME

from adapters.telegram.introduction import Introductions
from adapters.telegram.saying import answer
from adapters.wording import wording
from rental_core.accounts.person import BlockedPersonError, Language, Person, PersonNotFoundError, TelegramId
from rental_core.accounts.ports import Contact
from rental_core.accounts.register import RegisterPerson

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

log = structlog.get_logger()


class PeopleMiddleware(BaseMiddleware):
    """Gives `person` and `wording` to everything behind it. Whoever is no person in a private chat gets no answer.

    Only a message makes a newcomer: an old button, or the chat being closed, must not bring back somebody who has left.
    """

    def __init__(self, introductions: Introductions | None = None) -> None:
        self._introductions = introductions or Introductions()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user, chat = data.get("event_from_user"), data.get("event_chat")
        if not isinstance(event, Update) or user is None or user.is_bot or chat is None or chat.type != ChatType.PRIVATE:
            return await _pass_over(event)
        register = await data[CONTAINER_NAME].get(RegisterPerson)
        person: Person | None = await (register if event.message else register.known)(contact_of(user))
        if person is None:
            return await _invite(event, user)
        if person.blocked:
            return await _refuse(event, person, BlockedPersonError(person.blocked.reason))
        data["person"], data["wording"] = person, wording(person.language)
        result = await handler(event, data)
        await self._introductions.renew(data["bot"], person, Language.of_telegram(user.language_code))
        return result


def contact_of(user: User) -> Contact:
    """What Telegram says about the person."""
    name = user.full_name.replace("\0", "").encode(errors="ignore").decode()  # what PostgreSQL cannot keep must not lock anybody out
    return Contact(TelegramId(user.id), name, user.username, user.language_code)


async def _pass_over(event: TelegramObject) -> None:
    if isinstance(event, Update) and event.callback_query:
        await answer(event.callback_query)


async def _invite(update: Update, user: User) -> None:
    """A tap of somebody we do not know (any more)."""
    if update.callback_query:
        said = wording(Language.of_telegram(user.language_code)).refusal(PersonNotFoundError(user.id))
        await answer(update.callback_query, said, alert=True)


async def _refuse(update: Update, person: Person, error: BlockedPersonError) -> None:
    said = wording(person.language).refusal(error)
    if update.callback_query:
        await answer(update.callback_query, said, alert=True)
    elif update.message:
        try:
            await update.message.answer(said, parse_mode=None)
        except TelegramAPIError as failure:
            log.info("a blocked person could not be told", person=person.id, error=failure.message)
