"""What the trip windows show, and how it is said."""

from datetime import datetime

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.widgets.lines import bold, italic
from adapters.wording import N_, Wording, parts
from adapters.wording.cards import cancelled_by
from adapters.wording.shorten import one_line
from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import BookingStatus
from rental_core.bookings.ports import BookingCard, TripGroup, TripRow
from rental_core.clock import local_date
from rental_core.notifications.alternatives import LOST

TITLE_SHOWN = 28  # on a button
LINE_SHOWN = 40  # of a title, in the list
GROUPS = {
    TripGroup.WAITING: N_("⏳ <b>Waiting for an answer</b>"),
    TripGroup.AHEAD: N_("✅ <b>Ahead</b>"),
    TripGroup.PAST: N_("🗂 <b>Past</b>"),
}
ADDRESSED = frozenset({BookingStatus.CONFIRMED, BookingStatus.COMPLETED})

OUTLOOKS = {
    BookingStatus.CONFIRMED: N_("You pay the landlord directly."),
    BookingStatus.DECLINED: N_("The request was declined."),
    BookingStatus.WITHDRAWN: N_("You took the request back."),
    BookingStatus.EXPIRED: N_("The landlord did not answer in time. Other places are waiting."),
    BookingStatus.COMPLETED: N_("Thank you for staying with us. There is nothing left to do."),
    BookingStatus.NO_SHOW: N_("The landlord reported that you did not come. If this is a mistake, write to them or to support."),
}


@frozen
class ListView:
    """A page of trips; `page` counts from 1."""

    rows: tuple[TripRow, ...]
    now: datetime
    page: int = 1
    more: bool = False

    @property
    def several(self) -> bool:
        return self.more or self.page > 1


@frozen
class TripView:
    """A booking and the moment it is looked at; `reason` is what the renter typed for a cancel."""

    card: BookingCard
    now: datetime
    reason: str = ""

    @property
    def pending(self) -> bool:
        return self.card.status is BookingStatus.REQUESTED

    @property
    def cancellable(self) -> bool:
        return self.card.status is BookingStatus.CONFIRMED and self.now < self.card.check_out_at

    @property
    def begun(self) -> bool:
        return self.now >= self.card.check_in_at

    @property
    def over(self) -> bool:
        """Whether the dates have passed, whatever became of them."""
        return self.now >= self.card.check_out_at

    @property
    def past(self) -> bool:
        return TripGroup.of(self.card.status) is TripGroup.PAST

    @property
    def to_note(self) -> bool:
        """Whether it belongs into a calendar."""
        return not self.past and not self.over

    @property
    def to_cross_out(self) -> bool:
        """Whether a calendar may hold it in vain."""
        return self.past and not self.over

    @property
    def theirs(self) -> bool:
        """Whether its renter may be shown where exactly it is."""
        return is_theirs(self.card)

    @property
    def lost(self) -> bool:
        """Whether it came to nothing, and the dates can still be had elsewhere."""
        return self.card.status in LOST and not self.begun


def is_theirs(card: BookingCard) -> bool:
    """Whether the renter has it confirmed, and so may know the house."""
    return card.status is BookingStatus.CONFIRMED and bool(card.house)


def trips(view: ListView, words: Wording) -> Markup:
    if not view.rows:
        return words.html("🧳 <b>My trips</b>\n\nNothing here yet. Find a place, and your requests and stays will be here.")
    groups = [_group(group, view, words) for group in TripGroup]
    return parts.paragraphs(words.html("🧳 <b>My trips</b>"), *groups, words.html("Tap one to see more."))


def _group(group: TripGroup, view: ListView, words: Wording) -> Markup:
    rows = [each for each in view.rows if each.group is group]
    return parts.block(words.html(GROUPS[group]), *(_line(each, view.now, words) for each in rows)) if rows else Markup()


def _line(trip: TripRow, now: datetime, words: Wording) -> Markup:
    return words.html(
        "• {dates} · {title}: {next}",
        dates=words.stay(trip.stay, today=local_date(now, trip.zone)),
        title=one_line(trip.title, LINE_SHOWN),
        next=next_step(trip, now, words),
    )


def next_step(trip: TripRow | BookingCard, now: datetime, words: Wording) -> str:
    """What happens next and until when; of a trip with nothing to come, what became of it."""
    if trip.status is BookingStatus.REQUESTED:
        return words.text("answer {until}", until=words.until(trip.expires_at, trip.zone, now))
    if trip.status is not BookingStatus.CONFIRMED:
        _, name = words.status(trip.status).split(" ", 1)
        return name[:1].lower() + name[1:]
    if now < trip.check_in_at:
        return words.text("check-in {date} from {time}", **_when(trip.check_in_at, trip.zone, now, words))
    if now < trip.check_out_at:
        return words.text("check-out {date} by {time}", **_when(trip.check_out_at, trip.zone, now, words))
    return words.text("the stay is over")


