"""Dates, times and money are written as people write them."""

from datetime import date, timedelta

import pytest
from markupsafe import Markup

from adapters.wording import Wording, wording
from rental_core.accounts.person import Language
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import BookingMode, Missing
from rental_core.bookings.booking import BookingStatus, Reason, Why
from rental_core.money import Money
from rental_core.pricing.quote import LineKind, QuoteLine
from rental_core.stay import FOREVER, Stay
from tests.support.builders import MOSCOW_TIME, SOCHI, at, stay

RU, EN = wording(Language.RUSSIAN), wording(Language.ENGLISH)
MAY = date(2027, 5, 1)


@pytest.mark.parametrize(
    ("money", "russian", "english"),
    [
        (Money(1_250_000), "12 500 ₽", "12,500 ₽"),
        (Money(1_250_050), "12 500,50 ₽", "12,500.50 ₽"),
        (Money(0), "0 ₽", "0 ₽"),
        (Money(-50_000), "-500 ₽", "-500 ₽"),
        (Money(1_250_000, "EUR"), "12 500 €", "€12,500"),
        (Money(1_250_050, "EUR"), "12 500,50 €", "€12,500.50"),
        (Money(500, "JPY"), "500 ¥", "JP¥500"),
        (Money(1_234_567, "KWD"), "1 234,567 KWD", "KWD1,234.567"),
    ],
)
def test_money_shows_minor_units_only_when_there_are_some(money: Money, russian: str, english: str) -> None:
    assert RU.money(money).replace("\u00a0", " ") == russian
    assert EN.money(money).replace("\u00a0", " ") == english


def test_an_amount_is_never_broken_across_lines() -> None:
    assert " " not in RU.money(Money(123_456_700)) + EN.money(Money(123_456_700))


@pytest.mark.parametrize(
    ("nights", "russian", "english"),
    [
        (stay("2027-05-05", "2027-05-08"), "5–8 мая", "5–8 May"),
        (stay("2027-04-30", "2027-05-02"), "30 апреля – 2 мая", "30 April – 2 May"),
        (stay("2027-12-30", "2028-01-02"), "30 декабря 2027 – 2 января 2028", "30 December 2027 – 2 January 2028"),
        (stay("2028-05-05", "2028-05-08"), "5–8 мая 2028", "5–8 May 2028"),
        (stay("2028-04-30", "2028-05-02"), "30 апреля – 2 мая 2028", "30 April – 2 May 2028"),
        (Stay(MAY, FOREVER), "с 1 мая без срока", "from 1 May on"),
    ],
)
def test_a_stay_names_years_only_where_they_are_needed(nights: Stay, russian: str, english: str) -> None:
    assert (RU.stay(nights, today=MAY), EN.stay(nights, today=MAY)) == (russian, english)


def test_without_a_today_the_year_is_named() -> None:
    assert RU.stay(stay("2027-05-05", "2027-05-08")) == "5–8 мая 2027"
    assert (RU.date(MAY), RU.date(MAY, year=False), RU.date(MAY, today=MAY)) == ("1 мая 2027", "1 мая", "1 мая")


@pytest.mark.parametrize(
    ("when", "moment", "until"),
    [
        ("2027-05-07 18:40", "18:40", "до 18:40"),
        ("2027-05-08 00:00", "завтра в 00:00", "до 8 мая, 00:00"),
        ("2027-05-09 18:40", "9 мая в 18:40", "до 9 мая, 18:40"),
        ("2028-05-09 18:40", "9 мая 2028 в 18:40", "до 9 мая 2028, 18:40"),
    ],
)
def test_a_moment_is_seen_from_now_by_the_clocks_of_the_place(when: str, moment: str, until: str) -> None:
    now = at("2027-05-07 23:30")
    assert RU.moment(at(when), MOSCOW_TIME, now) == moment
    assert RU.until(at(when), MOSCOW_TIME, now) == until


def test_a_calendar_is_headed_and_its_weeks_begin_on_monday() -> None:
    assert (RU.month(MAY), EN.month(MAY)) == ("Май 2027", "May 2027")
    assert (RU.weekdays()[0], RU.weekdays()[6], EN.weekdays()[0], EN.weekday(MAY)) == ("Пн", "Вс", "Mo", "Sa")
    assert (RU.months()[0], len(RU.months())) == ("Январь", 12)


def test_since_when_somebody_is_here() -> None:
    assert RU.since(at("2027-05-01 00:30"), MOSCOW_TIME) == "мая 2027"
    assert EN.since(at("2027-05-01 00:30"), MOSCOW_TIME) == "May 2027"


@pytest.mark.parametrize("words", [RU, EN])
def test_everything_that_has_a_name_has_one_of_its_own(words: Wording) -> None:
    said = [
        *map(words.amenity, Amenity),
        *map(words.status, BookingStatus),
        *map(words.mode, BookingMode),
        *map(words.missing, Missing),
        *(words.reason(Reason(why)) for why in Why),
    ]
    assert all(said)
    assert len(set(said)) == len(said)


def test_a_typed_reason_is_said_as_it_was_typed() -> None:
    assert RU.reason(Reason(Why.OTHER, "Меняем окна")) == "Меняем окна"
    assert RU.reason(Reason(Why.REPAIRS)) == "в квартире ремонт"


def test_a_city_is_named_in_the_language() -> None:
    assert (RU.city(SOCHI), EN.city(SOCHI), EN.city(("Сочи", "Sochi"))) == ("Сочи", "Sochi", "Sochi")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (QuoteLine(LineKind.NIGHTS, Money(350_000), 3), "3 ночи × 3 500 ₽ = 10 500 ₽"),
        (QuoteLine(LineKind.NIGHTS, Money(350_000)), "1 ночь: 3 500 ₽"),
        (QuoteLine(LineKind.CLEANING, Money(100_000)), "Уборка: 1 000 ₽"),
    ],
)
def test_a_line_of_a_quote_shows_how_it_comes_about(line: QuoteLine, said: str) -> None:
    assert RU.line(line).replace("\u00a0", " ") == said


def test_values_put_into_html_are_escaped_and_markup_is_not() -> None:
    said = RU.html("<b>{name}</b> {link}", name="<script>&", link=Markup("<i>x</i>"))
    assert said == "<b>&lt;script&gt;&amp;</b> <i>x</i>"


def test_braces_that_people_type_are_only_braces() -> None:
    assert RU.text("{name}", name="{0.__class__} {") == "{0.__class__} {"
    assert RU.html("{name}", name="{0.__class__} {") == "{0.__class__} {"


@pytest.mark.parametrize(("until", "russian", "english"), [
    ("2027-05-02 12:00", "24 ч", "24 h"),
    ("2027-05-01 17:20", "5 ч 20 мин", "5 h 20 min"),
    ("2027-05-01 12:40", "40 мин", "40 min"),
    ("2027-05-01 12:00", "1 мин", "1 min"),
    ("2027-05-01 11:00", "1 мин", "1 min"),
])  # fmt: skip
def test_time_left_is_counted_in_hours_and_minutes(until: str, russian: str, english: str) -> None:
    now = at("2027-05-01 12:00")
    assert RU.left(at(until), now).replace("\u00a0", " ") == russian
    assert EN.left(at(until), now).replace("\u00a0", " ") == english


def test_a_minute_that_has_begun_counts_as_left() -> None:
    assert EN.left(at("2027-05-01 12:01"), at("2027-05-01 12:00") + timedelta(seconds=1)).replace("\u00a0", " ") == "1 min"
