"""What the product says on its own: complete, escaped, true at the moment it is said, and never too long for Telegram."""

import html
import re

import pytest
from attrs import evolve

from adapters.telegram.dialogs import samples
from adapters.wording import wording
from adapters.wording.cards import choosing, decision_card, prompt
from adapters.wording.notices import APARTMENTS, BOOKINGS, STANDS, say
from adapters.wording.phones import readable
from adapters.wording.shorten import length, one_line, shorten
from rental_core.accounts.person import Language, Person
from rental_core.apartments.apartment import Publication
from rental_core.bookings.booking import BookingId, BookingStatus, Reason, Why
from rental_core.bookings.ports import BookingCard, RenterRecord, Rival
from rental_core.notifications.message import MessageKind
from rental_core.notifications.ports import Notice
from rental_core.pricing.quote import quote
from tests.support.builders import NOON, RATES, a_person, at, stay
from tests.support.market import Market
from tests.support.notices import LANDLORD, RENTER, STATUS, a_card, a_notice
from tests.support.telling import MarketApartments

RU, EN = wording(Language.RUSSIAN), wording(Language.ENGLISH)
TELEGRAM_LIMIT = 4096
SWITCHES = {MessageKind.NOW_FREE, MessageKind.NOW_OCCUPIED}
NASTY = "<script>&\"'🏠"


def shown(said: str) -> str:
    """The text as it is seen: without tags, white space as it is."""
    return html.unescape(re.sub(r"<[^>]+>", "", said)).replace("\u00a0", " ")


def told(kind: MessageKind, card: BookingCard | None = None) -> str:
    return shown(say(RU, a_notice(kind, card), NOON))


def the_longest(kind: MessageKind) -> BookingCard:
    """Everything that people type at its greatest length, in characters that are two UTF-16 units each."""
    return a_card(
        STATUS[kind],
        title="🏠" * 200,
        street="🏠" * 200,
        house="🏠" * 200,
        renter_name="🏠" * 200,
        renter_username="a" * 32,
        landlord_name="🏠" * 200,
        landlord_username="b" * 32,
        renter_phone="+" + "9" * 15,
        landlord_phone="+" + "9" * 15,
        instructions="🏠" * 5000,
        message="🏠" * 1000,
        reason=Reason(Why.OTHER, "🏠" * 500),
        stay=stay("2027-12-30", "2028-03-01"),
        quote=quote(RATES, stay("2027-12-30", "2028-03-01")),
        competing=2_000_000,
        renter_record=RenterRecord(stays=2_000_000, here=2_000_000, cancelled=2_000_000, missed=2_000_000),
        rivals=tuple(a_rival("🏠" * 200, "2027-12-30", "2028-03-01") for _ in range(10)),
    )


def a_rival(name: str, check_in: str, check_out: str, *, holds: bool = False) -> Rival:
    return Rival(id=BookingId(12), renter_name=name, stay=stay(check_in, check_out), expires_at=at("2027-05-01 18:40"), holds=holds)


def test_every_kind_of_message_can_be_said() -> None:
    assert set(BOOKINGS) | SWITCHES | set(APARTMENTS) == set(MessageKind)
    assert set(STANDS) == set(BOOKINGS) == set(STATUS)


@pytest.mark.parametrize("kind", BOOKINGS)
@pytest.mark.parametrize("language", Language)
def test_what_people_typed_is_escaped_wherever_it_stands(kind: MessageKind, language: Language) -> None:
    card = a_card(
        STATUS[kind], title=NASTY, street=NASTY, house=NASTY, renter_name=NASTY, landlord_name=NASTY, instructions=NASTY, message=NASTY
    )
    card = evolve(card, reason=Reason(Why.OTHER, NASTY), renter_username=NASTY, landlord_username=NASTY, city_ru=NASTY, city_en=NASTY)
    said = say(wording(language), a_notice(kind, card), NOON)
    assert "script>" not in said
    assert NASTY in shown(said)
    assert set(re.findall(r"<(/?[a-z]+)", said)) <= {"b", "/b", "a", "/a", "blockquote", "/blockquote"}


