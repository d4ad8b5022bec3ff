"""Nights that are about to be closed or opened: how the windows say it."""

from datetime import datetime

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.nights.calendar_views import NAMED, MonthView, more
from adapters.telegram.dialogs.nights.views import COMMENT_SHOWN, commented, title, who
from adapters.wording import Wording, parts
from adapters.wording.shorten import one_line
from rental_core.bookings.own_calendar import OwnCalendar, OwnNights
from rental_core.stay import Stay


@frozen
class SureView:
    """Nights about to be closed, and the requests that are declined by it."""

    calendar: OwnCalendar
    nights: Stay
    losers: tuple[OwnNights, ...]
    now: datetime
    comment: str = ""


def choosing(view: MonthView, words: Wording) -> Markup:
    """Nights to be closed or opened, and what that does."""
    head = parts.block(words.html("✕ <b>Close or open nights</b>"), title(view.calendar, words))
    chosen = view.chosen
    if chosen is None:
        return parts.paragraphs(
            head, words.html("Tap the first night, then the day on which it is free again."), commented(view.comment, words)
        )
    dates, nights = words.stay(chosen, today=view.today), words.nights(chosen.nights)
    return parts.paragraphs(
        head,
        parts.block(
            words.html("✓ <b>{dates}</b>, {nights}", dates=dates, nights=nights),
            words.html("A later day makes it longer.") if chosen.nights == 1 else None,
        ),
        _stands(view, words),
        _loses(view.losers, view.calendar, view.now, words),
        commented(view.comment, words),
    )


def _stands(view: MonthView, words: Wording) -> Markup | None:
    if not view.sold:
        return None
    return parts.block(
        words.html("🧳 There is a confirmed stay, so these nights cannot be closed:"), *_listed(view.sold, view.calendar, view.now, words)
    )


def _loses(losers: tuple[OwnNights, ...], calendar: OwnCalendar, now: datetime, words: Wording) -> Markup | None:
    if not losers:
        return None
    return parts.block(words.html("❗️ Closing them declines:"), *_listed(losers, calendar, now, words))


def _listed(rows: tuple[OwnNights, ...], calendar: OwnCalendar, now: datetime, words: Wording) -> list[str | None]:
    return [*(who(row, calendar, now, words) for row in rows[:NAMED]), more(len(rows) - NAMED, words)]


def sure(view: SureView, words: Wording) -> Markup:
    dates = words.stay(view.nights, today=view.calendar.today(view.now))
    loses = _loses(view.losers, view.calendar, view.now, words)
    comment = words.html("💬 With your comment: <i>{comment}</i>", comment=one_line(view.comment, COMMENT_SHOWN))
    return parts.paragraphs(
        words.html("✕ <b>Close {dates}?</b>", dates=dates),
        title(view.calendar, words),
        loses or words.html("Nobody asks for these nights any more."),
        words.html("Their renters are told at once, and offered other places.") if loses else None,
        comment if view.comment else None,
    )