def _when(at: datetime, zone: str, now: datetime, words: Wording) -> dict[str, str]:
    return {"date": words.date(local_date(at, zone), today=local_date(now, zone)), "time": words.time(at, zone)}


def row(trip: TripRow, view: ListView, words: Wording) -> str:
    """The status by its mark, then when and where."""
    mark, _ = words.status(trip.status).split(" ", 1)
    return f"{mark} {words.stay(trip.stay, today=local_date(view.now, trip.zone))} · {one_line(trip.title, TITLE_SHOWN)}"


def card(view: TripView, words: Wording) -> Markup:
    shown = view.card
    return parts.paragraphs(
        bold(words.status(shown.status)),
        parts.summary(words, shown, view.now),
        parts.price(words, shown),
        _stay(view, words),
        outlook(view, words),
    )


def sent(view: TripView, words: Wording) -> Markup:
    """What a renter reads right after asking."""
    if view.card.status is BookingStatus.CONFIRMED:
        return parts.paragraphs(words.html("🎉 <b>Booked!</b>"), card(view, words))
    if view.pending:
        return parts.paragraphs(
            words.html("📨 <b>The request is on its way</b>"), parts.summary(words, view.card, view.now), outlook(view, words)
        )
    return card(view, words)


def _stay(view: TripView, words: Wording) -> Markup:
    shown = view.card
    if shown.status not in ADDRESSED:
        return parts.times(words, shown, view.now) if view.pending else Markup()
    return parts.paragraphs(
        parts.block(parts.address(words, shown), parts.times(words, shown, view.now), parts.landlord(words, shown)),
        parts.instructions(words, shown),
    )


def outlook(view: TripView, words: Wording) -> Markup:
    """What happens next, or what ended it."""
    shown = view.card
    if shown.status is BookingStatus.REQUESTED:
        return _waiting(view, words)
    if shown.status is BookingStatus.CONFIRMED:
        return parts.block(words.html("➡️ Next: <b>{next}</b>", next=next_step(shown, view.now, words)), _ended(shown, words))
    return parts.block(_ended(shown, words), parts.because(words, shown.reason))


def _ended(shown: BookingCard, words: Wording) -> Markup:
    if shown.status is BookingStatus.WITHDRAWN and shown.moved_by != shown.renter_id:
        return words.html("The request has ended without you.")
    if shown.status is not BookingStatus.CANCELLED:
        return words.html(OUTLOOKS[shown.status])
    return words.html("You cancelled this stay.") if shown.moved_by == shown.renter_id else cancelled_by(words, shown)


def _waiting(view: TripView, words: Wording) -> Markup:
    shown = view.card
    until = words.until(shown.expires_at, shown.zone, view.now)
    answer = words.html("⏳ The landlord answers <b>{until}</b>. We will write to you at once.", until=until)
    if shown.mode is BookingMode.HOLD:
        return parts.block(answer, words.html("The dates are kept for you until then."))
    return parts.block(answer, words.html("Others may ask for these dates too: the landlord chooses."))


def withdraw(view: TripView, words: Wording) -> Markup:
    return parts.paragraphs(
        words.html("↩️ <b>Take the request back?</b>"),
        parts.summary(words, view.card, view.now),
        words.html("The landlord will be told, and the dates are free for others. You can ask again while they are."),
    )


def cancel(view: TripView, words: Wording) -> Markup:
    return parts.paragraphs(
        words.html("🚫 <b>Cancel this stay?</b>"),
        parts.summary(words, view.card, view.now),
        _consequences(view, words),
        italic(view.reason) if view.reason else words.html("If you like, write why: the landlord will read it."),
    )


def _consequences(view: TripView, words: Wording) -> Markup:
    told = words.html("The landlord is told at once. What was paid between you is settled between you: nothing was paid to us.")
    if not view.begun:
        return parts.block(words.html("All nights become free for others, and it cannot be undone."), told)
    today = local_date(view.now, view.card.zone)
    last = words.date(today, today=today)
    return parts.block(
        words.html("The stay has begun: the night of {date} is the last one, the rest becomes free for others.", date=last), told
    )


def calendar_button(view: TripView, words: Wording) -> str:
    return words.text("📆 Add to calendar") if view.to_note else words.text("📆 Remove from calendar")
