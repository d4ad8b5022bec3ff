"""A landlord's apartment from the first question to the end of a stay, all in the chat."""

from collections.abc import Sequence

import pytest

from rental_core.apartments.apartment import Apartment, Publication
from rental_core.bookings.booking import Booking, BookingStatus
from tests.support.hand import Hand, hand_of, home, opened
from tests.support.journey import drawn
from tests.support.seen import Message, plain
from tests.support.simulator import Simulator
from tests.support.system import System
from tests.support.town import Resident, Town, in_days

LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])
HOUSE, DESCRIPTION, WAY_IN = "12, кв. 8", "Вид на лиман <и> сопки & тишина", "Код 47, ключ на полке"
CITIES = {"ru": ("Анадырь", "Кызыл"), "en": ("Anadyr", "Kyzyl")}
COLOURS = ("navy", "olive", "plum")


@pytest.fixture(autouse=True)
async def _processes(system: System, simulator: Simulator) -> None:
    system.must_run("worker", "bot")
    await simulator.ready()


async def begin(landlord: Hand, city: str) -> None:
    await landlord.tap("➕ Add an apartment", await home(landlord))
    await landlord.tap("➕ A new apartment")
    await landlord.answer("🏙 <b>In which city is it?</b>", city)


async def where(landlord: Hand) -> None:
    """Street, house, district and pin: what nobody knows is taken as it is written."""
    await landlord.answer("📍 <b>Which street?</b>", "Новая")
    await landlord.tap("✍️ Take “{typed}” as it is", typed="Новая")
    await landlord.answer("🏠 <b>House and flat</b>", HOUSE)
    await landlord.answer("🏘 <b>Which district?</b>", "Старый порт")
    await landlord.tap("✍️ Take “{typed}” as it is", typed="Старый порт")
    await landlord.sees("🗺 <b>Where is it on the map?</b>")
    await landlord.tap("Next →")


async def how_large(landlord: Hand) -> None:
    await landlord.choose("🚪 <b>How many rooms?</b>", "2")
    await landlord.choose("👥 <b>How many guests at most?</b>", "4")
    await landlord.answer("📐 <b>How large is it?</b>", "58")
    await landlord.choose("🏢 <b>On which floor?</b>", "3")
    await landlord.sees("✨ <b>What is there?</b>")
    await landlord.tap("Next →")


async def photographed(landlord: Hand, colours: Sequence[str]) -> None:
    await landlord.sees("📷 <b>Photos</b>")
    await landlord.chat.send_album([drawn(colour) for colour in colours])
    await landlord.chat.sees(plain(landlord.words.plural("{n} photo is added.", "{n} photos are added.", len(colours))))
    await landlord.tap("✅ Done")


async def described(landlord: Hand, title: str) -> None:
    await landlord.answer("🏷 <b>The name</b>", title)
    await landlord.answer("📝 <b>The description</b>", DESCRIPTION)
    await landlord.answer("💰 <b>What does a night cost?</b>", "4 500")
    await landlord.button("🧮 Try a stay")
    await landlord.tap("✅ Done")


async def ruled(landlord: Hand) -> None:
    await landlord.answer("🕑 <b>Check-in and check-out</b>", "15:00 11:00")
    await landlord.answer("📜 <b>House rules</b>", "Не курить")
    await landlord.answer("🔑 <b>How to get in</b>", WAY_IN)
    await landlord.sees("🛎 <b>How does it take bookings?</b>")
    await landlord.tap("Hold")


async def made(town: Town, resident: Resident, language: str, city: str, title: str) -> Apartment:
    """Everything asked is answered; nothing is missing."""
    landlord = hand_of(resident, language)
    await begin(landlord, city)
    await where(landlord)
    await how_large(landlord)
    await photographed(landlord, COLOURS)
    await described(landlord, title)
    await ruled(landlord)
    await landlord.sees("Everything that is needed is there.")
    return await town.own_flat(resident, title)


async def published(town: Town, resident: Resident, language: str, flat: Apartment) -> Apartment:
    """Submitted, looked at by an admin, and told."""
    landlord, admin = hand_of(resident, language), hand_of(await town.admin("Vera", language), language)
    await landlord.tap("📨 Submit for publication")
    waits = await admin.button("🔍 Look at it")
    assert flat.title in waits.text
    await admin.tap("🔍 Look at it", waits)
    await admin.tap("✅ Publish")
    told = await landlord.sees("🎉 <b>{title}</b> is published: renters find it from now on.", title=flat.title)
    assert flat.title in told.text
    return await town.own_flat(resident, flat.title)


