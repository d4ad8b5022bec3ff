"""What a picture of many calendars shows, and its name: whatever looks the same has the same name and is uploaded once."""

import base64
import json
import zlib
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any

from attrs import frozen

from rental_core.accounts.person import Language
from rental_core.bookings.own_calendar import NightsKind, OwnCalendar, OwnNights
from rental_core.stay import ONE_DAY, Stay

DAYS = 30
SCHEME = "rows:"


class Look(Enum):
    """How a bar is drawn; the value stands for it in a name."""

    STAY = "s"
    HELD = "h"
    OPEN = "o"
    BLOCK = "b"
    PREPARATION = "p"


LOOKS = {kind: Look[kind.name] for kind in NightsKind}


@frozen
class Bar:
    """Nights [begin, end), counted from the first day; one that begins or ends beyond the picture is cut to -1 and DAYS."""

    look: Look
    begin: int
    end: int


@frozen
class Line:
    """An apartment: its title, today's column by its own clocks (None: not shown), and its bars."""

    title: str
    today: int | None
    bars: tuple[Bar, ...]


@frozen
class Rows:
    """Apartments, numbered from `number`, over DAYS days from `first` on."""

    language: Language
    first: date
    number: int
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, language: Language, first: date, now: datetime, number: int, flats: Iterable[tuple[OwnCalendar, str]]) -> "Rows":
        """Of calendars and what they are called."""
        return cls(language, first, number, tuple(_line(calendar, title, first, now) for calendar, title in flats))

    @classmethod
    def named(cls, name: str) -> "Rows":
        """The inverse of `name`. Raises ValueError."""
        try:
            language, first, number, lines = json.loads(zlib.decompress(base64.urlsafe_b64decode(name.removeprefix(SCHEME))))
        except zlib.error as error:
            raise ValueError(f"no picture of calendars: {name}") from error
        return cls(Language(language), date.fromisoformat(first), number, tuple(_read(line) for line in lines))

    @property
    def name(self) -> str:
        lines = [[line.title, line.today, [[bar.look.value, bar.begin, bar.end] for bar in line.bars]] for line in self.lines]
        told = [self.language.value, self.first.isoformat(), self.number, lines]
        packed = zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 9)
        return SCHEME + base64.urlsafe_b64encode(packed).decode()

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + number * ONE_DAY for number in range(DAYS))


def _line(calendar: OwnCalendar, title: str, first: date, now: datetime) -> Line:
    shown = Stay(first - ONE_DAY, first + DAYS * ONE_DAY)
    today = (calendar.today(now) - first).days
    bars = sorted((bar for row in calendar.rows if (bar := _bar(row, shown, first))), key=lambda bar: (bar.begin, bar.end, bar.look.value))
    return Line(title, today if 0 <= today < DAYS else None, tuple(dict.fromkeys(bars)))


def _bar(row: OwnNights, shown: Stay, first: date) -> Bar | None:
    if row.nights.within(shown) is None:
        return None
    begin, end = (row.nights.check_in - first).days, (row.nights.check_out - first).days
    return Bar(LOOKS[row.kind], max(begin, -1), min(end, DAYS))


def _read(line: Any) -> Line:
    title, today, bars = line
    return Line(title, today, tuple(Bar(Look(look), begin, end) for look, begin, end in bars))
