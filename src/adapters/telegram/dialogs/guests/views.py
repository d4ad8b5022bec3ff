"""What a booking's page shows to its landlord, and how it is said."""

from datetime import datetime

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.trips.views import next_step
from adapters.telegram.widgets.lines import bold, italic
from adapters.wording import N_, Wording, parts
from adapters.wording.shorten import one_line
from rental_core.bookings.booking import REASON_LENGTH, BookingStatus, StatusChange
from rental_core.bookings.ports import BookingCard
from rental_core.bookings.rules import NO_SHOW_WINDOW
from rental_core.clock import local_date
from rental_core.stay import ONE_DAY, Stay

NAME_SHOWN = 40
MOVED = {
    BookingStatus.REQUESTED: N_("📨 Requested"),
    BookingStatus.CONFIRMED: N_("✅ Confirmed"),
    BookingStatus.DECLINED: N_("✖️ Declined"),
    BookingStatus.WITHDRAWN: N_("↩️ Withdrawn"),
    BookingStatus.EXPIRED: N_("⌛ Left without an answer"),
    BookingStatus.CANCELLED: N_("🚫 Cancelled"),
    BookingStatus.COMPLETED: N_("🏁 Completed"),
    BookingStatus.NO_SHOW: N_("🚪 The guest did not come"),
}


@frozen
class BookingView:
    """A booking at the moment its landlord looks at it; `reason` is what they typed for a cancel."""

    card: BookingCard
    moves: tuple[StatusChange, ...]
    now: datetime
    reason: str = ""

    @property
    def pending(self) -> bool:
        return self.card.status is BookingStatus.REQUESTED

    @property
    def confirmed(self) -> bool:
        return self.card.status is BookingStatus.CONFIRMED

    @property
    def begun(self) -> bool:
        return self.now >= self.card.check_in_at

    @property
    def cancellable(self) -> bool:
        return self.confirmed and self.now < self.card.check_out_at

    @property
    def missable(self) -> bool:
        """Whether it can be reported that nobody came."""
        return self.confirmed and self.card.check_in_at <= self.now < self.card.check_in_at + NO_SHOW_WINDOW

    @property
    def freed(self) -> Stay | None:
        """The nights that become free when it ends now: all before check-in, those from tomorrow on after it."""
        stay = self.card.stay
        if not self.begun:
            return stay
        tomorrow = local_date(self.now, self.card.zone) + ONE_DAY
        return Stay(tomorrow, stay.check_out) if stay.check_in <= tomorrow < stay.check_out else None


def card(view: BookingView, words: Wording) -> Markup:
    """Everything about a booking, whatever became of it."""
    shown = view.card
    return parts.paragraphs(
        bold(words.status(shown.status)),
        parts.block(parts.summary(words, shown, view.now), parts.address(words, shown), parts.times(words, shown, view.now)),
        words.html("➡️ Next: <b>{next}</b>", next=next_step(shown, view.now, words)) if view.pending or view.confirmed else None,
        parts.price(words, shown),
        parts.block(parts.renter(words, shown), parts.quoted(shown)),
        parts.block(words.html("📜 <b>History</b>"), *(_move(each, view, words) for each in view.moves)),
    )


def _move(change: StatusChange, view: BookingView, words: Wording) -> Markup:
    """When, what, by whom and why."""
    said = words.html(
        "{when} · {what} · {who}",
        when=_moment(change.at, view, words),
        what=words.text(MOVED[change.to]),
        who=_who(change, view, words),
    )
    if change.reason is None:
        return said
    return Markup("{}: <i>{}</i>").format(said, one_line(words.reason(change.reason), REASON_LENGTH))


def _moment(at: datetime, view: BookingView, words: Wording) -> str:
    zone = view.card.zone
    return f"{words.date(local_date(at, zone), today=local_date(view.now, zone))}, {words.time(at, zone)}"


def _who(change: StatusChange, view: BookingView, words: Wording) -> str:
    if change.by is None:
        return words.text("by itself")
    if change.by == view.card.landlord_id:
        return words.text("you")
    if change.by == view.card.renter_id:
        return one_line(words.person(view.card.renter_name), NAME_SHOWN)
    return words.text("support team")


def chat(view: BookingView, _: Wording) -> str:
    """Where Telegram leads to whom the booking is of."""
    return f"https://t.me/{view.card.renter_username}"


def cancel(view: BookingView, words: Wording) -> Markup:
    """What a cancel does, and a question why; of a stay that is over by now, how it stands."""
    if not view.cancellable:
        return card(view, words)
    return parts.paragraphs(
        words.html("🚫 <b>Cancel this stay?</b>"),
        parts.block(parts.summary(words, view.card, view.now), _of_whom(view, words)),
        parts.block(
            _freed(view, words),
            words.html("• The guest is told at once, with your reason, and is shown other places."),
            words.html("• What was paid between you is settled between you: nothing was paid to us."),
            words.html("• It cannot be undone."),
        ),
        italic(view.reason) if view.reason else words.html("Choose a reason, or write it: the guest will read it."),
    )


def _of_whom(view: BookingView, words: Wording) -> Markup:
    return words.html("👤 {who}", who=parts.person(words, view.card.renter_name, view.card.renter_username))


def _freed(view: BookingView, words: Wording) -> Markup:
    today = local_date(view.now, view.card.zone)
    if view.freed is None:
        return words.html("• The last night has begun: no night becomes free.")
    nights = {"nights": words.nights(view.freed.nights), "dates": words.stay(view.freed, today=today)}
    if not view.begun:
        return words.html("• All {nights} become free for others: {dates}.", **nights)
    return words.html("• The stay has begun: tonight stays sold, and {nights} from tomorrow on become free: {dates}.", **nights)


def no_show(view: BookingView, words: Wording) -> Markup:
    """What the report does; of a stay of which it cannot be said any more, how it stands."""
    if not view.missable:
        return card(view, words)
    zone, until = view.card.zone, view.card.check_in_at + NO_SHOW_WINDOW
    return parts.paragraphs(
        words.html("🚪 <b>The guest did not come?</b>"),
        parts.block(parts.summary(words, view.card, view.now), _of_whom(view, words)),
        parts.block(
            _freed(view, words),
            words.html("• The guest is told at once, and can object to support."),
            words.html("• It stays in the guest's history here, for all landlords to see."),
            words.html("• It cannot be undone."),
        ),
        words.html("You can report it {until}.", until=words.until(until, zone, view.now)),
    )
