"""Whether an apartment is free, and how it came to that: how the windows say it."""

from datetime import datetime
from typing import Protocol

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.widgets.lines import bold, italic, line
from adapters.wording import Wording, parts
from adapters.wording.shorten import one_line, shorten
from rental_core.accounts.person import PersonId
from rental_core.bookings.own_calendar import NightsKind, OwnCalendar, OwnNights
from rental_core.bookings.status import StatusLine
from rental_core.calendar.ports import StatusNow
from rental_core.calendar.status import Status
from rental_core.stay import FOREVER

TITLE_SHOWN = 60
NAME_SHOWN = 30
COMMENT_SHOWN = 300  # of a comment in a list


@frozen
class StatusView:
    """How an apartment stands; `comment` is what was typed for the next change."""

    calendar: OwnCalendar
    status: StatusNow
    now: datetime
    comment: str = ""

    @property
    def there(self) -> OwnNights | None:
        return self.calendar.there(self.now)

    @property
    def guests(self) -> OwnNights | None:
        """The stay that makes it occupied."""
        return self.there if self.there and self.there.kind is NightsKind.STAY else None

    @property
    def bookings(self) -> tuple[OwnNights, ...]:
        """That stay, for a button."""
        return (self.guests,) if self.guests else ()

    @property
    def closed(self) -> bool:
        """Whether it is the landlord's word that makes it occupied, so that their word ends it."""
        return self.calendar.closed(self.calendar.today(self.now))

    @property
    def closed_until_freed(self) -> bool:
        return self.status.status is Status.OCCUPIED and self.status.free_from in {None, FOREVER}


class BookingsView(Protocol):
    """A view of an apartment's nights at some moment."""

    @property
    def calendar(self) -> OwnCalendar: ...

    @property
    def now(self) -> datetime: ...


@frozen
class HistoryView:
    """A page of switches, the latest first."""

    calendar: OwnCalendar
    rows: tuple[StatusLine, ...]
    now: datetime
    viewer: PersonId
    page: int = 1
    more: bool = False

    @property
    def several(self) -> bool:
        return self.more or self.page > 1


def title(calendar: OwnCalendar, words: Wording) -> Markup:
    return bold(title_of(calendar, words, TITLE_SHOWN))


def title_of(calendar: OwnCalendar, words: Wording, shown: int) -> str:
    """Its name; a draft may have none yet."""
    return one_line(calendar.title or calendar.street or words.text("New apartment"), shown)


def status(view: StatusView, words: Wording) -> Markup:
    return parts.paragraphs(
        words.html("🚦 <b>Free or occupied</b>"),
        title(view.calendar, words),
        parts.block(bold(_status(view, words)), _because(view, words)),
        words.html("The guests leave by themselves at the check-out. To end the stay earlier, open the booking.") if view.guests else None,
        commented(view.comment, words),
    )


def _status(view: StatusView, words: Wording) -> str:
    if view.status.status is Status.FREE:
        return words.text("🟢 Free now")
    if view.closed_until_freed or view.status.free_from is None:
        return words.text("🔴 Occupied until you free it")
    return words.text("🔴 Occupied, free again on {date}", date=words.date(view.status.free_from, today=view.calendar.today(view.now)))


def _because(view: StatusView, words: Wording) -> Markup | None:
    return who(view.there, view.calendar, view.now, words) if view.there else None


def who(row: OwnNights, calendar: OwnCalendar, now: datetime, words: Wording) -> Markup:
    """Whose nights these are, in a line; and what was said about it."""
    today = calendar.today(now)
    if row.kind is NightsKind.BLOCK:
        dates = words.stay(row.span or row.nights, today=today)
        closed = words.html("✕ Closed {dates} by {name}", dates=dates, name=named(row.name, words))
        return parts.block(closed, said(row.comment))
    dates = words.stay(row.stay or row.nights, today=today)
    told = words.html("👤 {name}, {dates}, {guests}", name=named(row.name, words), dates=dates, guests=words.guests(row.guests))
    return line(told)


def booking(row: OwnNights, view: BookingsView, words: Wording) -> str:
    """On the button that opens it."""
    stay = words.stay(row.stay or row.nights, today=view.calendar.today(view.now))
    return words.text("📄 {name}, {dates}", name=named(row.name, words), dates=stay)


def named(name: str, words: Wording) -> str:
    return one_line(words.person(name), NAME_SHOWN)


def said(comment: str) -> Markup | None:
    return line("💬", italic(shorten(comment.strip(), COMMENT_SHOWN))) if comment.strip() else None


def commented(comment: str, words: Wording) -> Markup:
    """What was typed for the next change; without it, that something can be."""
    if not comment:
        return words.html("💬 If you write a comment now, it is kept with your next change.")
    return words.html("💬 With your comment: <i>{comment}</i>", comment=comment)


def history(view: HistoryView, words: Wording) -> Markup:
    head = parts.block(words.html("🕘 <b>Free and occupied so far</b>"), title(view.calendar, words))
    if not view.rows:
        return parts.paragraphs(head, words.html("It has been free all the time."))
    return parts.paragraphs(head, *(_switch(row, view, words) for row in view.rows))


def _switch(row: StatusLine, view: HistoryView, words: Wording) -> Markup:
    was_to = words.text("free → occupied") if row.to is Status.OCCUPIED else words.text("occupied → free")
    mark = "🔴" if row.to is Status.OCCUPIED else "🟢"
    when = words.moment(row.at, view.calendar.zone, view.now)
    return parts.block(line(mark, bold(when), "·", was_to), _why(row, view, words), said(row.comment))


def _why(row: StatusLine, view: HistoryView, words: Wording) -> Markup:
    name = words.text("you") if row.by == view.viewer else named(row.name, words)
    dates = words.stay(row.stay, today=view.calendar.today(view.now)) if row.stay else ""
    if row.stay is None:
        if not row.by_clock:
            return words.html("✋ by {name}", name=name)
        begun = row.to is Status.OCCUPIED
        return words.html("⏰ by the clock: nights closed before began") if begun else words.html("⏰ by the clock: closed nights are over")
    if row.to is Status.OCCUPIED:
        came = words.html("⏰ by the clock: a stay began, {dates}, {name}", dates=dates, name=name)
        return came if row.by_clock else words.html("✋ a stay was confirmed while it ran, {dates}, {name}", dates=dates, name=name)
    return words.html("⏰ by the clock: a stay ended, {dates}, {name}", dates=dates, name=name)
