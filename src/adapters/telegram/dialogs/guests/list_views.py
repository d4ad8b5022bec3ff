"""What the lists of guests show, and how it is said."""

from datetime import datetime, timedelta
from itertools import groupby

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.trips.views import next_step
from adapters.telegram.widgets.lines import bold
from adapters.wording import N_, Wording, parts
from adapters.wording.shorten import one_line
from rental_core.bookings.hosting import HostedPart, Movement
from rental_core.bookings.ports import TripRow
from rental_core.clock import local_date

TITLE_SHOWN = 40
STREET_SHOWN = 24
TITLE_ON_BUTTON = 20
NAME_SHOWN = 32
NAME_ON_BUTTON = 16
DAYS = 7  # after today
PARTS = {
    HostedPart.AHEAD: N_("Ahead"),
    HostedPart.PAST: N_("Past"),
    HostedPart.ENDED: N_("Came to nothing"),
}
NOBODY = {
    HostedPart.AHEAD: N_("No confirmed stays ahead."),
    HostedPart.PAST: N_("Nobody has stayed yet."),
    HostedPart.ENDED: N_("No request was declined, and no stay was cancelled."),
}


@frozen
class WeekView:
    """A page of arrivals and departures, of all apartments or of the one called `title`."""

    rows: tuple[Movement, ...]
    now: datetime
    title: str = ""
    page: int = 1
    more: bool = False

    @property
    def several(self) -> bool:
        return self.more or self.page > 1


@frozen
class ListView:
    """A page of one part of the bookings, of all apartments or of the one called `title`."""

    rows: tuple[TripRow, ...]
    part: HostedPart
    now: datetime
    title: str = ""
    page: int = 1
    more: bool = False
    parts: tuple[HostedPart, ...] = tuple(HostedPart)

    @property
    def several(self) -> bool:
        return self.more or self.page > 1


def week(view: WeekView, words: Wording) -> Markup:
    head = parts.block(words.html("🧳 <b>Arrivals and departures</b>"), _called(view.title))
    if not view.rows:
        return parts.paragraphs(head, words.html("Nobody comes or goes today and in the next seven days."))
    days = [_day(day, list(of_day), view, words) for day, of_day in groupby(view.rows, key=lambda each: said_day(each, view, words))]
    return parts.paragraphs(head, *days)


def _called(title: str) -> Markup | None:
    return Markup("🏠 {}").format(one_line(title, TITLE_SHOWN)) if title else None


def said_day(each: Movement, view: WeekView, words: Wording) -> str:
    """By the clocks of the apartment: today, tomorrow, or the date."""
    today = local_date(view.now, each.zone)
    date = words.date(each.day, today=today)
    if each.day == today:
        return words.text("Today, {date}", date=date)
    if each.day == today + timedelta(days=1):
        return words.text("Tomorrow, {date}", date=date)
    return f"{words.weekday(each.day)}, {date}"


def _day(day: str, movements: list[Movement], view: WeekView, words: Wording) -> Markup:
    return parts.block(bold(day), *(_movement(each, view, words) for each in movements))


def _movement(each: Movement, view: WeekView, words: Wording) -> Markup:
    """Arrival or departure, from or by when (ticked off once that has passed), who, how many, and where."""
    time = words.time(each.at, each.zone)
    said = words.html(
        "{mark} {when} · {who}, {guests} · {place}",
        mark=mark(each),
        when=words.text("by {time}", time=time) if each.going else words.text("from {time}", time=time),
        who=one_line(words.person(each.renter_name), NAME_SHOWN),
        guests=words.guests(each.guests),
        place=", ".join(one_line(said, shown) for said, shown in ((each.title, TITLE_SHOWN), (each.street, STREET_SHOWN)) if said),
    )
    return said + " ✓" if each.at <= view.now else said


def mark(each: Movement) -> str:
    return "🛫" if each.going else "🛬"


def movement(each: Movement, view: WeekView, words: Wording) -> str:
    day, who = said_day(each, view, words), one_line(words.person(each.renter_name), NAME_ON_BUTTON)
    return f"{mark(each)} {day} · {who} · {one_line(each.title, TITLE_ON_BUTTON)}"


def bookings(view: ListView, words: Wording) -> Markup:
    head = parts.block(words.html("🗂 <b>Bookings</b>"), _called(view.title), bold(words.text(PARTS[view.part])))
    if not view.rows:
        return parts.paragraphs(head, words.html(NOBODY[view.part]))
    return parts.paragraphs(head, parts.block(*(_line(row, view, words) for row in view.rows)))


def _line(row: TripRow, view: ListView, words: Wording) -> Markup:
    return words.html(
        "• {dates} · {who} · {title}: {next}",
        dates=words.stay(row.stay, today=local_date(view.now, row.zone)),
        who=one_line(words.person(row.other_name), NAME_SHOWN),
        title=one_line(row.title, TITLE_SHOWN),
        next=next_step(row, view.now, words),
    )


def booking(row: TripRow, view: ListView, words: Wording) -> str:
    """The status by its mark, when, who and where."""
    sign, dates = words.status(row.status).split(" ", 1)[0], words.stay(row.stay, today=local_date(view.now, row.zone))
    return f"{sign} {dates} · {one_line(words.person(row.other_name), NAME_ON_BUTTON)} · {one_line(row.title, TITLE_ON_BUTTON)}"


def part(each: HostedPart, view: ListView, words: Wording) -> str:
    said = words.text(PARTS[each])
    return f"✓ {said}" if each is view.part else said
