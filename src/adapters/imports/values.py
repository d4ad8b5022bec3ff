"""Values out of cells."""

import re
from collections.abc import Mapping
from datetime import time
from decimal import Decimal, InvalidOperation

from attrs import frozen
from babel.core import get_global
from babel.numbers import get_currency_precision

from adapters.imports.columns import Column
from adapters.imports.problems import Code, Problem
from rental_core.apartments.apartment import BookingMode

FORMULA = re.compile(r"[=+@-]\s*[A-Za-zА-Яа-я.]+\(|=.*[|!]")
MODES: Mapping[str, BookingMode] = {
    **{mode.value: mode for mode in BookingMode},
    **dict.fromkeys(("t", "true", "yes", "1", "да", "мгновенно"), BookingMode.INSTANT),
    **dict.fromkeys(("f", "false", "no", "0", "нет", "по запросу"), BookingMode.HOLD),
}
STUDIOS = frozenset({"0", "0.0", "studio", "студия"})
SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₽": "RUB",
    "руб": "RUB",
    "руб.": "RUB",
    "р": "RUB",
    "р.": "RUB",
    "₸": "KZT",
    "₺": "TRY",
    "₾": "GEL",
}
PRICE = re.compile(r"(?P<before>[^\d\s,.+-]*)\s*(?P<number>\d[\d\s.,'’]*?)\s*(?P<after>[^\d\s,]*)", re.DOTALL)
MAX_AMOUNT = Decimal(10) ** 9
TIME = re.compile(r"(\d{1,2})(?::(\d{2}))?(?::\d{2})?")


class CellError(Exception):
    """A cell cannot be understood."""

    def __init__(self, column: Column, code: Code, value: str = "", detail: str = "") -> None:
        super().__init__(column, code)
        self.problem = Problem(column.value, code, value, detail)


@frozen
class Amount:
    """A sum as it was written; `currency` is None when none was named."""

    number: Decimal
    currency: str | None

    def minor(self, currency: str) -> int:
        """In minor units. Raises ValueError for more digits than the currency has."""
        scaled = self.number.scaleb(get_currency_precision(currency))
        if scaled != scaled.to_integral_value():
            raise ValueError(self.number)
        return int(scaled)


def read_text(column: Column, cell: str, limit: int) -> str:
    """Text without what no chat can show; line breaks as a file from the web writes them become line breaks."""
    if FORMULA.match(cell):
        raise CellError(column, Code.FORMULA, cell)
    text = re.sub(r"<br\s*/?>", "\n", cell, flags=re.IGNORECASE)
    text = re.sub(r"</?(b|i|strong|em|p)>", "", text, flags=re.IGNORECASE)
    clean = "".join(letter for letter in text if letter in "\n\t" or (letter >= " " and letter != "\x7f")).strip()
    if len(clean) > limit:
        raise CellError(column, Code.TOO_LONG, cell, str(limit))
    return clean


def read_integer(column: Column, cell: str, low: int, high: int) -> int:
    """A whole number, also as 2.0."""
    number = _decimal(column, cell)
    if number != number.to_integral_value() or abs(number) > MAX_AMOUNT:
        raise CellError(column, Code.NOT_A_NUMBER, cell)
    if not low <= number <= high:
        raise CellError(column, Code.OUT_OF_RANGE, cell, f"{low}…{high}")
    return int(number)


def read_rooms(cell: str, high: int) -> int:
    """A studio has one room."""
    return 1 if cell.lower() in STUDIOS else read_integer(Column.ROOMS, cell, 1, high)


def read_rounded(column: Column, cell: str, low: int, high: int) -> int:
    """A number that may have a fraction, to the nearest whole one."""
    number = _decimal(column, cell)
    if not low <= number <= high:
        raise CellError(column, Code.OUT_OF_RANGE, cell, f"{low}…{high}")
    return round(number)


def read_degrees(column: Column, cell: str, limit: int) -> float:
    number = _decimal(column, cell)
    if abs(number) > limit:
        raise CellError(column, Code.OUT_OF_RANGE, cell, f"-{limit}…{limit}")
    return float(number)


def _decimal(column: Column, cell: str) -> Decimal:
    try:
        number = Decimal(cell.replace(" ", "").replace("\xa0", "").replace(",", "."))
    except InvalidOperation:
        raise CellError(column, Code.NOT_A_NUMBER, cell) from None
    if not number.is_finite():
        raise CellError(column, Code.NOT_A_NUMBER, cell)
    return number


def read_amount(column: Column, cell: str) -> Amount:
    """ "$1,379.00", "3000 RUB", "2 500,50 ₽". A point or comma is decimal when one or two digits follow its only occurrence."""
    found = PRICE.fullmatch(cell)
    if found is None or (found["before"] and found["after"]):
        raise CellError(column, Code.NOT_A_PRICE, cell)
    sign = found["before"] or found["after"]
    number = _grouped(re.sub(r"[\s'’]", "", found["number"]))
    if number is None or number > MAX_AMOUNT:
        raise CellError(column, Code.NOT_A_PRICE, cell)
    return Amount(number, read_currency(column, sign) if sign else None)


def _grouped(digits: str) -> Decimal | None:
    """A number that may have separators of thousands."""
    whole, mark, fraction = digits, "", ""
    last = max(digits.rfind("."), digits.rfind(","))
    if last >= 0 and digits.count(digits[last]) == 1 and len(digits) - last - 1 in {1, 2}:
        whole, mark, fraction = digits[:last], digits[last], digits[last + 1 :]
    if whole.isdigit():
        return Decimal(f"{whole}.{fraction or 0}")
    groups = re.fullmatch(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*", whole)
    if groups is None or groups[1] == mark or (groups[1] == "." and not mark):
        return None  # 3.000 may be three or three thousand
    return Decimal(f"{re.sub('[.,]', '', whole)}.{fraction or 0}")


def read_currency(column: Column, cell: str) -> str:
    """An ISO 4217 code, or a sign we know."""
    code = SIGNS.get(cell.lower(), cell.upper())
    if code not in get_global("all_currencies"):
        raise CellError(column, Code.NOT_A_CURRENCY, cell)
    return code


def read_time(column: Column, cell: str) -> time:
    found = TIME.fullmatch(cell)
    if found is None:
        raise CellError(column, Code.NOT_A_TIME, cell)
    try:
        return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        raise CellError(column, Code.NOT_A_TIME, cell) from None


def read_mode(cell: str) -> BookingMode:
    mode = MODES.get(cell.lower())
    if mode is None:
        raise CellError(Column.MODE, Code.NOT_A_CHOICE, cell, ", ".join(each.value for each in BookingMode))
    return mode
