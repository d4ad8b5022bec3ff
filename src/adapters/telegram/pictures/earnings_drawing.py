"""Draws a year's income: a bar for each month, and how full the apartments were below it.

What lies ahead is striped, for eyes that do not see colours.
"""

from decimal import Decimal

from babel.numbers import format_decimal
from PIL import Image, ImageDraw

from adapters.telegram.pictures.drawing import INK, SCALE, WHITE, Sheet, font
from adapters.telegram.pictures.earnings import Column, Earnings, steps
from adapters.wording import Wording, wording
from rental_core.money import DEFAULT_CURRENCY

HEIGHT = 860
LEFT, RIGHT, TOP, BOTTOM = 96, 1050, 172, 520
MONTHS = 12
CELL = (RIGHT - LEFT) / MONTHS
BAR = 52
FULL_TOP, FULL_BOTTOM = 636, 736
MONEY, FILLED, ROOM, GRID, MUTED = "#1f4e8c", "#0f7b6c", "#e6eaf0", "#d5dae1", "#5b6675"


def draw_earnings(earnings: Earnings) -> bytes:
    """A PNG, WIDTH pixels wide. Takes some tenths of a second: not for the event loop."""
    sheet = Sheet.empty(HEIGHT, wording(earnings.language))
    unit = _unit(earnings.highest)
    lines = steps(earnings.highest / unit)
    _head(sheet, earnings, unit)
    for line in lines:
        y = _height(line, lines[-1])
        sheet.pen.line([(LEFT * SCALE, y * SCALE), (RIGHT * SCALE, y * SCALE)], fill=GRID, width=SCALE)
        sheet.text(LEFT - 12, y, _said(line, sheet.words), font("Medium", 21), MUTED, anchor="rm")
    for number, column in enumerate(earnings.columns):
        _month(sheet, earnings, number, column, unit, lines[-1])
    _legend(sheet, earnings, HEIGHT - 44)
    return sheet.png(HEIGHT)


def _unit(highest: Decimal) -> int:
    """How many units of the currency are one on the picture, so that figures stay short."""
    return next((unit for unit in (1_000_000, 1_000) if highest >= 10 * unit), 1)


def _head(sheet: Sheet, earnings: Earnings, unit: int) -> None:
    words = sheet.words
    currency = "₽" if earnings.currency == DEFAULT_CURRENCY else earnings.currency
    called = {1: currency, 1_000: words.text("thousand {currency}", currency=currency)}
    said = called.get(unit) or words.text("million {currency}", currency=currency)
    sheet.text(LEFT - 76, 46, words.text("Income {year}, {unit}", year=earnings.year, unit=said), font("Bold", 34), anchor="lm")
    sheet.text(RIGHT, 46, words.money(earnings.total), font("Bold", 34), MONEY, anchor="rm")
    whose = earnings.title or words.text("All apartments")
    written = font("Medium", 26)
    while written.getlength(whose) / SCALE > RIGHT - LEFT + 60:
        whose = whose[:-2].rstrip() + "…"
    sheet.text(LEFT - 76, 92, whose, written, MUTED, anchor="lm")


def _height(amount: Decimal, highest: Decimal) -> float:
    return BOTTOM - (BOTTOM - TOP) * float(amount / highest) if highest else BOTTOM


def _said(amount: Decimal, words: Wording) -> str:
    """Three digits say enough."""
    pattern = "#,##0.#" if abs(amount) < 100 else "#,##0"
    return format_decimal(amount, pattern, locale=words.locale)


def _month(sheet: Sheet, earnings: Earnings, number: int, column: Column, unit: int, highest: Decimal) -> None:
    middle, amount, ahead = LEFT + (number + 0.5) * CELL, earnings.amount(column) / unit, number >= earnings.ahead
    top = _height(amount, highest)
    if amount:
        _bar(sheet, (middle - BAR / 2, min(top, BOTTOM - 3), middle + BAR / 2, BOTTOM), MONEY, striped=ahead)
        sheet.halo(middle, top - 18, _said(amount, sheet.words), font("SemiBold", 23))
    now = number == earnings.current
    name = sheet.words.months()[number][:3]
    if now:
        box = (middle - 34, BOTTOM + 14, middle + 34, BOTTOM + 54)
        sheet.pen.rounded_rectangle([side * SCALE for side in box], radius=10 * SCALE, fill=INK)
    sheet.text(middle, BOTTOM + 34, name, font("Bold" if now else "Medium", 24), WHITE if now else INK)
    _occupancy(sheet, column, middle, ahead=ahead)


def _occupancy(sheet: Sheet, column: Column, middle: float, *, ahead: bool) -> None:
    rate, left, right = column.occupancy, middle - BAR / 2, middle + BAR / 2
    if rate is None:
        sheet.text(middle, FULL_BOTTOM + 24, "–", font("Medium", 23), MUTED)
        return
    sheet.pen.rectangle([side * SCALE for side in (left, FULL_TOP, right, FULL_BOTTOM)], fill=ROOM)
    top = FULL_BOTTOM - (FULL_BOTTOM - FULL_TOP) * float(rate)
    if rate:
        _bar(sheet, (left, min(top, FULL_BOTTOM - 3), right, FULL_BOTTOM), FILLED, striped=ahead)
    sheet.text(middle, FULL_BOTTOM + 24, sheet.words.percent(rate), font("SemiBold", 22))


def _bar(sheet: Sheet, box: tuple[float, float, float, float], colour: str, *, striped: bool) -> None:
    left, top, right, bottom = (round(side * SCALE) for side in box)
    if not striped:
        sheet.pen.rectangle((left, top, right - 1, bottom - 1), fill=colour)
        return
    piece = Image.new("RGB", (right - left, bottom - top), WHITE)
    pen = ImageDraw.Draw(piece)
    for start in range(left - right, bottom - top, 11 * SCALE):
        pen.line([(0, start), (right - left, start + right - left)], fill=colour, width=3 * SCALE)
    pen.rectangle((0, 0, right - left - 1, bottom - top - 1), outline=colour, width=2 * SCALE)
    sheet.image.paste(piece, (left, top))


def _legend(sheet: Sheet, earnings: Earnings, y: float) -> None:
    words, written = sheet.words, font("Medium", 24)
    sheet.text(LEFT - 76, FULL_TOP - 28, words.text("Occupancy: nights sold of those available"), font("SemiBold", 25), anchor="lm")
    x = float(LEFT - 76)
    looks = (
        (words.text("up to this month"), False, 0 < earnings.ahead < MONTHS),
        (words.text("booked ahead"), True, earnings.ahead < MONTHS),
    )
    for said, striped, shown in looks:
        if shown:
            _bar(sheet, (x, y - 14, x + 40, y + 14), MONEY, striped=striped)
            sheet.text(x + 52, y, said, written, anchor="lm")
            x += 52 + written.getlength(said) / SCALE + 36