@pytest.mark.parametrize("kind", BOOKINGS)
@pytest.mark.parametrize("language", Language)
def test_no_notice_is_too_long_whatever_people_typed(kind: MessageKind, language: Language) -> None:
    assert length(shown(say(wording(language), a_notice(kind, the_longest(kind)), NOON))) <= TELEGRAM_LIMIT


@pytest.mark.parametrize("language", Language)
def test_no_side_of_a_card_is_too_long_whatever_people_typed(language: Language) -> None:
    card = the_longest(MessageKind.DECISION_CARD)
    for side in (choosing, prompt):
        assert length(shown(side(wording(language), card, NOON))) <= TELEGRAM_LIMIT


@pytest.mark.parametrize("kind", BOOKINGS)
def test_every_notice_names_the_apartment_the_dates_the_nights_and_the_guests(kind: MessageKind) -> None:
    said = told(kind)
    assert "Студия у моря, Сочи" in said
    assert "5–8 мая · 3 ночи · 2 гостя" in said


def test_a_card_says_all_that_a_decision_needs() -> None:
    assert told(MessageKind.DECISION_CARD, a_card(competing=2)) == (
        "🔔 Новая заявка\n"
        "🏠 Студия у моря, Сочи\n"
        "📅 5–8 мая · 3 ночи · 2 гостя\n"
        "\n"
        "💰 Итого: 11 500 ₽\n"
        "3 ночи × 3 500 ₽ = 10 500 ₽\n"
        "Уборка: 1 000 ₽\n"
        "\n"
        "👤 Анна (@anna), с нами с мая 2027, 2 поездки\n"
        "📖 без отмен\n"
        "Приедем поздно.\n"
        "⚖️ Ещё 2 заявки на эти даты: принять можно только одну.\n"
        "\n"
        "⏳ Ответ до 2 мая, 12:00"
    )


def test_a_card_names_the_rivals_and_what_confirming_declines_before_the_tap() -> None:
    rivals = (a_rival("Борис", "2027-05-07", "2027-05-09"), a_rival("", "2027-05-05", "2027-05-06"))
    said = told(MessageKind.DECISION_CARD, a_card(competing=2, rivals=rivals))
    assert (
        "⚖️ Ещё 2 заявки на эти даты: принять можно только одну.\n"
        "• Борис, 7–9 мая, ответ до 18:40\n"
        "• Удалённый пользователь, 5–6 мая, ответ до 18:40\n"
        "❗️ Подтверждение отклонит: Борис 7–9 мая, Удалённый пользователь 5–6 мая\n"
    ) in said


def test_more_rivals_than_can_be_named_are_counted() -> None:
    rivals = tuple(a_rival(f"Гость {number}", "2027-05-05", "2027-05-06") for number in range(10))
    said = told(MessageKind.DECISION_CARD, a_card(competing=30, rivals=rivals))
    assert "Гость 4, 5–6 мая, ответ до 18:40\n• ещё 25\n" in said
    assert "Гость 4 5–6 мая, ещё 25\n" in said
    assert "Гость 5" not in said


def test_who_holds_the_nights_is_to_be_decided_first() -> None:
    rivals = (a_rival("Борис", "2027-05-07", "2027-05-09", holds=True), a_rival("Вера", "2027-05-05", "2027-05-06"))
    said = told(MessageKind.DECISION_CARD, a_card(competing=2, rivals=rivals))
    assert "❗️ Сначала решите по тем, за кем ночи уже закреплены: Борис 7–9 мая\n" in said
    assert "отклонит" not in said


def test_a_card_says_how_earlier_bookings_of_the_renter_went() -> None:
    record = RenterRecord(stays=5, here=2, cancelled=1, missed=3)
    said = told(MessageKind.DECISION_CARD, a_card(renter_record=record))
    assert "5 поездок\n📖 2 поездки к вам, 1 отмена, 3 неявки\n" in said


@pytest.mark.parametrize("kind", [MessageKind.CONFIRMED, MessageKind.CHECK_IN_REMINDER])
def test_the_renter_reads_the_landlords_phone(kind: MessageKind) -> None:
    said = told(kind, a_card(STATUS[kind], landlord_phone="+79167654321"))
    assert "👤 Хозяин: Марина\n📞 +7 916 765-43-21\n" in said
    assert "📞" not in told(kind)


