"""The landlord's decision card: a request to decide, or what became of it."""

from datetime import datetime

from markupsafe import Markup

from adapters.wording import parts
from adapters.wording.marker import N_
from adapters.wording.wording import Wording
from rental_core.bookings.booking import BookingStatus
from rental_core.bookings.ports import BookingCard

OUTCOMES = {
    BookingStatus.CONFIRMED: N_("The renter has received the address and the instructions. The nights are closed in your calendar."),
    BookingStatus.DECLINED: N_("It was declined without you."),
    BookingStatus.WITHDRAWN: N_("There is nothing left to do: the dates are free again."),
    BookingStatus.EXPIRED: N_("There was no answer in time. The dates are free again, and the renter was told."),
    BookingStatus.COMPLETED: N_("The stay is over."),
    BookingStatus.NO_SHOW: N_("You reported that the guest did not come."),
}


def decision_card(words: Wording, card: BookingCard, now: datetime, *, heading: str = "") -> Markup:
    """Everything a decision needs; once decided, what was decided and what follows. `heading` stands in for "New request"."""
    pending = card.status is BookingStatus.REQUESTED
    return parts.paragraphs(
        parts.block(_heading(words, card, heading), parts.apartment(words, card), parts.dates(words, card, now)),
        parts.price(words, card),
        parts.block(parts.renter(words, card), parts.quoted(card)),
        parts.block(_competing(words, card), _deadline(words, card, now)) if pending else outcome(words, card),
    )


def choosing(words: Wording, card: BookingCard, now: datetime) -> Markup:
    """The card while its landlord says why not."""
    return parts.paragraphs(decision_card(words, card, now), words.html("Why do you decline? The renter will read the reason."))


def prompt(words: Wording, card: BookingCard, now: datetime) -> Markup:
    """The card while its landlord types the reason."""
    return parts.paragraphs(
        decision_card(words, card, now), words.html("✍️ Write the reason in your next message: the renter will read it as it is.")
    )


def outcome(words: Wording, card: BookingCard) -> Markup:
    """What became of the request, as its landlord is told: empty while it waits."""
    if card.status is BookingStatus.REQUESTED:
        return Markup()
    if card.status is BookingStatus.CANCELLED:
        said = cancelled_by(words, card)
    elif card.status is BookingStatus.DECLINED and card.moved_by == card.landlord_id:
        said = words.html("You declined it.")
    else:
        said = words.html(OUTCOMES[card.status])
    return parts.block(said, parts.because(words, card.reason))


def cancelled_by(words: Wording, card: BookingCard) -> Markup:
    """Who ended a confirmed stay, in a full sentence."""
    if card.moved_by == card.landlord_id:
        return words.html("The landlord cancelled the stay.")
    if card.moved_by == card.renter_id:
        return words.html("The renter cancelled the stay.")
    return words.html("The support team cancelled the stay.")


def _heading(words: Wording, card: BookingCard, heading: str) -> Markup:
    if card.status is BookingStatus.REQUESTED:
        return words.html("🔔 <b>{heading}</b>", heading=heading or words.text("New request"))
    return words.html("<b>{status}</b>", status=words.status(card.status))


def _competing(words: Wording, card: BookingCard) -> Markup:
    if not card.competing:
        return Markup()
    return words.html(
        "⚖️ {others}: only one can have them.",
        others=words.plural("{n} other request for these dates", "{n} other requests for these dates", card.competing),
    )


def _deadline(words: Wording, card: BookingCard, now: datetime) -> Markup:
    return words.html("⏳ Answer <b>{until}</b>", until=words.until(card.expires_at, card.zone, now))
