"""A year's income as a table that spreadsheets open."""

import csv
import io
from decimal import Decimal

from aiogram.types import BufferedInputFile
from babel.numbers import format_decimal, get_currency_precision

from adapters.telegram.dialogs.income.views import TITLE_SHOWN
from adapters.wording import Wording
from adapters.wording.shorten import one_line
from rental_core.accounts.person import Language
from rental_core.bookings.income import IncomeRow
from rental_core.money import Money

# Excel takes the separators of the reader's country: where a comma parts decimals, a semicolon parts columns. The mark at the beginning
# tells it that the text is UTF-8.
SEPARATORS = {Language.RUSSIAN: ";", Language.ENGLISH: ","}
MARK = "\ufeff"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")  # what a spreadsheet might run, at the beginning of a cell
LONGEST = 200


def csv_file(year: int, title: str, rows: tuple[IncomeRow, ...], words: Wording) -> BufferedInputFile:
    """A line for each month, apartment and currency; named by the year, and the apartment if it is about one."""
    name = " ".join(part for part in (words.text("Income"), str(year), one_line(title, TITLE_SHOWN)) if part)
    safe = "".join(letter for letter in name if letter.isalnum() or letter in " -,.")
    return BufferedInputFile(table(rows, words).encode(), filename=f"{safe}.csv")


def table(rows: tuple[IncomeRow, ...], words: Wording) -> str:
    """The table as text: by month, then by title."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=SEPARATORS[words.language])
    writer.writerow(_head(words))
    for row in sorted(rows, key=lambda each: (each.month, each.title.lower(), each.apartment_id)):
        writer.writerow(_line(row, words))
    return MARK + written.getvalue()


def _head(words: Wording) -> list[str]:
    return [
        words.text("Month"),
        words.text("Apartment"),
        words.text("Street"),
        words.text("Apartment number"),
        words.text("Currency"),
        words.text("Income, units of the currency"),
        words.text("Nights sold"),
        words.text("Nights available"),
        words.text("Occupancy, %"),
        words.text("Average daily rate, units of the currency"),
    ]


def _line(row: IncomeRow, words: Wording) -> list[str]:
    income = row.income
    rate, daily = income.occupancy_rate, income.average_daily_rate
    return [
        f"{row.month:%Y-%m}",
        safe(row.title),
        safe(row.street),
        str(row.apartment_id),
        income.revenue.currency,
        _amount(income.revenue, words),
        str(income.nights_sold),
        str(income.nights_available),
        "" if rate is None else _decimal(Decimal(rate.numerator * 100) / rate.denominator, "0.0", words),
        "" if daily is None else _amount(daily, words),
    ]


def safe(text: str) -> str:
    """What people typed, as no spreadsheet takes it for a formula."""
    said = one_line(text, LONGEST)
    return f"'{said}" if said.startswith(DANGEROUS) else said


def _amount(money: Money, words: Wording) -> str:
    digits = get_currency_precision(money.currency)
    return _decimal(Decimal(money.amount).scaleb(-digits), f"0.{'0' * digits}" if digits else "0", words)


def _decimal(number: Decimal, pattern: str, words: Wording) -> str:
    return format_decimal(number, pattern, locale=words.locale)
