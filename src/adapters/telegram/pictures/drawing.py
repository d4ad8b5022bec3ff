"""Draws months: the day's cell is split from corner to corner where one half of it is taken."""

import io
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files

from attrs import frozen
from PIL import Image, ImageDraw, ImageFont

from adapters.telegram.pictures.months import Months
from adapters.telegram.widgets.picking import weeks_of
from adapters.wording import Wording, wording

WIDTH, SCALE = 1080, 2  # drawn larger and shrunk, so that slanted edges are smooth
MARGIN, GAP, COLUMNS = 44, 44, 2
CELL_WIDTH, CELL_HEIGHT, WEEKS = 67, 48, 6
HEAD, DAY_NAMES, LEGEND = 54, 34, 66
BLOCK_WIDTH, BLOCK_HEIGHT = 7 * CELL_WIDTH, HEAD + DAY_NAMES + WEEKS * CELL_HEIGHT + 14
WHITE, INK, PALE, FREE, TAKEN, TODAY = "#ffffff", "#17202a", "#b4bcc6", "#d9f2df", "#7d8796", "#1565d8"

Font = ImageFont.FreeTypeFont
Box = tuple[float, float, float, float]


@cache
def font(weight: str, size: int) -> Font:
    """Manrope, which knows Cyrillic."""
    with (files("font_manrope") / "files" / f"Manrope-{weight}.ttf").open("rb") as stored:
        return ImageFont.truetype(io.BytesIO(stored.read()), size * SCALE)


def draw(months: Months) -> bytes:
    """A PNG, WIDTH pixels wide and at most 1280 high: Telegram would shrink a larger one.

    Takes some tenths of a second: not for the event loop.
    """
    rows = -(-len(months.months) // COLUMNS)
    height = MARGIN + rows * BLOCK_HEIGHT + LEGEND
    sheet = Sheet.empty(height, wording(months.language))
    for number, first in enumerate(months.months):
        left = MARGIN + number % COLUMNS * (BLOCK_WIDTH + GAP)
        _month(sheet, months, first, left, MARGIN + number // COLUMNS * BLOCK_HEIGHT)
    _legend(sheet, MARGIN + rows * BLOCK_HEIGHT + LEGEND / 2 - 8)
    return sheet.png(height)


@frozen
class Sheet:
    """What is drawn on, in pixels of the finished picture."""

    image: Image.Image
    pen: ImageDraw.ImageDraw
    words: Wording

    @classmethod
    def empty(cls, height: int, words: Wording) -> "Sheet":
        image = Image.new("RGB", (WIDTH * SCALE, height * SCALE), WHITE)
        return cls(image, ImageDraw.Draw(image), words)

    def text(self, x: float, y: float, said: str, drawn_in: Font, colour: str = INK, anchor: str = "mm") -> None:
        self.pen.text((x * SCALE, y * SCALE), said, font=drawn_in, fill=colour, anchor=anchor)

    def halo(self, x: float, y: float, said: str, drawn_in: Font) -> None:
        """Dark on white, wherever it lies."""
        self.pen.text((x * SCALE, y * SCALE), said, font=drawn_in, fill=INK, anchor="mm", stroke_width=2 * SCALE, stroke_fill=WHITE)

    def cell(self, box: Box, morning: bool, evening: bool) -> None:
        """Taken halves are dark; the morning lies left and above, the evening right and below."""
        left, top, right, bottom = (side * SCALE for side in box)
        self.pen.rectangle((left, top, right, bottom), fill=TAKEN if morning and evening else FREE)
        if morning != evening:
            corner = (left, top) if morning else (right, bottom)
            self.pen.polygon([corner, (left, bottom), (right, top)], fill=TAKEN)

    def frame(self, box: Box) -> None:
        self.pen.rectangle([side * SCALE for side in box], outline=TODAY, width=4 * SCALE)

    def png(self, height: int) -> bytes:
        done = io.BytesIO()
        self.image.resize((WIDTH, height), Image.Resampling.LANCZOS).save(done, "PNG")
        return done.getvalue()


def _month(sheet: Sheet, months: Months, first: date, left: float, top: float) -> None:
    sheet.text(left + 4, top + HEAD / 2, sheet.words.month(first), font("Bold", 29), anchor="lm")
    for column, name in enumerate(sheet.words.weekdays()):
        sheet.text(left + (column + 0.5) * CELL_WIDTH, top + HEAD + DAY_NAMES / 2 - 3, name, font("Medium", 20), TAKEN)
    for day, box in _days(first, left, top + HEAD + DAY_NAMES):
        _day(sheet, months, day, box)


def _days(first: date, left: float, top: float) -> Iterator[tuple[date, Box]]:
    """Each day of the month with its cell."""
    for row, week in enumerate(weeks_of(first)):
        for column, day in enumerate(week):
            if day is not None:
                x, y = left + column * CELL_WIDTH, top + row * CELL_HEIGHT
                yield day, (x + 2, y + 2, x + CELL_WIDTH - 2, y + CELL_HEIGHT - 2)


def _day(sheet: Sheet, months: Months, day: date, box: Box) -> None:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    if day < months.today:
        sheet.text(x, y, str(day.day), font("Regular", 25), PALE)
        return
    morning, evening = months.halves(day)
    sheet.cell(box, morning, evening)
    if morning != evening:
        sheet.halo(x, y, str(day.day), font("SemiBold", 25))
    else:
        sheet.text(x, y, str(day.day), font("SemiBold", 25), WHITE if morning else INK)
    if day == months.today:
        sheet.frame(box)


def _legend(sheet: Sheet, y: float) -> None:
    words, written, side = sheet.words, font("Medium", 25), 38
    x: float = MARGIN
    for said, halves in (
        (words.text("free"), (False, False)),
        (words.text("taken"), (True, True)),
        (words.text("check-out only"), (False, True)),
        (words.text("check-in only"), (True, False)),
    ):
        sheet.cell((x, y - side / 2, x + side, y + side / 2), *halves)
        sheet.text(x + side + 12, y, said, written, anchor="lm")
        x += side + 12 + written.getlength(said) / SCALE + 30
    sheet.frame((x, y - side / 2, x + side, y + side / 2))
    sheet.text(x + side + 12, y, words.text("today"), written, anchor="lm")
