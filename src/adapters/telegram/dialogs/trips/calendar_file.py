"""A booking as a file that calendars take in (RFC 5545)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.types import BufferedInputFile
from icalendar import Calendar, Event

from adapters.wording import Wording, parts
from adapters.wording.shorten import one_line
from rental_core.bookings.booking import MOVES, BookingStatus
from rental_core.bookings.ports import BookingCard

MAKER = "-//rental//trips//EN"
STANDS = {
    BookingStatus.REQUESTED: "TENTATIVE",
    BookingStatus.CONFIRMED: "CONFIRMED",
    BookingStatus.COMPLETED: "CONFIRMED",
}
NAME_SHOWN = 40


def calendar_file(card: BookingCard, words: Wording) -> BufferedInputFile:
    """The file, named by where and when."""
    where = words.city((card.city_ru, card.city_en))
    name = one_line(f"{where}, {words.stay(card.stay)}", NAME_SHOWN).replace("/", "-")
    return BufferedInputFile(calendar(card, words).to_ical(), filename=f"{name}.ics")


def calendar(card: BookingCard, words: Wording) -> Calendar:
    """One event, which a later file of the same booking replaces; the exact address only once it is the renter's to know."""
    made = Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add_component(_event(card, words))
    made.add_missing_timezones()
    return made


def _event(card: BookingCard, words: Wording) -> Event:
    event = Event()
    event.add("uid", f"booking-{card.id}@rental")
    event.add("sequence", _moves(card.status))
    event.add("dtstamp", card.moved_at)
    event.add("last-modified", card.moved_at)
    event.add("dtstart", _local(card.check_in_at, card.zone))
    event.add("dtend", _local(card.check_out_at, card.zone))
    event.add("summary", one_line(card.title, parts.TITLE_SHOWN))
    event.add("location", parts.place_of(words, card))
    event.add("description", _description(card, words))
    event.add("status", STANDS.get(card.status, "CANCELLED"))
    if card.house:
        event.add("geo", (card.point.lat, card.point.lon))
    return event


def _moves(status: BookingStatus) -> int:
    """How many moves a booking has made that stands so: each leads further, so its status tells."""
    before = [other for other, following in MOVES.items() if status in following]
    return 1 + _moves(before[0]) if before else 0


def _local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))


def _description(card: BookingCard, words: Wording) -> str:
    who = parts.person(words, card.landlord_name, card.landlord_username)
    lines = [
        words.status(card.status),
        words.text("Landlord: {who}", who=who),
        words.text("Total: {total}", total=words.money(card.quote.total)),
    ]
    return "\n".join(lines)
