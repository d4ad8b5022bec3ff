"""The landlord's decision card: a request to decide, or what became of it."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from adapters.wording import parts
from adapters.wording.marker import N_
from adapters.wording.shorten import one_line
from adapters.wording.wording import Wording
from rental_core.bookings.booking import BookingStatus
from rental_core.bookings.ports import BookingCard, Rival
from rental_core.clock import local_date

RIVALS_NAMED = 5
RIVAL_SHOWN = 32  # of a name
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
        rivalry(words, card, now) if pending else None,
        _deadline(words, card, now) if pending else outcome(words, card),
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


def rivalry(words: Wording, card: BookingCard, now: datetime) -> Markup:
    """Who else wants these nights, and what confirming this one means for them."""
    if not card.competing:
        return Markup()
    head = words.html(
        "⚖️ {others}: only one can have them.",
        others=words.plural("{n} other request for these dates", "{n} other requests for these dates", card.competing),
    )
    named = [_rival(words, each, card, now) for each in card.rivals[:RIVALS_NAMED]]
    more = card.competing - len(named)
    rest = words.html("• {more}", more=words.plural("{n} more", "{n} more", more)) if named and more else None
    return parts.block(head, *named, rest, _consequence(words, card, now))


def _rival(words: Wording, rival: Rival, card: BookingCard, now: datetime) -> Markup:
    return words.html(
        "• {who}, {dates}, answer {until}",
        who=one_line(words.person(rival.renter_name), RIVAL_SHOWN),
        dates=words.stay(rival.stay, today=local_date(now, card.zone)),
        until=words.until(rival.expires_at, card.zone, now),
    )


def _consequence(words: Wording, card: BookingCard, now: datetime) -> Markup:
    first = [each for each in card.rivals if each.holds]
    if first:
        return words.html("❗️ Decide first on those who hold their nights: {who}", who=_named(words, first, card, now))
    if not card.rivals:
        return Markup()
    return words.html("❗️ Confirming declines: {who}", who=_named(words, card.rivals, card, now, of=card.competing))


def _named(words: Wording, rivals: Sequence[Rival], card: BookingCard, now: datetime, *, of: int = 0) -> str:
    today = local_date(now, card.zone)
    named = [f"{one_line(words.person(each.renter_name), RIVAL_SHOWN)} {words.stay(each.stay, today=today)}" for each in rivals]
    more = max(of, len(rivals)) - RIVALS_NAMED
    return ", ".join([*named[:RIVALS_NAMED], *([words.plural("{n} more", "{n} more", more)] if more > 0 else [])])


def _deadline(words: Wording, card: BookingCard, now: datetime) -> Markup:
    return words.html("⏳ Answer <b>{until}</b>", until=words.until(card.expires_at, card.zone, now))
