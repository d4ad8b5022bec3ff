"""The commands that Telegram shows in its menu: those of renters for everyone, and each person's own where they differ."""

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeChat
from attrs import define, field
from structlog import get_logger

from adapters.wording import N_, Wording, wording
from rental_core.accounts.person import Language, Person, PersonId, Role

COMMANDS = {
    "start": N_("The menu"),
    "search": N_("Find a place to stay"),
    "trips": N_("My trips"),
    "favourites": N_("What I keep for later"),
    "requests": N_("Requests to me"),
    "letting": N_("My apartments"),
    "review": N_("Apartments to review"),
    "profile": N_("My profile and my data"),
    "language": N_("Language"),
    "help": N_("How it works"),
}
LANDLORDS_ONLY = frozenset({"requests", "letting"})
ADMINS_ONLY = frozenset({"review"})
REMEMBERED = 10_000  # people whose menu this process knows

log = get_logger(__name__)


async def introduce(bot: Bot) -> None:
    """Tell Telegram the commands: in English for everyone, in Russian for those whose Telegram is Russian."""
    await bot.set_my_commands(_commands(wording(Language.ENGLISH)))
    for language in Language:
        await bot.set_my_commands(_commands(wording(language)), language_code=language.value)


async def introduce_to(bot: Bot, person: Person) -> None:
    """The commands of the person's roles, in the language they chose, whatever language their Telegram has."""
    if person.telegram_id is None:
        return
    commands = _commands(wording(person.language), roles=person.roles)
    try:
        await bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id=person.telegram_id))
    except TelegramAPIError as error:
        log.warning("commands stay as they were", person=person.id, error=error.message)


async def take_leave(bot: Bot, chat_id: int) -> None:
    """The chat of somebody who left is anybody's again."""
    try:
        await bot.delete_my_commands(scope=BotCommandScopeChat(chat_id=chat_id))
    except TelegramAPIError as error:
        log.warning("commands of a chat are kept", error=error.message)


@define
class Introductions:
    """Whose menu says what: people whose role or language came to differ get a menu of their own, at their next contact."""

    _known: dict[PersonId, tuple[frozenset[Role], Language]] = field(factory=dict)

    async def renew(self, bot: Bot, person: Person, told: Language) -> None:
        """`told` is the language of the person's Telegram: together with no role, what the menu for everyone is made for."""
        wanted = (person.roles, person.language)
        if self._known.get(person.id, (frozenset[Role](), told)) == wanted:
            return
        self._known[person.id] = wanted
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        await introduce_to(bot, person)


def _commands(words: Wording, *, roles: frozenset[Role] = frozenset()) -> list[BotCommand]:
    others = (LANDLORDS_ONLY if Role.LANDLORD not in roles else frozenset()) | (ADMINS_ONLY if Role.ADMIN not in roles else frozenset())
    offered = [command for command in COMMANDS if command not in others]
    return [BotCommand(command=command, description=words.text(COMMANDS[command])) for command in offered]
