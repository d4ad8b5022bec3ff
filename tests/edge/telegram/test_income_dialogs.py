"""What a landlord's apartments bring in, in the chat: the year, a month, the best apartments, the picture and the file."""

import csv
import io
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile
from aiogram_dialog.test_tools import MockMessageManager
from attrs import evolve
from PIL import Image

from adapters.telegram.dialogs.income import views
from adapters.telegram.dialogs.income.csv_file import csv_file, safe, table
from adapters.telegram.dialogs.income.windows import FLATS, ROWS, YEAR
from adapters.telegram.media import PhotoMessages, income_picture
from adapters.telegram.pictures.earnings import Column, Earnings, steps
from adapters.telegram.widgets.fitting import CAPTION, shown_length
from adapters.wording import wording
from rental_core.accounts.person import Language
from rental_core.apartments.apartment import Apartment
from rental_core.apartments.rates import Rates
from rental_core.bookings.booking import Booking
from rental_core.bookings.income import IncomeSection
from rental_core.bookings.rules import BookingLimits
from rental_core.money import Money
from tests.edge.telegram.conftest import Renter, SeeingPictures
from tests.support.builders import at, stay
from tests.support.market import Market
from tests.support.seen import plain

EVIL = "<script>alert('&')</script>" * 40


@pytest.fixture
def windows() -> MockMessageManager:
    return SeeingPictures()  # type: ignore[no-untyped-call]  # upstream's constructor has no annotations


def picture(landlord: Renter) -> Earnings | None:
    """What is drawn on the window."""
    assert isinstance(landlord.windows, SeeingPictures)
    return Earnings.named(str(landlord.windows.picture.url)) if landlord.windows.picture else None


async def booked(market: Market, check_in: str, check_out: str, flat: Apartment | None = None) -> Booking:
    market.limits = BookingLimits(upcoming=100)
    booking = await market.request(stay(check_in, check_out), flat=flat)
    await market.confirm(booking)
    return await market.now(booking)


async def shown(landlord: Renter) -> None:
    await landlord.say("/letting")
    await landlord.tap("💰 Income")


async def test_the_year_says_and_draws_what_came_in(landlord: Renter, market: Market) -> None:
    await booked(market, "2027-05-02", "2027-05-04")  # 2 × 3500 and 1000 for cleaning
    await booked(market, "2027-05-30", "2027-06-02")
    await shown(landlord)
    said = plain(landlord.text)
    assert "Income for 2027" in said
    assert "Income: <b>19,500 ₽</b>" in said
    assert "Nights sold: 5 of 245 available" in said
    assert "Occupancy: <b>2%</b>" in said
    assert "Average daily rate: <b>3,900 ₽</b>" in said
    assert "May: <b>15,666.67 ₽</b>\nApril: <b>0 ₽</b>" in said
    drawn = picture(landlord)
    assert drawn is not None
    assert (drawn.year, drawn.current, drawn.ahead, drawn.title) == (2027, 4, 5, "")
    assert drawn.columns[4:6] == (Column(1_566_667, 4, 31), Column(383_333, 1, 30))
    assert drawn.total == Money(1_950_000)
    assert [name for name in landlord.buttons if name[:3] in {"Apr", "May", "Jun", "Jul"}] == ["Apr –", "May 15,667", "Jun 3,833", "Jul 0"]


async def test_without_stays_there_is_no_picture_and_without_a_flat_nothing_to_count(renter: Renter, market: Market) -> None:
    await renter.say("/letting")
    assert "💰 Income" not in renter.buttons
    await renter.send("letting_income")
    assert "Nothing to count yet" in renter.text
    assert picture(renter) is None
    assert "📄 CSV file" not in renter.buttons


async def test_a_flat_that_was_never_let_shows_its_free_nights(landlord: Renter) -> None:
    await shown(landlord)
    assert picture(landlord) is None
    assert "Nights sold: 0 of 245 available" in landlord.text
    assert "Average daily rate: <b>–</b>" in landlord.text