async def stayed(town: Town, resident: Resident, guest: Resident, language: str, flat: Apartment) -> Booking:
    """Requested, confirmed on the card, begun and ended by the clock; both are told."""
    landlord, renter = hand_of(resident, language), hand_of(guest, language)
    booking = await town.request(guest, flat, in_days(3, 5))
    await landlord.tap("✅ Confirm")
    told = await renter.sees("✅ <b>Confirmed: the apartment is yours</b>")
    assert HOUSE in told.text
    assert WAY_IN in told.text
    await town.let_begin(booking)
    await landlord.sees("🔴 <b>{title}</b>: occupied from now on", title=flat.title)
    await town.let_end(booking)
    await landlord.sees("🟢 <b>{title}</b>: free from now on", title=flat.title)
    await renter.sees("🏁 <b>The stay is over</b>")
    return await town.booking(booking.id)


@LANGUAGES
async def test_the_whole_life_of_an_apartment(town: Town, language: str) -> None:
    resident, guest = await town.resident("Boris", language), await town.resident("Anna", language)
    title = f"Окна на лиман {language}"
    flat = await made(town, resident, language, CITIES[language][0], title)
    assert (flat.publication, flat.address.house, flat.rooms, len(flat.photos)) == (Publication.DRAFT, HOUSE, 2, len(COLOURS))
    flat = await published(town, resident, language, flat)
    assert flat.publication is Publication.PUBLISHED
    shown = await renter_sees(guest, flat)
    assert HOUSE not in shown.text
    booking = await stayed(town, resident, guest, language, flat)
    statuses = [each.to for each in booking.history]
    assert statuses == [BookingStatus.REQUESTED, BookingStatus.CONFIRMED, BookingStatus.COMPLETED]
    await history_tells(hand_of(resident, language), title, guest="Anna")


async def renter_sees(guest: Resident, flat: Apartment) -> Message:
    said = await guest.chat.say(f"/start a_{flat.id}")
    return await guest.chat.sees(flat.title, after=said)


async def history_tells(landlord: Hand, title: str, guest: str) -> None:
    """When it was occupied and free, and how it came to be published."""
    await opened(landlord, title)
    await landlord.tap("🚦 Free or occupied")
    await landlord.sees("🟢 Free now")
    await landlord.tap("🕘 History")
    told = await landlord.sees("🕘 <b>Free and occupied so far</b>")
    switches = [landlord.said("free → occupied"), landlord.said("occupied → free")]
    assert [told.text.count(each) for each in switches] == [1, 1]
    assert told.text.count(guest) == len(switches)


@LANGUAGES
async def test_a_beginning_outlives_the_bot_and_is_gone_on_with(town: Town, system: System, simulator: Simulator, language: str) -> None:
    resident = await town.resident("Boris", language)
    landlord = hand_of(resident, language)
    await begin(landlord, CITIES[language][1])
    await where(landlord)
    await landlord.sees("🚪 <b>How many rooms?</b>")
    system.kill("bot")
    system.must_run("bot")
    await simulator.ready()
    await landlord.tap("➕ Add an apartment", await home(landlord))
    await landlord.chat.tap("Новая")
    listed = await landlord.button("▶️ Ask me step by step")
    assert landlord.words.text("at least one photo") in listed.text
    await landlord.tap("🚪 Rooms")
    await landlord.choose("🚪 <b>How many rooms?</b>", "3")
    assert landlord.chat.toast == landlord.said("Saved")
    assert (await town.own_flat(resident, "Новая")).rooms == 3


@LANGUAGES
async def test_a_change_is_seen_by_renters_at_their_next_tap_and_kept_in_the_history(town: Town, language: str) -> None:
    resident, guest = await town.resident("Boris", language), await town.resident("Anna", language)
    landlord, fresh = hand_of(resident, language), f"Новое <имя> {language}"
    flat = await town.flat(resident, title=f"Прежнее {language}")
    renter = hand_of(guest, language)
    await renter.tap("🗓 Six months at once", await renter_sees(guest, flat))
    await renter.button("📅 Choose the dates")
    await opened(landlord, flat.title)
    await landlord.tap("✏️ Edit")
    await landlord.tap("🏷 Name")
    await landlord.answer("🏷 <b>The name</b>", "x" * 201)
    await landlord.chat.sees("200")
    await landlord.chat.say(fresh)
    await landlord.chat.sees(fresh)
    await renter.tap("← Back")
    await guest.chat.sees(fresh)
    await landlord.tap("🕘 History")
    told = await landlord.chat.sees(f"{flat.title} → {fresh}")
    assert "Boris" in told.text
