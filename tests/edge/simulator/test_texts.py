"""What becomes of a text the bot sends."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import MessageEntity

from tests.support.simulator import Person


def kinds(entities: list[MessageEntity] | None) -> list[tuple[str, int, int]]:
    return [(entity.type, entity.offset, entity.length) for entity in entities or []]


async def test_html_becomes_text_and_entities(bot: Bot, anna: Person) -> None:
    html = '<b>Студия <i>у моря</i></b> &lt;3 <a href="https://example.com">план</a> <code>45#</code>'
    sent = await bot.send_message(anna.id, html, parse_mode="HTML")
    assert sent.text == "Студия у моря <3 план 45#"
    assert kinds(sent.entities) == [("bold", 0, 13), ("italic", 7, 6), ("text_link", 17, 4), ("code", 22, 3)]
    assert sent.entities is not None
    assert sent.entities[2].url == "https://example.com/"


async def test_offsets_count_utf16_units(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "😀<b>да</b>", parse_mode="HTML")
    assert kinds(sent.entities) == [("bold", 2, 2)]
    assert sent.html_text == "😀<b>да</b>"


async def test_all_of_telegrams_tags_are_understood(bot: Bot, anna: Person) -> None:
    html = (
        '<u>u</u><s>s</s><tg-spoiler>p</tg-spoiler><span class="tg-spoiler">q</span>'
        '<pre><code class="language-sql">r</code></pre><blockquote>b</blockquote><blockquote expandable>e</blockquote>'
    )
    sent = await bot.send_message(anna.id, html, parse_mode="HTML")
    found = [entity.type for entity in sent.entities or []]
    assert found == ["underline", "strikethrough", "spoiler", "spoiler", "pre", "blockquote", "expandable_blockquote"]
    assert [entity.language for entity in sent.entities or [] if entity.type == "pre"] == ["sql"]


async def test_links_and_commands_are_found_in_plain_text(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "/help и https://example.com/a, @anna #море <b>нет</b>")
    assert kinds(sent.entities) == [("bot_command", 0, 5), ("url", 8, 21), ("mention", 31, 5), ("hashtag", 37, 5)]


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<div>x</div>", 'Unsupported start tag "div" at byte offset 0'),
        ("я <3", "Unclosed start tag at byte offset 3"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_broken_markup_is_refused(bot: Bot, anna: Person, html: str, reason: str) -> None:
    with pytest.raises(TelegramBadRequest) as refusal:
        await bot.send_message(anna.id, html, parse_mode="HTML")
    assert refusal.value.message == f"Bad Request: can't parse entities: {reason}"


async def test_white_space_around_a_text_is_cut_off(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "\n  <b> да </b>\n", parse_mode="HTML")
    assert sent.text == "да"
    assert kinds(sent.entities) == [("bold", 0, 2)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("  ", "message text is empty"), ("<b></b>", "message text is empty"), ("я" * 4097, "message is too long")],
)
async def test_a_text_has_1_to_4096_characters(bot: Bot, anna: Person, text: str, reason: str) -> None:
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.send_message(anna.id, text, parse_mode="HTML")


async def test_the_limit_counts_characters_without_markup(bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, f"<b>{'я' * 4096}</b>", parse_mode="HTML")
    assert len(sent.text or "") == 4096


async def test_an_answer_quotes_the_message_it_answers(bot: Bot, anna: Person) -> None:
    question = await anna.say("Во сколько заезд?")
    sent = await bot.send_message(anna.id, "В два", reply_to_message_id=question.id)
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "Во сколько заезд?"
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(anna.id, "В два", reply_to_message_id=999)


async def test_message_ids_are_one_sequence_over_all_chats(bot: Bot, anna: Person) -> None:
    boris = await anna.simulator.person(2, "Борис")
    first = await bot.send_message(anna.id, "раз")
    second = await boris.say("два")
    third = await bot.send_message(anna.id, "три")
    assert [second.id, third.message_id] == [first.message_id + 1, first.message_id + 2]
