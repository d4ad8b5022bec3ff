"""Booking cards and notices as the core fills them, for whoever says or draws them."""

from typing import Any

from attrs import evolve

from rental_core.accounts.person import Language, Person
from rental_core.apartments.place import Point
from rental_core.bookings.booking import BookingStatus, Reason, Why
from rental_core.bookings.ports import BookingCard, RenterRecord
from rental_core.notifications.message import MessageKind
from rental_core.notifications.ports import Notice
from tests.support.builders import NOON, a_booking, a_person

LANDLORD, RENTER = a_person("Марина", number=1), a_person("Анна", number=2, username="anna")
TO_LANDLORD = frozenset(
    {
        MessageKind.DECISION_CARD,
        MessageKind.DECISION_REMINDER,
        MessageKind.BOOKED_INSTANTLY,
        MessageKind.EXPIRED_UNANSWERED,
        MessageKind.WITHDRAWN,
    }
)
# The status that a booking has when it is told.
STATUS = {
    MessageKind.DECISION_CARD: BookingStatus.REQUESTED,
    MessageKind.DECISION_REMINDER: BookingStatus.REQUESTED,
    MessageKind.BOOKED_INSTANTLY: BookingStatus.CONFIRMED,
    MessageKind.CONFIRMED: BookingStatus.CONFIRMED,
    MessageKind.DECLINED: BookingStatus.DECLINED,
    MessageKind.EXPIRED: BookingStatus.EXPIRED,
    MessageKind.EXPIRED_UNANSWERED: BookingStatus.EXPIRED,
    MessageKind.WITHDRAWN: BookingStatus.WITHDRAWN,
    MessageKind.CANCELLED: BookingStatus.CANCELLED,
    MessageKind.NO_SHOW: BookingStatus.NO_SHOW,
    MessageKind.CHECK_IN_REMINDER: BookingStatus.CONFIRMED,
    MessageKind.STAY_OVER: BookingStatus.COMPLETED,
}


def a_card(status: BookingStatus = BookingStatus.REQUESTED, **changes: Any) -> BookingCard:
    """Anna's three nights in May at Marina's studio in Sochi, asked for on 1 May at noon."""
    booking = a_booking()
    declined = status is BookingStatus.DECLINED
    card = BookingCard(
        id=booking.id,
        status=status,
        reason=Reason(Why.REPAIRS) if declined else None,
        moved_by=LANDLORD.id if declined else None,
        moved_at=NOON,
        apartment_id=booking.apartment_id,
        title="Студия у моря",
        photo=None,
        city_ru="Сочи",
        city_en="Sochi",
        district="Центральный",
        street="улица Орджоникидзе",
        house="11, кв. 40",
        point=Point(43.580331, 39.718217),
        instructions="Ключ в ящике, код 4711.",
        zone=booking.zone,
        renter_id=RENTER.id,
        renter_name=RENTER.name,
        renter_username=RENTER.username,
        renter_phone=None,
        renter_since=RENTER.since,
        renter_record=RenterRecord(stays=2),
        landlord_id=LANDLORD.id,
        landlord_name=LANDLORD.name,
        landlord_username=None,
        landlord_phone=None,
        stay=booking.stay,
        guests=booking.guests,
        mode=booking.mode,
        quote=booking.quote,
        message="Приедем поздно.",
        requested_at=NOON,
        expires_at=booking.expires_at,
        check_in_at=booking.check_in_at,
        check_out_at=booking.check_out_at,
        competing=0,
    )
    return evolve(card, **changes)


def a_notice(
    kind: MessageKind, card: BookingCard | None = None, *, person: Person | None = None, language: Language | None = None
) -> Notice:
    """The notice of a booking to whoever is told of it first: the renter, unless only the landlord is."""
    told = person or (LANDLORD if kind in TO_LANDLORD else RENTER)
    return Notice(kind=kind, person=evolve(told, language=language or told.language), booking=card or a_card(STATUS[kind]))
