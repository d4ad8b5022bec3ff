"""Draws many calendars: an apartment a row, a day a column; a bar runs from noon of the arrival to noon of the departure.

Kinds of bars differ by their pattern, for eyes that do not see colours.
"""

from collections.abc import Callable
from datetime import date

from attrs import frozen
from PIL import Image, ImageDraw

from adapters.telegram.pictures.drawing import INK, SCALE, WHITE, Font, Sheet, font
from adapters.telegram.pictures.rows import DAYS, Bar, Line, Look, Rows
from adapters.telegram.widgets.picking import month_after
from adapters.wording import Wording, wording

MARGIN, CELL = 15, 35
RIGHT = MARGIN + DAYS * CELL
HEAD, LEGEND, HIGHEST = 112, 98, 1280
NAMEABLE = 6  # columns that the name of a month needs
STAY, ASKED, CLOSED, SHADE, GRID, NOW = "#1f4e8c", "#c25e00", "#8a94a3", "#eef0f3", "#d5dae1", "#d3212c"


@frozen
class Spot:
    """Where a bar lies, in pixels of the finished picture; whether its ends are its own or cut by the picture."""

    left: float
    top: float
    right: float
    bottom: float
    begins: bool = True
    ends: bool = True

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def draw_rows(rows: Rows) -> bytes:
    """A PNG, WIDTH pixels wide and at most 1280 high. Takes some tenths of a second: not for the event loop."""
    step = min(76, (HIGHEST - HEAD - LEGEND) // max(len(rows.lines), 1))
    height = HEAD + step * len(rows.lines) + LEGEND
    sheet = Sheet.empty(height, wording(rows.language))
    _columns(sheet, rows, height - LEGEND)
    for today in {line.today for line in rows.lines if line.today is not None}:
        _today(sheet, MARGIN + today * CELL, 40, HEAD - 10)
    for number, line in enumerate(rows.lines):
        _row(sheet, line, rows.number + number, HEAD + number * step, step)
    _legend(sheet, height - LEGEND + 30)
    return sheet.png(height)


def _columns(sheet: Sheet, rows: Rows, bottom: float) -> None:
    for number, day in enumerate(rows.days):
        left = MARGIN + number * CELL
        if day.weekday() > 4:
            _fill(sheet, (left, 38, left + CELL, bottom), SHADE)
        _name(sheet, day, left, named=day.day == 1 or (number == 0 and _rest(day) >= NAMEABLE))
        sheet.pen.line([(left * SCALE, 38 * SCALE), (left * SCALE, bottom * SCALE)], fill=GRID, width=SCALE)
    sheet.pen.line([(RIGHT * SCALE, 38 * SCALE), (RIGHT * SCALE, bottom * SCALE)], fill=GRID, width=SCALE)


def _rest(day: date) -> int:
    """How many days of its month are left, this one included."""
    return (month_after(day.replace(day=1), 1) - day).days


def _name(sheet: Sheet, day: date, left: float, *, named: bool) -> None:
    weight = "Bold" if day.weekday() > 4 else "Medium"
    if named:
        sheet.text(left + 2, 20, sheet.words.month(day), font("Bold", 26), anchor="lm")
    sheet.text(left + CELL / 2, 55, sheet.words.weekday(day), font(weight, 19))
    sheet.text(left + CELL / 2, 84, str(day.day), font(weight, 25))


def _row(sheet: Sheet, line: Line, number: int, top: float, step: float) -> None:
    name_height = min(30.0, step * 0.5)
    written = font("SemiBold", int(min(26, name_height - 4)))
    sheet.pen.line([(MARGIN * SCALE, top * SCALE), (RIGHT * SCALE, top * SCALE)], fill=CLOSED, width=SCALE)
    said = _cut(f"{number}. {line.title}", written, RIGHT - MARGIN - 12)
    sheet.halo(MARGIN + 6 + written.getlength(said) / SCALE / 2, top + name_height / 2 + 2, said, written)
    begin, end = top + name_height + 3, top + step - 4
    for bar in sorted(line.bars, key=lambda each: each.look is Look.OPEN):
        _bar(sheet, bar, begin, end)
    if line.today is not None:
        _today(sheet, MARGIN + line.today * CELL, begin - 2, end + 2)


def _today(sheet: Sheet, left: float, top: float, bottom: float) -> None:
    """A frame with a white line inside, to be seen on every bar."""
    for inset, colour in ((0, NOW), (3, WHITE)):
        box = ((left + inset) * SCALE, (top + inset) * SCALE, (left + CELL - inset) * SCALE, (bottom - inset) * SCALE)
        sheet.pen.rectangle(box, outline=colour, width=(3 if colour == NOW else 1) * SCALE)


def _cut(said: str, written: Font, room: float) -> str:
    while written.getlength(said) / SCALE > room:
        said = said[:-2].rstrip() + "…"
    return said


def _bar(sheet: Sheet, bar: Bar, top: float, bottom: float) -> None:
    left, right = MARGIN + (bar.begin + 0.5) * CELL + 1, MARGIN + (bar.end + 0.5) * CELL - 1
    spot = Spot(max(left, MARGIN), top, min(right, RIGHT), bottom, begins=left > MARGIN, ends=right < RIGHT)
    DRAWN[bar.look](sheet, spot)


def _stay(sheet: Sheet, spot: Spot) -> None:
    """Solid; a white arrow goes in at the arrival, a white line stands before the departure."""
    _fill(sheet, (spot.left, spot.top, spot.right, spot.bottom), STAY)
    middle, high = spot.middle[1], min(8.0, (spot.bottom - spot.top) / 2 - 3)
    if spot.begins:
        x = spot.left + 4
        corners = [(x, middle - high), (x, middle + high), (x + high * 1.3, middle)]
        sheet.pen.polygon([(across * SCALE, down * SCALE) for across, down in corners], fill=WHITE)
    if spot.ends:
        _fill(sheet, (spot.right - 8, middle - high, spot.right - 4, middle + high), WHITE)


def _held(sheet: Sheet, spot: Spot) -> None:
    """Stripes with a question mark."""
    _pattern(sheet, spot, _stripes)
    _outline(sheet, spot, ASKED)
    _asked(sheet, spot)


def _open(sheet: Sheet, spot: Spot) -> None:
    """A dashed line with question marks along the lower edge, so that what lies under it is still seen."""
    x, y = spot.left, spot.bottom - 3
    while x < spot.right:
        _fill(sheet, (x, y - 2, min(x + 9, spot.right), y + 2), ASKED)
        x += 14
    _asked(sheet, spot)


def _asked(sheet: Sheet, spot: Spot) -> None:
    sheet.halo(*spot.middle, "?", font("Bold", int(min(26, spot.bottom - spot.top))))


def _block(sheet: Sheet, spot: Spot) -> None:
    """Crosses on grey."""
    _fill(sheet, (spot.left, spot.top, spot.right, spot.bottom), GRID)
    _outline(sheet, spot, CLOSED)
    middle, arm, x = spot.middle[1], min(6.0, (spot.bottom - spot.top) / 2 - 4), spot.left + CELL / 2
    while x < spot.right - 6:
        for rise in (-arm, arm):
            ends = [((x - arm) * SCALE, (middle - rise) * SCALE), ((x + arm) * SCALE, (middle + rise) * SCALE)]
            sheet.pen.line(ends, fill=INK, width=3 * SCALE)
        x += CELL


def _preparation(sheet: Sheet, spot: Spot) -> None:
    """Dots."""
    y, x = spot.middle[1], spot.left + 6
    while x < spot.right - 4:
        sheet.pen.ellipse([(x - 3) * SCALE, (y - 3) * SCALE, (x + 3) * SCALE, (y + 3) * SCALE], fill=INK)
        x += 11


DRAWN: dict[Look, Callable[[Sheet, Spot], None]] = {
    Look.STAY: _stay,
    Look.HELD: _held,
    Look.OPEN: _open,
    Look.BLOCK: _block,
    Look.PREPARATION: _preparation,
}


def _fill(sheet: Sheet, box: tuple[float, float, float, float], colour: str) -> None:
    left, top, right, bottom = (round(side * SCALE) for side in box)
    if right > left and bottom > top:
        sheet.pen.rectangle((left, top, right - 1, bottom - 1), fill=colour)


def _outline(sheet: Sheet, spot: Spot, colour: str) -> None:
    box = (spot.left * SCALE, spot.top * SCALE, spot.right * SCALE, spot.bottom * SCALE)
    sheet.pen.rectangle(box, outline=colour, width=2 * SCALE)


def _stripes(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
    for start in range(-height, width, 10 * SCALE):
        pen.line([(start, height), (start + height, 0)], fill=ASKED, width=3 * SCALE)


def _pattern(sheet: Sheet, spot: Spot, drawn: Callable[[ImageDraw.ImageDraw, int, int], None]) -> None:
    """A pattern that does not leave its bar."""
    width, height = round((spot.right - spot.left) * SCALE), round((spot.bottom - spot.top) * SCALE)
    piece = Image.new("RGB", (max(width, 1), max(height, 1)), WHITE)
    drawn(ImageDraw.Draw(piece), width, height)
    sheet.image.paste(piece, (round(spot.left * SCALE), round(spot.top * SCALE)))


def _legend(sheet: Sheet, y: float) -> None:
    words, written, x = sheet.words, font("Medium", 23), float(MARGIN)
    for look, said in _looks(words):
        if x + 86 + written.getlength(said) / SCALE > RIGHT:
            x, y = float(MARGIN), y + 40
        spot = Spot(x, y - 14, x + 66, y + 14)
        if look is None:
            _today(sheet, x + 15, spot.top, spot.bottom)
        else:
            DRAWN[look](sheet, spot)
        sheet.text(x + 76, y, said, written, anchor="lm")
        x += 76 + written.getlength(said) / SCALE + 28


def _looks(words: Wording) -> list[tuple[Look | None, str]]:
    return [
        (Look.STAY, words.text("stay, from arrival to departure")),
        (Look.HELD, words.text("request that holds nights")),
        (Look.OPEN, words.text("request that asks for them")),
        (Look.BLOCK, words.text("closed")),
        (Look.PREPARATION, words.text("preparation")),
        (None, words.text("today")),
    ]
