"""What the windows of requests show, and how it is said."""

from datetime import datetime

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.widgets.lines import italic
from adapters.wording import Wording, parts
from adapters.wording.cards import decision_card
from adapters.wording.shorten import one_line
from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import BookingStatus
from rental_core.bookings.ports import BookingCard, Rival, TripRow
from rental_core.clock import local_date

TITLE_SHOWN = 40
TITLE_ON_BUTTON = 20
NAME_SHOWN = 32
NAME_ON_BUTTON = 16
RIVALS_SHOWN = 5


@frozen
class ListView:
    """A page of requests to decide."""

    rows: tuple[TripRow, ...]
    now: datetime
    page: int = 1
    more: bool = False

    @property
    def several(self) -> bool:
        return self.more or self.page > 1


@frozen
class CardView:
    """A request at the moment it is looked at; `reason` is what its landlord typed for a decline."""

    card: BookingCard
    now: datetime
    reason: str = ""

    @property
    def pending(self) -> bool:
        return self.card.status is BookingStatus.REQUESTED

    @property
    def rivals(self) -> tuple[Rival, ...]:
        return self.card.rivals[:RIVALS_SHOWN]


def requests(view: ListView, words: Wording) -> Markup:
    head = words.html("🔔 <b>Requests to decide</b>")
    if not view.rows:
        return parts.paragraphs(head, words.html("Nobody is waiting for your answer. New requests come here by themselves."))
    lines = parts.block(*(_line(row, view.now, words) for row in view.rows))
    return parts.paragraphs(head, lines, words.html("The most urgent come first. Tap one to decide."))


def _line(row: TripRow, now: datetime, words: Wording) -> Markup:
    return words.html(
        "⏳ <b>{left} left</b> · {who} · {dates} · {title} · {total}",
        left=words.left(row.expires_at, now),
        who=one_line(words.person(row.other_name), NAME_SHOWN),
        dates=words.stay(row.stay, today=local_date(now, row.zone)),
        title=one_line(row.title, TITLE_SHOWN),
        total=words.money(row.total),
    )


def request(row: TripRow, view: ListView, words: Wording) -> str:
    """Time left, when, who and where: requests for the same dates differ by who asks."""
    dates, who = words.stay(row.stay, today=local_date(view.now, row.zone)), one_line(words.person(row.other_name), NAME_ON_BUTTON)
    return f"⏳ {words.left(row.expires_at, view.now)} · {dates} · {who} · {one_line(row.title, TITLE_ON_BUTTON)}"


def card(view: CardView, words: Wording) -> Markup:
    """All that a decision needs; of a decided one, what became of it."""
    heading = words.text("A request, {left} left", left=words.left(view.card.expires_at, view.now))
    return parts.paragraphs(decision_card(words, view.card, view.now, heading=heading), _held(view, words) if view.pending else None)


def _held(view: CardView, words: Wording) -> Markup:
    """What the calendar says until then."""
    if view.card.mode is BookingMode.HOLD:
        return words.html("The nights are kept for this request until you decide.")
    return words.html("Until you confirm one, others may ask for these nights too.")


def rival(each: Rival, view: CardView, words: Wording) -> str:
    dates = words.stay(each.stay, today=local_date(view.now, view.card.zone))
    return f"👀 {one_line(words.person(each.renter_name), NAME_ON_BUTTON)} · {dates} · ⏳ {words.left(each.expires_at, view.now)}"


def decline(view: CardView, words: Wording) -> Markup:
    """Asks why, and says what follows; of a request that is decided by now, what became of it."""
    if not view.pending:
        return card(view, words)
    return parts.paragraphs(
        words.html("✖️ <b>Decline the request?</b>"),
        parts.block(parts.summary(words, view.card, view.now), parts.renter(words, view.card)),
        _consequences(view, words),
        italic(view.reason) if view.reason else words.html("Choose a reason, or write it: the renter will read it."),
    )


def _consequences(view: CardView, words: Wording) -> Markup:
    told = words.html("The renter is told at once and is shown other places.")
    if view.card.mode is not BookingMode.HOLD:
        return told
    return parts.block(told, words.html("The nights become free for others."))