@pytest.mark.parametrize("kind", [MessageKind.DECISION_CARD, MessageKind.BOOKED_INSTANTLY])
def test_the_landlord_reads_the_renters_phone_once_it_is_confirmed(kind: MessageKind) -> None:
    said = told(kind, a_card(BookingStatus.CONFIRMED, renter_phone="+442079460958"))
    assert "\n📞 +44 20 7946 0958\n" in said


def test_a_phone_that_nobody_can_read_is_said_as_it_is() -> None:
    assert readable("+79167654321") == "+7 916 765-43-21"
    assert readable("1") == "1"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", [MessageKind.DECLINED, MessageKind.WITHDRAWN])
@pytest.mark.parametrize("person", [RENTER, LANDLORD], ids=["renter", "landlord"])
def test_both_parties_read_why_a_request_ended_by_a_block(language: Language, kind: MessageKind, person: Person) -> None:
    words = wording(language)
    card = a_card(STATUS[kind], reason=Reason(Why.PERSON_BLOCKED), moved_by=None)
    said = shown(say(words, a_notice(kind, card, person=person, language=language), NOON))
    assert words.reason(Reason(Why.PERSON_BLOCKED)) in said
    assert ("Анна" in said) is (person is LANDLORD)


def test_a_quotation_is_set_apart_by_telegram_and_not_by_an_empty_line_too() -> None:
    card = a_card(BookingStatus.CONFIRMED, instructions="Ключ у консьержа")
    said = say(wording(Language.RUSSIAN), a_notice(MessageKind.CONFIRMED, card), NOON)
    assert "Ключ у консьержа</blockquote>\nОплата" in said


def test_a_card_says_less_of_a_newcomer_who_wrote_nothing_and_has_no_rivals() -> None:
    said = told(MessageKind.DECISION_CARD, a_card(renter_username=None, renter_record=RenterRecord(), message=" \n"))
    assert "👤 Анна, с нами с мая 2027, первая поездка\n\n⏳" in said


def test_an_answer_due_today_is_named_by_the_hour() -> None:
    assert "Ответ до 18:40" in told(MessageKind.DECISION_CARD, a_card(expires_at=at("2027-05-01 18:40")))


@pytest.mark.parametrize(
    ("status", "moved_by", "said"),
    [
        (BookingStatus.CONFIRMED, LANDLORD, "Гость получает адрес и инструкции."),
        (BookingStatus.DECLINED, LANDLORD, "Вы отклонили заявку.\nПричина: в квартире ремонт"),
        (BookingStatus.DECLINED, None, "Заявка отклонена автоматически."),
        (BookingStatus.WITHDRAWN, RENTER, "Делать ничего не нужно"),
        (BookingStatus.EXPIRED, None, "Ответа вовремя не было."),
        (BookingStatus.CANCELLED, RENTER, "Проживание отменил гость."),
        (BookingStatus.CANCELLED, LANDLORD, "Проживание отменил хозяин."),
        (BookingStatus.CANCELLED, a_person(number=9), "Проживание отменила служба поддержки."),
        (BookingStatus.COMPLETED, None, "Проживание завершено."),
        (BookingStatus.NO_SHOW, LANDLORD, "Вы сообщили, что гость не приехал."),
    ],
)
def test_a_decided_card_says_what_became_of_the_request(status: BookingStatus, moved_by: object, said: str) -> None:
    card = a_card(status, moved_by=getattr(moved_by, "id", None))
    drawn = shown(decision_card(RU, card, NOON))
    assert drawn.startswith(RU.status(status))
    assert said in drawn
    assert "Ответ до" not in drawn


def test_a_reminder_is_the_card_with_another_heading_that_says_how_much_time_is_left() -> None:
    card, reminder = told(MessageKind.DECISION_CARD), told(MessageKind.DECISION_REMINDER)
    assert reminder == card.replace("Новая заявка", "Заявка всё ещё ждёт вашего ответа, осталось 24 ч")


def test_a_confirmed_stay_brings_the_exact_address_the_instructions_and_the_times() -> None:
    said = say(RU, a_notice(MessageKind.CONFIRMED), NOON)
    assert "Сочи, улица Орджоникидзе, 11, кв. 40" in said
    assert 'href="https://yandex.ru/maps/?pt=39.718217,43.580331&amp;z=17"' in said
    assert "Ключ в ящике, код 4711." in said
    assert "Заезд 5 мая с 14:00, выезд 8 мая до 12:00" in said
    assert "Мы напомним за день до заезда." in said


