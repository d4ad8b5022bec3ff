"""The commands that Telegram shows in its menu."""

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeChat
from structlog import get_logger

from adapters.wording import N_, Wording, wording
from rental_core.accounts.person import Language, Person

COMMANDS = {
    "start": N_("The menu"),
    "search": N_("Find a place to stay"),
    "trips": N_("My trips"),
    "language": N_("Language"),
    "help": N_("How it works"),
}

log = get_logger(__name__)


async def introduce(bot: Bot) -> None:
    """Tell Telegram the commands: in English for everyone, in Russian for those whose Telegram is Russian."""
    await bot.set_my_commands(_commands(wording(Language.ENGLISH)))
    for language in Language:
        await bot.set_my_commands(_commands(wording(language)), language_code=language.value)


async def introduce_to(bot: Bot, person: Person) -> None:
    """The commands in the language the person chose, whatever language their Telegram has."""
    try:
        await bot.set_my_commands(_commands(wording(person.language)), scope=BotCommandScopeChat(chat_id=person.telegram_id))
    except TelegramAPIError as error:
        log.warning("commands keep their language", person=person.id, error=error.message)


def _commands(words: Wording) -> list[BotCommand]:
    return [BotCommand(command=command, description=words.text(said)) for command, said in COMMANDS.items()]
