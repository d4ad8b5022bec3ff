"""The calendar of one apartment: how the windows say it."""

from collections.abc import Iterable
from datetime import date, datetime

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.nights.views import commented, title, who
from adapters.telegram.widgets.lines import bold, line
from adapters.wording import N_, Wording, parts
from rental_core.bookings.own_calendar import NightsKind, OwnCalendar, OwnNights
from rental_core.stay import ONE_DAY, Stay

OPENED = 20  # so many bookings of a day have a button
NAMED = 8  # so many stays or requests of a list are said
SIGNS = {NightsKind.HELD: "?", NightsKind.BLOCK: "✕", NightsKind.PREPARATION: "~"}
KINDS = {
    NightsKind.STAY: N_("🧳 Confirmed stay"),
    NightsKind.HELD: N_("⏳ A request holds this night"),
    NightsKind.OPEN: N_("🤝 A request asks for this night"),
    NightsKind.BLOCK: N_("✕ Closed"),
    NightsKind.PREPARATION: N_("🧹 Preparation"),
}


@frozen
class MonthView:
    """A month of an apartment; `chosen` nights are about to be closed or opened."""

    calendar: OwnCalendar
    month: date
    first_month: date
    last_month: date
    now: datetime
    chosen: Stay | None = None
    comment: str = ""

    @property
    def today(self) -> date:
        return self.calendar.today(self.now)

    @property
    def last_day(self) -> date:
        """Of the last month."""
        return (self.last_month + 31 * ONE_DAY).replace(day=1) - ONE_DAY

    @property
    def sold(self) -> tuple[OwnNights, ...]:
        return self.calendar.sold(self.chosen) if self.chosen else ()

    @property
    def losers(self) -> tuple[OwnNights, ...]:
        return self.calendar.losers(self.chosen) if self.chosen else ()

    @property
    def opens(self) -> bool:
        """Whether some of the chosen nights are closed."""
        chosen = self.chosen
        return chosen is not None and any(row.span is not None and row.span.overlaps(chosen) for row in self.calendar.rows)


@frozen
class DayView:
    """Why a day is taken, or that it is not."""

    calendar: OwnCalendar
    day: date
    now: datetime
    comment: str = ""

    @property
    def rows(self) -> tuple[OwnNights, ...]:
        return self.calendar.on(self.day)

    @property
    def leaving(self) -> OwnNights | None:
        return self.calendar.leaving(self.day)

    @property
    def bookings(self) -> tuple[OwnNights, ...]:
        """Those that can be opened, each once."""
        every = (*((self.leaving,) if self.leaving else ()), *self.rows)
        return tuple({row.booking_id: row for row in every if row.booking_id is not None}.values())[:OPENED]

    @property
    def block(self) -> OwnNights | None:
        return next((row for row in self.rows if row.kind is NightsKind.BLOCK), None)

    @property
    def ahead(self) -> bool:
        return self.day >= self.calendar.today(self.now)

    @property
    def free(self) -> bool:
        """Whether it can be closed: nobody has this night, though somebody may ask for it."""
        return self.ahead and all(row.kind is NightsKind.OPEN for row in self.rows)

    @property
    def closed(self) -> bool:
        return self.ahead and self.block is not None

    @property
    def whole(self) -> Stay | None:
        """What is left of the span that the block of this day wants, if that is more than this day."""
        block, today = self.block, self.calendar.today(self.now)
        if not self.ahead or block is None or block.span is None:
            return None
        left = Stay(max(block.span.check_in, today), block.span.check_out)
        return left if left.nights > 1 else None


def months(view: MonthView, words: Wording) -> Markup:
    today = view.today
    return parts.paragraphs(
        parts.block(words.html("🗓 <b>Calendar</b>"), title(view.calendar, words)),
        words.html("Today is {weekday}, {date}.", weekday=words.weekday(today), date=words.date(today)),
        legend(words),
        words.html("Tap a day to see who has it."),
    )


def until(view: MonthView, words: Wording) -> Markup:
    return parts.paragraphs(
        words.html("🚦 <b>Occupied until when?</b>"),
        title(view.calendar, words),
        words.html("Tap the day on which it is free again."),
        commented(view.comment, words),
    )


def legend(words: Wording) -> Markup:
    return parts.block(
        words.html("[5 arrival · •6 guests stay · ]8 departure"),
        words.html("?5 a request holds the night · 5? a request asks for it"),
        words.html("✕5 closed · ~5 preparation · (5) today"),
    )


def on_day(view: MonthView, day: date, _: Wording) -> str:
    """Who leaves in the morning, who has the night, and who would like it."""
    rows = view.calendar.on(day)
    leaving = "]" if view.calendar.leaving(day) else ""
    if day < view.today and not rows and not leaving:
        return "·"
    number = f"({day.day})" if day == view.today else f"{day.day}"
    asked = "?" if any(row.kind is NightsKind.OPEN for row in rows) else ""
    sign = "✓" if view.chosen and day in view.chosen else _sign(rows, day)
    return f"{leaving}{sign}{number}{asked}"


def _sign(rows: Iterable[OwnNights], day: date) -> str:
    holder = next((row for row in rows if row.kind is not NightsKind.OPEN), None)
    if holder is None:
        return ""
    if holder.kind is NightsKind.STAY:
        return "[" if holder.nights.check_in == day else "•"
    return SIGNS[holder.kind]


def day(view: DayView, words: Wording) -> Markup:
    today = view.calendar.today(view.now)
    head = line(f"{words.weekday(view.day)},", words.date(view.day, today=today))
    leaves = [words.html("🚪 Departure"), who(view.leaving, view.calendar, view.now, words)] if view.leaving else []
    return parts.paragraphs(
        parts.block(words.html("🗓 <b>{day}</b>", day=head), title(view.calendar, words)),
        parts.block(*leaves),
        *(_taken(row, view, words) for row in view.rows[:NAMED]),
        more(len(view.rows) - NAMED, words),
        _untaken(view, words),
        commented(view.comment, words) if view.free or view.closed else None,
    )


def _taken(row: OwnNights, view: DayView, words: Wording) -> Markup:
    arrives = row.kind is NightsKind.STAY and row.nights.check_in == view.day
    said = words.text("🧳 Arrival") if arrives else words.text(KINDS[row.kind])
    return parts.block(bold(said), who(row, view.calendar, view.now, words))


def _untaken(view: DayView, words: Wording) -> Markup | None:
    if any(row.kind is not NightsKind.OPEN for row in view.rows):
        return None
    return words.html("This night is free.") if view.ahead else words.html("This night was free.")


def more(n: int, words: Wording) -> str | None:
    return words.plural("and {n} more", "and {n} more", n) if n > 0 else None


def whole(view: DayView, words: Wording) -> str:
    dates = words.stay(view.whole, today=view.calendar.today(view.now)) if view.whole else ""
    return words.text("✓ Open all of it: {dates}", dates=dates)
