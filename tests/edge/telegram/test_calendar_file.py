"""A trip as a file for calendars."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from icalendar import Calendar

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.trips.calendar_file import calendar, calendar_file
from adapters.wording import wording
from rental_core.accounts.person import Language
from rental_core.bookings.booking import BookingStatus
from rental_core.bookings.ports import BookingCard

LONG = "Очень длинное название квартиры у моря, с запятой; точкой с запятой и 🌊 волной " * 3


def event_of(card: BookingCard, language: Language = Language.RUSSIAN) -> Any:
    """The only event of the file, as a calendar reads it."""
    [event] = Calendar.from_ical(calendar(card, wording(language)).to_ical()).walk("VEVENT")
    return event


def test_times_are_those_of_the_apartments_clocks() -> None:
    event, zone = event_of(samples.CARD), ZoneInfo(samples.CARD.zone)
    assert event.decoded("DTSTART") == datetime(2027, 5, 5, 14, tzinfo=zone)
    assert event.decoded("DTEND") == datetime(2027, 5, 8, 12, tzinfo=zone)
    assert event["DTSTART"].params["TZID"] == samples.CARD.zone
    assert b"BEGIN:VTIMEZONE" in calendar(samples.CARD, wording(Language.ENGLISH)).to_ical()


@pytest.mark.parametrize(
    ("status", "stands", "sequence"),
    [
        (BookingStatus.REQUESTED, "TENTATIVE", 0),
        (BookingStatus.CONFIRMED, "CONFIRMED", 1),
        (BookingStatus.DECLINED, "CANCELLED", 1),
        (BookingStatus.WITHDRAWN, "CANCELLED", 1),
        (BookingStatus.EXPIRED, "CANCELLED", 1),
        (BookingStatus.CANCELLED, "CANCELLED", 2),
        (BookingStatus.COMPLETED, "CONFIRMED", 2),
    ],
)
def test_a_later_file_of_the_same_trip_replaces_the_earlier_one(status: BookingStatus, stands: str, sequence: int) -> None:
    event = event_of(evolve(samples.CARD, status=status))
    assert (str(event["UID"]), str(event["STATUS"]), event["SEQUENCE"]) == (f"booking-{samples.CARD.id}@rental", stands, sequence)


def test_the_house_is_named_only_where_the_card_carries_it() -> None:
    assert "10, кв. 5" in str(event_of(samples.CARD)["LOCATION"])
    asked = event_of(evolve(samples.CARD, status=BookingStatus.REQUESTED, house="", instructions=""))
    assert str(asked["LOCATION"]) == "Сочи, Адлер"
    assert "GEO" not in asked


def test_long_russian_lines_are_folded_within_75_bytes_and_read_back_whole() -> None:
    card = evolve(samples.CARD, title=LONG[:200], house=LONG[:50])
    raw = calendar(card, wording(Language.RUSSIAN)).to_ical()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert LONG[:60] in str(event_of(card)["SUMMARY"])
    assert LONG[:50].strip() in str(event_of(card)["LOCATION"])


def test_the_file_is_named_by_where_and_when() -> None:
    assert calendar_file(samples.CARD, wording(Language.RUSSIAN)).filename == "Сочи, 5–8 мая 2027.ics"