async def test_a_month_is_compared_with_the_one_before(landlord: Renter, market: Market) -> None:
    await booked(market, "2027-05-02", "2027-05-04")
    await booked(market, "2027-06-02", "2027-06-06")
    await shown(landlord)
    await landlord.tap("Jun 15,000")
    said = plain(landlord.text)
    assert "Income: June 2027" in said
    assert "Income: <b>15,000 ₽</b>" in said
    assert "Nights sold: 4 of 30 available" in said
    assert "Occupancy: <b>13%</b>" in said
    assert "Average daily rate: <b>3,750 ₽</b>" in said
    assert "+88% on the month before" in said
    assert "May: 8,000 ₽, occupancy 6%, average daily rate 4,000 ₽" in said
    await landlord.tap("July ›")
    assert "−100% on the month before" in landlord.text
    await landlord.tap("‹ June")
    await landlord.tap("‹ May")
    assert "on the month before" not in landlord.text
    await landlord.tap("Back")
    assert "Income for 2027" in landlord.text


async def test_years_are_turned_as_far_as_there_is_income(landlord: Renter, market: Market) -> None:
    await booked(market, "2027-12-31", "2028-01-02")
    await shown(landlord)
    assert "‹ 2026" not in landlord.buttons
    await landlord.tap("2028 ›")
    assert "Income for 2028" in landlord.text
    drawn = picture(landlord)
    assert drawn is not None
    assert (drawn.current, drawn.ahead, drawn.columns[0].revenue) == (None, 0, 400_000)
    await landlord.tap("Jan 4,000")
    assert "December: 4,000 ₽" in plain(landlord.text)
    await landlord.tap("‹ December")
    assert "Income: December 2027" in landlord.text
    for _ in range(14):
        answer = await landlord.tap("‹")
    assert answer is not None
    assert "It does not go further" in str(answer.text)
    assert "Income: January 2027" in landlord.text


async def test_the_best_apartments_come_first_page_by_page_and_lead_to_their_own_income(landlord: Renter, market: Market) -> None:
    flats = [market.flat, *[await market.another_flat(title=f"Квартира {number}") for number in range(1, 10)]]
    for number, flat in enumerate(flats):
        await booked(market, "2027-05-10", f"2027-05-{11 + number}", flat)
    await shown(landlord)
    await landlord.tap("By apartment")
    first = [plain(name) for name in landlord.buttons if "%" in name]
    assert len(first) == 8
    assert first[0] == "1. Квартира 9, улица Орд… · 36,000 ₽ · 4%"
    await landlord.tap("›")
    assert [plain(name).split(" · ")[0] for name in landlord.buttons if "%" in name] == [
        "9. Квартира 1, улица Орд…",
        "10. Студия у моря, улица Орд…",
    ]
    await landlord.tap("10. Студия")
    assert "Income for 2027</b>\n<b>Студия у моря</b>" in landlord.text
    assert picture(landlord) is not None
    assert "🏠 By apartment" not in landlord.buttons
    await landlord.tap("May 4,500")
    assert "Nights sold: 1 of 31 available" in landlord.text
    await landlord.tap("Back")
    await landlord.tap("Back")
    assert "9. Квартира 1" in plain(" ".join(landlord.buttons))
    await landlord.tap("Back")
    assert "Income for 2027" in landlord.text


async def test_of_a_month_each_apartment_opens_at_that_month(landlord: Renter, market: Market) -> None:
    await booked(market, "2027-06-10", "2027-06-12")
    await shown(landlord)
    await landlord.tap("Jun 8,000")
    await landlord.tap("By apartment")
    assert "Income by apartment, June 2027" in landlord.text
    await landlord.tap("1. Студия")
    assert "Income: June 2027</b>\n<b>Студия у моря</b>" in landlord.text
    await landlord.tap("The whole year")
    assert "Income for 2027</b>\n<b>Студия у моря</b>" in landlord.text
    await landlord.tap("Back")
    assert "Income by apartment, June 2027" in landlord.text
    await landlord.tap("Back")
    assert "Income: June 2027" in landlord.text


async def test_an_apartment_is_found_by_a_part_of_its_name(landlord: Renter, market: Market) -> None:
    await market.another_flat(title="Тёплый дом")
    await shown(landlord)
    await landlord.tap("By apartment")
    for typed in ("теплый", "ntgksq", "ТЁПЛЫЙ ДОМ"):
        await landlord.say(typed)
        assert f"Called like “{typed}”" in landlord.text
        assert [name for name in landlord.buttons if "Студия" in name or "Тёплый" in name] == ["1. Тёплый дом, улица Орд… · 0 ₽ · 0%"]
    await landlord.say("дворец")
    assert "None of yours is called like “дворец”" in landlord.text
    await landlord.tap("Show all")
    assert len([name for name in landlord.buttons if "%" in name]) == 2


