"""What a notice looks like in the chat: its text and its buttons."""

from datetime import datetime

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from attrs import frozen

from adapters.telegram.callbacks import (
    Act,
    AskInstead,
    Decide,
    DeclineFor,
    OpenApartment,
    OpenBooking,
    OpenGuests,
    OpenReview,
    OpenTrip,
    SearchAgain,
    SeeInstead,
)
from adapters.wording import Wording, cards, parts
from adapters.wording.marker import N_
from adapters.wording.notices import say
from rental_core.bookings.booking import BookingId, BookingStatus, Why
from rental_core.bookings.ports import BookingCard
from rental_core.notifications.alternatives import Alternative
from rental_core.notifications.message import DECIDED_FROM, MessageKind
from rental_core.notifications.ports import Notice

# What a landlord can answer with one tap; OTHER asks for words.
READY_REASONS = {
    Why.NOT_AVAILABLE: N_("Not available"),
    Why.TOO_MANY_GUESTS: N_("Too many guests"),
    Why.HOUSE_RULES: N_("House rules"),
    Why.REPAIRS: N_("Repairs"),
}
TO_TRIP = frozenset({MessageKind.CONFIRMED, MessageKind.CHECK_IN_REMINDER, MessageKind.NO_SHOW})
SWITCHES = frozenset({MessageKind.NOW_FREE, MessageKind.NOW_OCCUPIED})
TO_SEARCH = frozenset({MessageKind.DECLINED, MessageKind.EXPIRED, MessageKind.CANCELLED, MessageKind.STAY_OVER})


@frozen
class Drawn:
    """A message as it is sent: HTML, and buttons if there is something to do."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None


def drawn(words: Wording, notice: Notice, now: datetime) -> Drawn:
    """The notice as it has to look at this moment."""
    text, card = str(say(words, notice, now)), notice.booking
    if card is None:
        return Drawn(text, _about(words, notice))
    if notice.kind in DECIDED_FROM:
        return decision(words, card, now) if card.status is not BookingStatus.REQUESTED else Drawn(text, _deciding(words, card))
    if notice.person.id != card.renter_id:
        return Drawn(text, _rows([_button(words.text("🧳 Open the booking"), OpenBooking(booking=card.id))]))
    if notice.kind in TO_TRIP:
        return Drawn(text, _rows([_button(words.text("🧳 Open the trip"), OpenTrip(booking=card.id))]))
    if notice.kind in TO_SEARCH:
        return Drawn(
            text, _rows(*_instead(words, card.id, notice.alternatives or ()), [_button(words.text("🔎 Search again"), SearchAgain())])
        )
    return Drawn(text)


def _about(words: Wording, notice: Notice) -> InlineKeyboardMarkup | None:
    """The way to the apartment that a notice is about."""
    if notice.apartment is None:
        return None
    flat = notice.apartment.id
    if notice.kind is MessageKind.REVIEW_WAITING:
        return _rows([_button(words.text("🔍 Look at it"), OpenReview(apartment=flat))])
    to_flat = _button(words.text("🏠 Open the apartment"), OpenApartment(apartment=flat))
    if notice.kind in SWITCHES:
        return _rows([_button(words.text("🧳 Arrivals and departures"), OpenGuests(apartment=flat))], [to_flat])
    return _rows([to_flat])


def _instead(words: Wording, lost: BookingId, places: tuple[Alternative, ...]) -> list[list[InlineKeyboardButton]]:
    """A row for each place that asks for it at once, and one that shows them."""
    asks = [[_button(parts.ask_for(words, places, each), _ask(lost, each))] for each in places]
    looks = [_button(f"👀 {number}", SeeInstead(booking=lost, apartment=each.row.id)) for number, each in enumerate(places, 1)]
    return [*asks, looks] if places else []


def _ask(lost: BookingId, place: Alternative) -> AskInstead:
    tag = place.quote.tag
    return AskInstead(
        booking=lost, apartment=place.row.id, total=tag.total.amount, currency=tag.total.currency, fingerprint=tag.fingerprint
    )


def decision(words: Wording, card: BookingCard, now: datetime) -> Drawn:
    """A request for its landlord: with buttons while it waits, with what became of it afterwards."""
    return Drawn(str(cards.decision_card(words, card, now)), _deciding(words, card))


def reasons(words: Wording, card: BookingCard, now: datetime) -> Drawn:
    """The card while its landlord says why not; as `decision` when it is decided by now."""
    if card.status is not BookingStatus.REQUESTED:
        return decision(words, card, now)
    ready = [_button(words.text(said), DeclineFor(booking=card.id, why=why)) for why, said in READY_REASONS.items()]
    other = _button(words.text("✍️ In my own words"), DeclineFor(booking=card.id, why=Why.OTHER))
    return Drawn(str(cards.choosing(words, card, now)), _rows(ready[:2], ready[2:], [other], [_back(words, card.id)]))


def prompt(words: Wording, card: BookingCard, now: datetime) -> Drawn:
    """The card while its landlord types the reason; as `decision` when it is decided by now."""
    if card.status is not BookingStatus.REQUESTED:
        return decision(words, card, now)
    return Drawn(str(cards.prompt(words, card, now)), _rows([_back(words, card.id)]))


def _deciding(words: Wording, card: BookingCard) -> InlineKeyboardMarkup | None:
    if card.status is not BookingStatus.REQUESTED:
        return None
    confirm = _button(words.text("✅ Confirm"), Decide(booking=card.id, act=Act.CONFIRM))
    deciding = [confirm, _button(words.text("✖️ Decline"), Decide(booking=card.id, act=Act.DECLINE))]
    return _rows(deciding, [_button(words.text("⚖️ Compare"), OpenBooking(booking=card.id))]) if card.competing else _rows(deciding)


def _back(words: Wording, booking_id: BookingId) -> InlineKeyboardButton:
    return _button(words.text("← Back"), Decide(booking=booking_id, act=Act.BACK))


def _button(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def _rows(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=list(rows))
