"""How the product says what it says on its own: Telegram's HTML, at most 4096 units long."""

from collections.abc import Callable
from datetime import datetime

from markupsafe import Markup

from adapters.wording import parts
from adapters.wording.cards import cancelled_by, decision_card
from adapters.wording.shorten import one_line
from adapters.wording.wording import Wording
from rental_core.apartments.apartment import Publication
from rental_core.bookings.booking import BookingStatus
from rental_core.bookings.confirm import REMINDER_BEFORE_CHECK_IN
from rental_core.bookings.ports import BookingCard
from rental_core.notifications.message import MessageKind
from rental_core.notifications.ports import Notice

SayBooking = Callable[[Wording, Notice, BookingCard, datetime], Markup]


def say(words: Wording, notice: Notice, now: datetime) -> Markup:
    """The notice at this moment. When the booking has moved on since it was planned, the text says so."""
    if notice.booking is None:
        return APARTMENTS[notice.kind](words, notice) if notice.kind in APARTMENTS else _switched(words, notice)
    card = notice.booking
    said = BOOKINGS[notice.kind](words, notice, card, now)
    if card.status in STANDS[notice.kind]:
        return said
    return parts.paragraphs(said, words.html("Now: <b>{status}</b>", status=words.status(card.status)))


def _card(words: Wording, _: Notice, card: BookingCard, now: datetime) -> Markup:
    return decision_card(words, card, now)


def _reminder(words: Wording, _: Notice, card: BookingCard, now: datetime) -> Markup:
    heading = words.text("A request is still waiting for your answer, {left} left", left=words.left(card.expires_at, now))
    return decision_card(words, card, now, heading=heading)


def _booked(words: Wording, _: Notice, card: BookingCard, now: datetime) -> Markup:
    return parts.paragraphs(
        parts.block(words.html("⚡ <b>New booking, confirmed at once</b>"), parts.summary(words, card, now)),
        parts.price(words, card),
        parts.block(parts.renter(words, card), parts.quoted(card)),
        words.html("The renter has received the address and the instructions. The nights are closed in your calendar."),
    )


def _confirmed(words: Wording, _: Notice, card: BookingCard, now: datetime) -> Markup:
    return parts.paragraphs(
        parts.block(words.html("✅ <b>Confirmed: the apartment is yours</b>"), parts.summary(words, card, now), parts.total(words, card)),
        parts.block(parts.address(words, card), parts.times(words, card, now), parts.landlord(words, card)),
        parts.instructions(words, card),
        parts.block(
            words.html("You pay the landlord directly."),
            words.html("We will remind you a day before check-in.") if card.check_in_at - now > REMINDER_BEFORE_CHECK_IN else None,
        ),
    )


def _declined(words: Wording, notice: Notice, card: BookingCard, now: datetime) -> Markup:
    renting = notice.person.id == card.renter_id
    return parts.paragraphs(
        parts.block(words.html("✖️ <b>The request was declined</b>"), parts.summary(words, card, now)),
        parts.block(None if renting else _from_whom(words, card), parts.because(words, card.reason)),
        _elsewhere(words, notice) if renting else words.html("There is nothing left to do: the dates are free again."),
    )


def _from_whom(words: Wording, card: BookingCard) -> Markup:
    return words.html("👤 {who}", who=parts.person(words, card.renter_name, card.renter_username))


def _elsewhere(words: Wording, notice: Notice) -> Markup:
    """What can be had instead, as far as somebody looked."""
    if notice.alternatives is None:
        return words.html("Search again: we will show what is free on these dates.")
    return parts.elsewhere(words, notice.alternatives)


def _expired(words: Wording, notice: Notice, card: BookingCard, now: datetime) -> Markup:
    return parts.paragraphs(
        parts.block(words.html("⌛ <b>The landlord did not answer in time</b>"), parts.summary(words, card, now)),
        words.html("The request has ended and binds you to nothing."),
        _elsewhere(words, notice),
    )


def _unanswered(words: Wording, _: Notice, card: BookingCard, now: datetime) -> Markup:
    return parts.paragraphs(
        parts.block(words.html("⌛ <b>A request ended without your answer</b>"), parts.summary(words, card, now)),
        words.html("The dates are free again. To keep renters from waiting in vain, close nights that you do not let."),
    )


def _withdrawn(words: Wording, notice: Notice, card: BookingCard, now: datetime) -> Markup:
    if notice.person.id == card.renter_id:
        return parts.paragraphs(
            parts.block(words.html("↩️ <b>Your request has ended</b>"), parts.summary(words, card, now)),
            parts.because(words, card.reason),
            words.html("It binds you to nothing."),
        )
    return parts.paragraphs(
        parts.block(words.html("↩️ <b>A request was taken back</b>"), parts.summary(words, card, now)),
        parts.block(_from_whom(words, card), parts.because(words, card.reason)),
        words.html("There is nothing left to do: the dates are free again."),
    )