async def test_a_flats_window_leads_to_its_income(landlord: Renter, market: Market) -> None:
    await landlord.say("/letting")
    await landlord.tap("My apartments")
    await landlord.tap("Студия")
    await landlord.tap("💰 Income")
    assert "Income for 2027</b>\n<b>Студия у моря</b>" in landlord.text
    await landlord.tap("Back")
    assert "👀 As renters see it" in landlord.buttons


async def test_each_currency_has_figures_of_its_own(landlord: Renter, market: Market) -> None:
    await booked(market, "2027-05-02", "2027-05-04")
    await market.change_flat(rates=Rates(Money(2_000_000, "KZT"), Money(0, "KZT")))
    await booked(market, "2027-05-10", "2027-05-11")
    await shown(landlord)
    assert "Income: <b>8,000 ₽</b>" in plain(landlord.text)
    await landlord.tap("KZT")
    assert "Income: <b>KZT20,000</b>" in plain(landlord.text)
    assert "Nights sold: 1 of 1 available" in landlord.text
    drawn = picture(landlord)
    assert drawn is not None
    assert (drawn.currency, drawn.total) == ("KZT", Money(2_000_000, "KZT"))
    await landlord.tap("May")
    assert "Income: <b>KZT20,000</b>" in plain(landlord.text)
    await landlord.tap("₽")
    assert "Income: <b>8,000 ₽</b>" in plain(landlord.text)


async def test_what_others_earn_is_not_shown(landlord: Renter, market: Market) -> None:
    foreign = await market.another_flat(title="Чужая", landlord_id=market.anna.id)
    await shown(landlord)
    await landlord.tap("By apartment")
    assert "Чужая" not in " ".join(landlord.buttons)
    for forged in (
        f"income_flat:{foreign.id}",
        "income_flat:404",
        "income_month:13",
        "income_month:0",
        "income_month:x",
        "income_currency:<b>",
    ):
        await landlord.send(f"income_{forged}")
        assert "Чужая" not in landlord.text
        assert "<b><" not in landlord.text


def sent(landlord: Renter) -> tuple[str, str]:
    """The name and the text of the file that came last."""
    document = [call for call in landlord.bot.calls if isinstance(call, SendDocument)][-1].document
    assert isinstance(document, BufferedInputFile)
    return document.filename or "", document.data.decode()


