"""The renter's way through the chat: from /start to a stay, and what else there is to see."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from attrs import frozen

from docs.phone import Chat
from entrypoints.demo_market import RENTER, SOCHI_ZONE
from rental_core.accounts.person import Language


@frozen
class Guest:
    """Somebody who walks through the chat; `city` as they write it."""

    language: Language
    id: int
    first_name: str
    last_name: str
    city: str
    message: str
    declined_from: int  # the day of the next month


GUESTS = (
    Guest(Language.RUSSIAN, RENTER.id, RENTER.first_name, RENTER.last_name, "Сочи", "Приедем вдвоём, поезд в 13:40.", 15),
    Guest(Language.ENGLISH, 1004, "Kate", "Miller", "Sochi", "Two of us, the train comes at 13:40.", 22),
)


def next_month(day: int) -> date:
    """A day of the month that the calendar shows after one page."""
    today = datetime.now(ZoneInfo(SOCHI_ZONE)).date()
    return (today.replace(day=1) + timedelta(days=32)).replace(day=day)


async def look_around(chat: Chat) -> None:
    """The menu and what a newcomer finds behind its buttons."""
    await chat.say("/start", "menu")
    await chat.page.locator(".menu-button").click()
    await chat.shoot("commands")
    await chat.page.keyboard.press("Escape")
    await chat.tap("ℹ️ Help", "help")
    await chat.say("/trips", "trips-empty")
    await chat.say("/favourites", "favourites-empty")
    await chat.say("/profile", "profile")


async def choose_where(chat: Chat, guest: Guest) -> None:
    await chat.say("/search", "where")
    await chat.say("Советский", "where-which")
    await chat.say("ыыыы", "where-nothing")
    await chat.say(guest.city, "dates")
    await chat.tap("›")
    await chat.day(next_month(10), "dates-out")
    await chat.day(next_month(13), "summary")
    await chat.tap("📍 Where", "where-in-city")
    await chat.tap("← Back")


async def filter_down(chat: Chat) -> None:
    await chat.tap("👥", "party")
    await chat.choose(1)
    await chat.tap("← Back")
    await chat.tap("💰 Price", "price")
    await chat.say("1500-6000", "price-typed")
    await chat.say("/search", "summary-priced")
    await chat.tap("✨ Amenities", "amenities")
    await chat.choose(0)
    await chat.choose(2, "amenities-chosen")
    await chat.choose(-3)


async def look(chat: Chat) -> None:
    await chat.shoot("result")
    await chat.tap("♡ Keep")
    await chat.tap("Newest", "result-newest")
    await chat.tap("Cheapest")
    await chat.tap("🔍 Details", "details")
    await chat.tap("🖼 All photos", "album")
    await chat.tap("🗺 On the map", "map")
    await chat.tap("🗓 Six months at once", "months")
    await chat.tap("← Back")
    await chat.tap("📅 Free dates", "free-dates")
    await chat.tap("← Back")
    await chat.tap("🔗 Share", "share")
    await chat.tap("← Back")
    await chat.tap("← Back", "back-at-result")
    await chat.say("/favourites", "favourites")


async def find_nothing(chat: Chat) -> None:
    """Too low a price, and what helps."""
    await chat.say("/search")
    await chat.tap("💰 Price")
    await chat.say("100-200", "summary-nothing")
    await chat.tap("What could be changed?", "nothing")
    await chat.tap("✏️ Change the search")
    await chat.tap("🧹 Reset the filters")
    await chat.choose(0)


async def ask_and_be_confirmed(chat: Chat, landlord: Chat, guest: Guest) -> None:
    await chat.leaf("🛎 Book")
    await chat.tap("🛎 Book", "check")
    await chat.tap("✉️ Write to the landlord", "message")
    await chat.say(guest.message, "check-message")
    await chat.tap("✅ Send the request", "sent")
    await landlord.tap("✅ Confirm", "landlord")
    await chat.sees("🧳 Open the trip", "confirmed")
    await chat.tap("🧳 Open the trip", "trip")
    await chat.tap("📆 Add to calendar", "calendar-file")
    await chat.tap("📍 Show on the map", "trip-map")
    await chat.tap("🚫 Cancel the stay", "cancel")
    await chat.tap("← Keep it")


async def ask_and_be_declined(chat: Chat, landlord: Chat, first: int) -> None:
    await chat.say("/search")
    await chat.choose(0)
    await chat.tap("Newest")
    await chat.leaf("⚡ Book")
    await chat.shoot("result-instant")
    await chat.tap("⚡ Book", "check-instant")
    await chat.tap("← Back")
    await chat.leaf("🛎 Book")
    await chat.tap("🔍 Details")
    await chat.tap("📅 Free dates")
    await chat.day(next_month(first))
    await chat.day(next_month(first + 1))
    await chat.close("minimum")
    await chat.day(next_month(first + 3), "check-open")
    await chat.tap("✅ Send the request", "sent-open")
    await landlord.tap("✖️ Decline")
    await landlord.tap("Repairs")
    await chat.sees("🔎 Search again", "declined")
    await chat.choose(0, "asked-instead")
    await chat.tap("🧳 Open the trip", "trip-waiting")
    await chat.tap("🧳 All trips", "trips")
    await chat.choose(0)
    await chat.tap("↩️ Take the request back", "withdraw")
    await chat.tap("↩️ Yes, take it back", "trip-withdrawn")


async def call_it_off(chat: Chat) -> None:
    await chat.say("/trips")
    await chat.choose(0)
    await chat.tap("🚫 Cancel the stay")
    await chat.tap("🚫 Cancel: my plans have changed", "trip-cancelled")
    await chat.tap("🧳 All trips", "trips-past")


async def look_after_oneself(chat: Chat) -> None:
    await chat.say("/profile")
    await chat.tap("📱 Phone", "phone")
    await chat.say("8 900 123-45-67", "profile-phone")
    await chat.tap("✏️ Name", "name")
    await chat.tap("← Back")
    await chat.tap("📦 My data as a file", "export")
    await chat.tap("🗑 Delete my data", "leave")
    await chat.tap("🗑 Delete my data…", "leave-sure")
    await chat.tap("← No, keep everything")
    await chat.send_photo("photo-answered")
    await chat.say("привет", "word-answered")


async def walk(chat: Chat, landlord: Chat, guest: Guest) -> None:
    """The whole way; each guest asks for nights of their own."""
    await look_around(chat)
    await choose_where(chat, guest)
    await filter_down(chat)
    await look(chat)
    await find_nothing(chat)
    await ask_and_be_confirmed(chat, landlord, guest)
    await ask_and_be_declined(chat, landlord, guest.declined_from)
    await call_it_off(chat)
    await look_after_oneself(chat)