def _cancelled(words: Wording, notice: Notice, card: BookingCard, now: datetime) -> Markup:
    renting = notice.person.id == card.renter_id
    free = words.html("The dates that remain are free again.")
    return parts.paragraphs(
        parts.block(words.html("🚫 <b>A confirmed stay was cancelled</b>"), parts.summary(words, card, now)),
        parts.block(cancelled_by(words, card), parts.because(words, card.reason)),
        _elsewhere(words, notice) if renting else parts.block(parts.renter(words, card), free),
    )


def _no_show(words: Wording, _: Notice, card: BookingCard, now: datetime) -> Markup:
    return parts.paragraphs(
        parts.block(words.html("🚪 <b>The landlord reports that you did not come</b>"), parts.summary(words, card, now)),
        words.html("The nights that remain are free for others. If this is a mistake, write to the landlord or to support."),
        parts.landlord(words, card),
    )


def _soon(words: Wording, _: Notice, card: BookingCard, now: datetime) -> Markup:
    return parts.paragraphs(
        parts.block(words.html("🧳 <b>Your trip is about to begin</b>"), parts.summary(words, card, now)),
        parts.block(parts.address(words, card), parts.times(words, card, now), parts.landlord(words, card)),
        parts.instructions(words, card),
    )


def _over(words: Wording, notice: Notice, card: BookingCard, now: datetime) -> Markup:
    renting = notice.person.id == card.renter_id
    thanks = words.html("Thank you for staying with us. Where to next?")
    ready = words.html("Check the apartment: it is ready for the next guests once you are.")
    return parts.paragraphs(
        parts.block(words.html("🏁 <b>The stay is over</b>"), parts.summary(words, card, now)), thanks if renting else ready
    )


def _title(notice: Notice) -> str:
    return one_line(notice.apartment.title, parts.TITLE_SHOWN) if notice.apartment else ""


def _to_review(words: Wording, notice: Notice) -> Markup:
    said = words.html("🔍 <b>An apartment waits for a review</b>\n{title}", title=_title(notice))
    if notice.apartment is None or notice.apartment.publication is Publication.REVIEW:
        return said
    return parts.paragraphs(said, words.html("Somebody has looked at it already."))


def _published(words: Wording, notice: Notice) -> Markup:
    return words.html("🎉 <b>{title}</b> is published: renters find it from now on.", title=_title(notice))


def _rejected(words: Wording, notice: Notice) -> Markup:
    why = words.rejection(notice.apartment.rejection) if notice.apartment else ""
    return parts.paragraphs(
        words.html("↩️ <b>{title}</b> was sent back", title=_title(notice)),
        parts.quoted_text(why) if why else None,
        words.html("Change what is asked for and submit it again."),
    )


def _switched(words: Wording, notice: Notice) -> Markup:
    title = _title(notice)
    if notice.kind is MessageKind.NOW_FREE:
        return words.html("🟢 <b>{title}</b>: free from now on", title=title)
    return words.html("🔴 <b>{title}</b>: occupied from now on", title=title)


BOOKINGS: dict[MessageKind, SayBooking] = {
    MessageKind.DECISION_CARD: _card,
    MessageKind.DECISION_REMINDER: _reminder,
    MessageKind.BOOKED_INSTANTLY: _booked,
    MessageKind.CONFIRMED: _confirmed,
    MessageKind.DECLINED: _declined,
    MessageKind.EXPIRED: _expired,
    MessageKind.EXPIRED_UNANSWERED: _unanswered,
    MessageKind.WITHDRAWN: _withdrawn,
    MessageKind.CANCELLED: _cancelled,
    MessageKind.NO_SHOW: _no_show,
    MessageKind.CHECK_IN_REMINDER: _soon,
    MessageKind.STAY_OVER: _over,
}
APARTMENTS: dict[MessageKind, Callable[[Wording, Notice], Markup]] = {
    MessageKind.REVIEW_WAITING: _to_review,
    MessageKind.APARTMENT_PUBLISHED: _published,
    MessageKind.APARTMENT_REJECTED: _rejected,
}
ANY = frozenset(BookingStatus)
# The statuses in which a notice is true as it stands; a card says its status itself.
STANDS: dict[MessageKind, frozenset[BookingStatus]] = {
    MessageKind.DECISION_CARD: ANY,
    MessageKind.DECISION_REMINDER: ANY,
    MessageKind.BOOKED_INSTANTLY: frozenset({BookingStatus.CONFIRMED, BookingStatus.COMPLETED}),
    MessageKind.CONFIRMED: frozenset({BookingStatus.CONFIRMED, BookingStatus.COMPLETED}),
    MessageKind.DECLINED: frozenset({BookingStatus.DECLINED}),
    MessageKind.EXPIRED: frozenset({BookingStatus.EXPIRED}),
    MessageKind.EXPIRED_UNANSWERED: frozenset({BookingStatus.EXPIRED}),
    MessageKind.WITHDRAWN: frozenset({BookingStatus.WITHDRAWN}),
    MessageKind.CANCELLED: frozenset({BookingStatus.CANCELLED}),
    MessageKind.NO_SHOW: frozenset({BookingStatus.NO_SHOW}),
    MessageKind.CHECK_IN_REMINDER: frozenset({BookingStatus.CONFIRMED, BookingStatus.COMPLETED}),
    MessageKind.STAY_OVER: frozenset({BookingStatus.COMPLETED}),
}