async def test_the_file_has_a_line_for_each_month_of_each_apartment(landlord: Renter, market: Market) -> None:
    other = await market.another_flat(title="=HYPERLINK(1)")
    await booked(market, "2027-05-30", "2027-06-02")
    await shown(landlord)
    await landlord.tap("CSV file")
    name, text = sent(landlord)
    assert (name, text[0]) == ("Income 2027.csv", "\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:]), delimiter=","))
    assert len(rows) == 1 + 8 * 2
    first = [row for row in rows if row[0] == "2027-05"]
    assert first[0][1] == "'=HYPERLINK(1)"
    assert first[1] == [
        *("2027-05", "Студия у моря", "улица Орджоникидзе", str(market.flat.id), "RUB"),
        *("7666.67", "2", "31", "6.5", "3833.34"),
    ]
    assert first[0][3:] == [str(other.id), "RUB", "0.00", "0", "31", "0.0", ""]
    assert "📄 CSV file" in landlord.buttons
    await landlord.say("/letting")
    await landlord.tap("My apartments")
    await landlord.tap("Студия")
    await landlord.tap("💰 Income")
    await landlord.tap("CSV file")
    name, text = sent(landlord)
    assert name == "Income 2027 Студия у моря.csv"
    assert text.count("\n") == 1 + 8


def test_a_russian_file_has_the_separators_of_russian_spreadsheets() -> None:
    words = wording(Language.RUSSIAN)
    rows = list(csv.reader(io.StringIO(table(ROWS, words)[1:]), delimiter=";"))
    assert rows[0][:6] == ["Месяц", "Квартира", "Улица", "Номер квартиры в сервисе", "Валюта", "Доход, единиц валюты"]
    assert rows[1][5:] == ["71000,50", "13", "28", "46,4", "5461,58"]
    total = sum(Decimal(row[5].replace(",", ".")) for row in rows[1:])
    assert total == Decimal(YEAR.total.revenue.amount) / 100


@pytest.mark.parametrize(("typed", "kept"), [
    ("=1+1", "'=1+1"),
    ("+7", "'+7"),
    ("-1", "'-1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("  =1", "'=1"),
    ("\t=1", "'=1"),
    ("Дом; \"тёплый\", 2\nкомнаты", "Дом; \"тёплый\", 2 комнаты"),
    ("", ""),
])  # fmt: skip
def test_no_title_becomes_a_formula(typed: str, kept: str) -> None:
    assert safe(typed) == kept
    rows = (evolve(ROWS[0], title=typed),)
    for language, delimiter in ((Language.RUSSIAN, ";"), (Language.ENGLISH, ",")):
        [_, row] = csv.reader(io.StringIO(table(rows, wording(language))[1:]), delimiter=delimiter)
        assert row[1] == kept


def test_a_file_is_named_by_what_file_systems_take() -> None:
    name = csv_file(2027, "Дом/сад: <2>\n", ROWS, wording(Language.RUSSIAN)).filename
    assert name == "Доход 2027 Домсад 2.csv"


@pytest.mark.parametrize("language", Language)
def test_what_people_typed_is_escaped_and_cut(language: Language) -> None:
    words, named = wording(language), evolve(YEAR, title=EVIL[:200])
    rows = tuple(evolve(row, title=EVIL[:200], street=EVIL[:200]) for row in ROWS)
    flats = evolve(FLATS, typed=EVIL, rows=IncomeSection("RUB", rows).apartments)
    for text in (views.year(named, words), views.month(named, words), views.flats(flats, words)):
        assert "<script" not in text
        assert shown_length(text) <= CAPTION
    assert len(views.apartment(flats.rows[0], flats, words)) <= 64


def some(language: Language, *columns: Column, currency: str = "RUB") -> Earnings:
    return Earnings(language, 2027, currency, "Ш" * 60, 4, 5, (*columns, *[Column(0, 0, 0)] * (12 - len(columns))))


def test_a_picture_has_all_it_shows_in_its_name() -> None:
    drawn = some(Language.RUSSIAN, Column(1, 2, 3), Column(10**9, 30, 30))
    assert Earnings.named(drawn.name) == drawn
    assert some(Language.ENGLISH, Column(1, 2, 3)).name != some(Language.RUSSIAN, Column(1, 2, 3)).name
    for nonsense in ("income:", "income:AAAA", "rows:ru"):
        with pytest.raises(ValueError, match="."):
            Earnings.named(nonsense)


@pytest.mark.parametrize("amount", [0, 1, 99, 5_000, 999_999, 1_000_000, 123_456_789_00, 10**13])
@pytest.mark.parametrize("currency", ["RUB", "JPY"])
async def test_a_picture_is_as_large_as_telegram_shows_it(landlord: Renter, amount: int, currency: str) -> None:
    media = income_picture(some(Language.ENGLISH, Column(amount, 31, 31), Column(amount // 3, 1, 31), currency=currency))
    source = await PhotoMessages(photos=None).get_media_source(media, landlord.bot)  # type: ignore[arg-type]  # no storage is asked
    with Image.open(BytesIO(source.data)) as drawn:  # type: ignore[union-attr]  # a picture that is uploaded
        assert (drawn.size, drawn.format) == ((1080, 860), "PNG")


@pytest.mark.parametrize(("highest", "lines"), [
    ("0", ["0"]),
    ("1", ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
    ("210.5", ["0", "50", "100", "150", "200", "250"]),
    ("12.4", ["0", "5", "10", "15"]),
    ("9999", ["0", "2000", "4000", "6000", "8000", "10000"]),
])  # fmt: skip
def test_the_lines_of_an_axis_are_round_and_reach_the_highest(highest: str, lines: list[str]) -> None:
    assert steps(Decimal(highest)) == tuple(Decimal(line) for line in lines)


async def test_this_month_is_that_of_the_apartments_clocks(landlord: Renter, market: Market) -> None:
    await market.change_flat(zone="Etc/GMT+12", created_at=at("2027-05-01 12:00", "UTC"))
    market.clock.set(at("2027-06-01 11:00", "UTC"))
    await shown(landlord)
    assert "May: <b>0 ₽</b>" in plain(landlord.text)
    assert date(2027, 6, 1) == market.clock.now().date()
