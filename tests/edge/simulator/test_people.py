"""People, what they may do, and what the bot may do to them."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    ChatMemberBanned,
    ChatMemberMember,
    KeyboardButton,
    MenuButtonCommands,
    MenuButtonWebApp,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    WebAppInfo,
)

from tests.edge.simulator.conftest import read
from tests.support.simulator import NotSeenError, Person, Simulator


async def test_the_bot_learns_who_writes(bot: Bot, sim: Simulator) -> None:
    anna = await sim.person(1, "Анна", last_name="Смирнова", username="anna", language_code="ru")
    await anna.say("/start ref_7")
    (update,) = await read(bot)
    assert update.message is not None
    user = update.message.from_user
    assert user is not None
    assert (user.id, user.full_name, user.username, user.language_code) == (1, "Анна Смирнова", "anna", "ru")
    assert update.message.chat.id == 1
    assert [entity.type for entity in update.message.entities or []] == ["bot_command"]


async def test_adding_a_person_twice_is_one_person(sim: Simulator) -> None:
    await sim.person(1, "Анна", language_code="ru")
    await sim.person(1, "Аня")
    (person,) = (await sim.get("/sim/people"))["people"]
    assert (person["first_name"], person["language_code"]) == ("Аня", "ru")


async def test_a_person_without_an_id_gets_one(sim: Simulator) -> None:
    first = await sim.post("/sim/people", first_name="Анна")
    second = await sim.post("/sim/people", first_name="Борис")
    assert first["person"]["id"] != second["person"]["id"]


async def test_the_bot_cannot_write_first(bot: Bot, sim: Simulator) -> None:
    await sim.person(1, "Анна")
    with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation with a user"):
        await bot.send_message(1, "Здравствуйте")


async def test_an_unknown_chat_is_not_found(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(404, "Здравствуйте")


async def test_blocking_is_told_to_the_bot_and_stops_it(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "да")
    await anna.block()
    (update,) = await read(bot)
    assert update.my_chat_member is not None
    assert isinstance(update.my_chat_member.new_chat_member, ChatMemberBanned)
    for refused in (bot.send_message(anna.id, "нет"), bot.send_chat_action(anna.id, "typing")):
        with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
            await refused
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.edit_message_text("нет", chat_id=anna.id, message_id=sent.message_id)
    with pytest.raises(NotSeenError, match="has blocked the bot"):
        await anna.say("нет")


async def test_unblocking_lets_the_bot_write_again(bot: Bot, anna: Person) -> None:
    await anna.block()
    await anna.block()
    await anna.unblock()
    blocked, unblocked = await read(bot)
    assert blocked.my_chat_member is not None
    assert unblocked.my_chat_member is not None
    assert isinstance(unblocked.my_chat_member.new_chat_member, ChatMemberMember)
    await bot.send_message(anna.id, "снова да")


async def test_chat_and_member_are_known(bot: Bot, anna: Person) -> None:
    chat = await bot.get_chat(anna.id)
    member = await bot.get_chat_member(anna.id, anna.id)
    assert (chat.full_name, member.user.full_name, member.status) == ("Анна Смирнова", "Анна Смирнова", "member")


async def test_a_reply_keyboard_stays_until_it_is_removed(bot: Bot, anna: Person) -> None:
    keyboard = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="🔎 Найти")]])
    await bot.send_message(anna.id, "Меню", reply_markup=keyboard)
    await bot.send_message(anna.id, "Ещё текст")
    assert await anna.reply_keys() == ["🔎 Найти"]
    await anna.press("🔎 Найти")
    (update,) = await read(bot)
    assert update.message is not None
    assert update.message.text == "🔎 Найти"
    await bot.send_message(anna.id, "Всё", reply_markup=ReplyKeyboardRemove())
    assert await anna.reply_keys() == []
    with pytest.raises(NotSeenError, match="no key"):
        await anna.press("🔎 Найти")


async def test_a_one_time_keyboard_is_folded_after_use(bot: Bot, anna: Person) -> None:
    keyboard = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Да")]], one_time_keyboard=True)
    await bot.send_message(anna.id, "Да?", reply_markup=keyboard)
    await anna.press("Да")
    assert (await anna.transcript())["reply_keyboard"]["used"]


async def test_everybody_sees_the_commands_of_their_language_and_chat(bot: Bot, anna: Person, sim: Simulator) -> None:
    boris = await sim.person(2, "Boris", language_code="en-GB")
    english, russian, own = (BotCommand(command=name, description=name) for name in ("find", "naiti", "mine"))
    await bot.set_my_commands([english])
    await bot.set_my_commands([russian], language_code="ru")
    assert [command["command"] for command in (await anna.transcript())["commands"]] == ["naiti"]
    assert [command["command"] for command in (await boris.transcript())["commands"]] == ["find"]
    await bot.set_my_commands([own], scope=BotCommandScopeChat(chat_id=2))
    assert [command["command"] for command in (await boris.transcript())["commands"]] == ["mine"]
    assert [command.command for command in await bot.get_my_commands(language_code="ru")] == ["naiti"]
    await bot.delete_my_commands(language_code="ru")
    assert [command["command"] for command in (await anna.transcript())["commands"]] == ["find"]


@pytest.mark.parametrize(
    ("name", "description", "reason"),
    [("Find", "x", "BOT_COMMAND_INVALID"), ("find", "x" * 257, "BOT_COMMAND_DESCRIPTION_INVALID")],
)
async def test_wrong_commands_are_refused(bot: Bot, name: str, description: str, reason: str) -> None:
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.set_my_commands([BotCommand(command=name, description=description)])


async def test_the_menu_button_is_the_chats_own_or_everybodys(bot: Bot, anna: Person) -> None:
    assert isinstance(await bot.get_chat_menu_button(chat_id=anna.id), MenuButtonCommands)
    await bot.set_chat_menu_button(menu_button=MenuButtonWebApp(text="Panel", web_app=WebAppInfo(url="https://a.b")))
    assert isinstance(await bot.get_chat_menu_button(chat_id=anna.id), MenuButtonWebApp)
    await bot.set_chat_menu_button(chat_id=anna.id, menu_button=MenuButtonCommands())
    assert isinstance(await bot.get_chat_menu_button(chat_id=anna.id), MenuButtonCommands)


async def test_an_empty_chat_tells_what_the_bot_is_for(bot: Bot, anna: Person) -> None:
    await bot.set_my_description("Flats")
    await bot.set_my_description("Квартиры", language_code="ru")
    assert (await anna.transcript())["about"] == "Квартиры"
    assert (await bot.get_my_description()).description == "Flats"


async def test_a_reset_empties_the_chats_and_keeps_people_and_ids(bot: Bot, anna: Person, sim: Simulator) -> None:
    before = await bot.send_message(anna.id, "старое")
    await sim.reset()
    assert await anna.chat() == []
    after = await bot.send_message(anna.id, "новое")
    assert after.message_id > before.message_id
    await sim.reset(people=True)
    assert (await sim.get("/sim/people"))["people"] == []
