"""The landlord's way through the chat: what they let, its calendar and prices, who wants to come and who does."""

from docs.phone import Chat

CITY = "Сочи"  # as both languages may write it
PART = "историческом"  # of the name of an apartment that is let


async def look_around(chat: Chat) -> None:
    """The landlord's home and all calendars."""
    await chat.say("/letting", "letting")
    await chat.tap("🗓 All calendars", "all-calendars")
    await chat.say("/letting")
    await chat.tap("💰 Income", "income")
    await chat.say("/letting")
    await chat.tap("🏠 My apartments", "apartments")
    await chat.say(PART, "apartments-called")
    await chat.choose(0, "flat")


async def be_free_or_occupied(chat: Chat) -> None:
    await chat.tap("🚦 Free or occupied", "status")
    await chat.tap("🕘 History", "status-history")
    await chat.tap("← Back")
    await chat.tap("🗓 Calendar", "calendar")
    await chat.tap("✕ Close or open nights", "range")
    await chat.tap("← Back")
    await chat.tap("← Back")


async def set_prices(chat: Chat) -> None:
    await chat.tap("💰 Prices", "prices")
    await chat.tap("🗓 Seasons", "seasons")
    await chat.tap("← Back")
    await chat.tap("📅 Night by night", "price-calendar")
    await chat.tap("← Back")
    await chat.tap("✅ Done")


async def edit(chat: Chat) -> None:
    await chat.tap("✏️ Edit", "edit")
    await chat.tap("🛎 Bookings", "mode")
    await chat.tap("← Back")
    await chat.tap("🕘 History", "edits")
    await chat.tap("← Back")
    await chat.tap("📷 Photos", "photos")


async def decide_and_receive(chat: Chat) -> None:
    await chat.say("/requests", "requests")
    await chat.choose(0, "request")
    await chat.tap("✖️ Decline", "decline")
    await chat.tap("← Back")
    await chat.say("/letting")
    await chat.tap("🧳 Arrivals and departures", "guests")
    await chat.choose(0, "guest")


async def begin_another(chat: Chat) -> None:
    await chat.say("/letting")
    await chat.tap("➕ Add an apartment", "add")
    await chat.tap("➕ A new apartment", "add-city")
    await chat.say(CITY, "add-street")


async def walk(chat: Chat) -> None:
    """The whole way; pictures are kept by the camera."""
    for part in (look_around, be_free_or_occupied, set_prices, edit, decide_and_receive, begin_another):
        await part(chat)