def test_no_reminder_is_promised_when_check_in_is_nearer_than_that() -> None:
    assert "напомним" not in shown(say(RU, a_notice(MessageKind.CONFIRMED), at("2027-05-04 18:00")))


@pytest.mark.parametrize("kind", set(BOOKINGS) - {MessageKind.CONFIRMED, MessageKind.CHECK_IN_REMINDER})
def test_the_house_and_the_instructions_are_in_no_other_notice(kind: MessageKind) -> None:
    assert "кв. 40" not in told(kind)
    assert "4711" not in told(kind)


@pytest.mark.parametrize("kind", [MessageKind.DECLINED, MessageKind.EXPIRED, MessageKind.CANCELLED])
def test_whoever_lost_a_stay_is_shown_the_way_to_another(kind: MessageKind) -> None:
    assert "Поищите ещё раз" in told(kind)


def test_a_declined_renter_reads_the_reason() -> None:
    assert "Причина: в квартире ремонт" in told(MessageKind.DECLINED)
    typed = a_card(BookingStatus.DECLINED, reason=Reason(Why.OTHER, "Меняем окна"))
    assert "Причина: Меняем окна" in told(MessageKind.DECLINED, typed)


def test_both_sides_of_a_cancel_are_told_what_matters_to_them() -> None:
    landlord = shown(say(RU, a_notice(MessageKind.CANCELLED, person=LANDLORD), NOON))
    assert "Анна (@anna)" in landlord
    assert "Поищите" not in landlord


def test_a_notice_that_comes_late_says_how_things_stand_now() -> None:
    late = told(MessageKind.CONFIRMED, a_card(BookingStatus.CANCELLED, house="", instructions=""))
    assert late.endswith("Сейчас: 🚫 Отменено")
    assert "Сейчас:" not in told(MessageKind.CONFIRMED)


async def test_a_switch_names_the_apartment(market: Market) -> None:
    page = await MarketApartments(market).page(market.flat.id, viewer=market.landlord.id)
    free = Notice(kind=MessageKind.NOW_FREE, person=market.landlord, apartment=page)
    occupied = evolve(free, kind=MessageKind.NOW_OCCUPIED)
    assert shown(say(RU, free, NOON)) == "🟢 Студия у моря: теперь свободна"
    assert shown(say(EN, occupied, NOON)) == "🔴 Студия у моря: occupied from now on"


def test_a_name_cannot_look_like_a_line_of_ours() -> None:
    assert one_line("Анна\n\n✅ Подтверждено", 64) == "Анна ✅ Подтверждено"


def test_cutting_counts_utf_16_units_and_never_halves_a_character() -> None:
    assert shorten("🏠🏠🏠", 6) == "🏠🏠🏠"
    assert shorten("🏠🏠🏠", 5) == "🏠🏠…"
    assert shorten("🏠🏠🏠", 4) == "🏠…"
    assert shorten("a  bc", 4) == "a…"


@pytest.mark.parametrize(("kind", "publication", "reads"), [
    (MessageKind.REVIEW_WAITING, Publication.REVIEW, "Квартира ждёт проверки"),
    (MessageKind.REVIEW_WAITING, Publication.PUBLISHED, "Её уже кто-то посмотрел"),
    (MessageKind.APARTMENT_PUBLISHED, Publication.PUBLISHED, "опубликована"),
    (MessageKind.APARTMENT_REJECTED, Publication.REJECTED, "По фото непонятно"),
])  # fmt: skip
def test_an_apartment_that_moved_is_told_with_its_name_and_why(kind: MessageKind, publication: Publication, reads: str) -> None:
    page = evolve(samples.PAGE, title=NASTY, publication=publication, rejection="photos")
    said = str(say(RU, Notice(kind=kind, person=LANDLORD, apartment=page), NOON))
    assert reads in said
    assert "script>" not in said
    typed = evolve(page, rejection=NASTY)
    assert "script>" not in str(say(RU, Notice(kind=kind, person=LANDLORD, apartment=typed), NOON))
