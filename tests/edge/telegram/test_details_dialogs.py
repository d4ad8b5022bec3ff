"""One apartment in the chat, and what people keep for later."""

from datetime import date, datetime
from typing import TypeVar

import pytest
from aiogram import Dispatcher
from aiogram.methods import DeleteMessages, SendLocation, SendMediaGroup
from aiogram_dialog.test_tools import BotClient
from attrs import evolve

from adapters.memory import MemoryPhotos
from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.details.views import DetailsView, card
from adapters.telegram.dialogs.favourites.views import FavouritesView, favourites
from adapters.telegram.links import link_to, linked, share_sheet
from adapters.telegram.pictures import Months
from adapters.telegram.widgets.fitting import CAPTION, MESSAGE, shown_length
from adapters.wording import wording
from rental_core.accounts.person import Language
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import ApartmentId, BookingMode, Publication
from rental_core.apartments.place import NearStation
from rental_core.calendar.ports import StatusNow
from rental_core.calendar.status import Status
from rental_core.search.ports import FavouriteRow
from rental_core.stay import FOREVER, Stay
from tests.edge.telegram.conftest import RecordingBot, Renter
from tests.support.builders import stay
from tests.support.market import Market

Call = TypeVar("Call")
EVERYTHING = evolve(
    samples.PAGE,
    amenities=frozenset(Amenity),
    station=NearStation("Проспект Мира", "Prospekt Mira", 12),
    preparation_nights=1,
    mode=BookingMode.OPEN,
)


def calls(renter: Renter, kind: type[Call]) -> list[Call]:
    return [call for call in renter.bot.calls if isinstance(call, kind)]


async def opened(renter: Renter, market: Market) -> None:
    """By a link."""
    await renter.say(f"/start a_{market.flat.id}")


async def test_a_link_opens_its_apartment_for_somebody_who_was_never_here(renter: Renter, market: Market) -> None:
    await opened(renter, market)
    assert market.flat.title in renter.text
    assert "Free now" in renter.text
    await renter.tap("← Back")
    assert "looking for" in renter.text or "Where" in renter.text
    await renter.tap("Menu")
    assert "Hello" in renter.text


@pytest.mark.parametrize("payload", ["a_404", "a_0", "a_x", "a_99999999999999999999", "b_1", "'; --", "a_1 a_1", "😀"])
async def test_a_link_that_leads_nowhere_says_so_kindly(renter: Renter, market: Market, payload: str) -> None:
    await renter.say(f"/start {payload}")
    assert "leads nowhere" in renter.text
    assert "Find a place" in " ".join(renter.buttons)


async def test_a_link_to_what_is_not_published_leads_nowhere(renter: Renter, market: Market) -> None:
    await market.change_flat(publication=Publication.PAUSED)
    await opened(renter, market)
    assert "leads nowhere" in renter.text


async def test_the_link_to_share_opens_the_same_apartment(renter: Renter, market: Market) -> None:
    await opened(renter, market)
    await renter.tap("Share")
    link = f"https://t.me/rental_bot?start=a_{market.flat.id}"
    assert link in renter.text
    rows = renter.window.reply_markup.inline_keyboard  # type: ignore[union-attr]  # the window has buttons
    urls = [button.url for row in rows for button in row if button.url]
    copied = [button.copy_text.text for row in rows for button in row if button.copy_text]
    assert urls[0].startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2Frental_bot%3Fstart%3Da_")
    assert copied == [link]
    await renter.tap("← Back")
    assert market.flat.title in renter.text


def test_links_go_both_ways() -> None:
    assert linked(link_to(ApartmentId(123), "rental_bot").partition("start=")[2]) == 123
    assert share_sheet("https://t.me/b?start=a_1", "У моря & тихо").endswith(
        "&text=%D0%A3%20%D0%BC%D0%BE%D1%80%D1%8F%20%26%20%D1%82%D0%B8%D1%85%D0%BE"
    )


async def test_the_map_shows_a_rounded_point_and_only_the_latest_one_stays(renter: Renter, market: Market) -> None:
    await opened(renter, market)
    await renter.tap("On the map")
    await renter.tap("On the map")
    first, second = calls(renter, SendLocation)
    around = market.flat.point.rounded()
    assert (first.latitude, first.longitude, first.horizontal_accuracy) == (around.lat, around.lon, 300)
    assert around != market.flat.point
    assert [call.message_ids for call in calls(renter, DeleteMessages)] == [[9001]]
    assert second is not first
    assert "within about 300 m" in renter.text


async def test_all_photos_come_as_one_album_without_those_that_are_lost(renter: Renter, market: Market, photos: MemoryPhotos) -> None:
    keys = tuple([await photos.put(colour, suffix="jpg") for colour in (b"red", b"green")])
    await market.change_flat(photos=(*keys, market.flat.photos[0]))
    await opened(renter, market)
    await renter.tap("All photos")
    [album] = calls(renter, SendMediaGroup)
    assert len(album.media) == 2
    await renter.tap("All photos")
    assert [call.message_ids for call in calls(renter, DeleteMessages)] == [[9001, 9002]]


async def test_without_photos_to_show_the_answer_says_so(renter: Renter, market: Market) -> None:
    await opened(renter, market)
    answer = await renter.tap("All photos")
    assert answer is not None
    assert "no more photos" in str(answer.text)
    assert calls(renter, SendMediaGroup) == []


async def test_whoever_looks_during_a_stay_reads_until_when_it_is_occupied(renter: Renter, market: Market) -> None:
    await market.confirm(await market.request(stay("2027-05-01", "2027-05-04")))
    market.clock.set(datetime.fromisoformat("2027-05-02T09:00:00+00:00"))
    await opened(renter, market)
    assert "Occupied until 4 May" in renter.text


async def test_the_picture_shows_what_is_taken_but_never_by_whom(renter: Renter, market: Market) -> None:
    await market.request(stay("2027-05-05", "2027-05-08"))
    await opened(renter, market)
    await renter.tap("Six months")
    assert "31 October" in renter.text
    [photo] = renter.window.photo or []
    assert photo is not None
    assert "Anna" not in renter.text
    await renter.tap("Choose the dates")
    assert "Tap the day of check-in" in renter.text
    await renter.tap("← Back")
    assert "31 October" in renter.text


async def test_long_house_rules_have_a_window_of_their_own(renter: Renter, market: Market) -> None:
    await market.change_flat(house_rules="Не курить. " * 30)
    await opened(renter, market)
    await renter.tap("House rules")
    assert renter.text.count("Не курить.") == 30
    await renter.tap("← Back")
    assert market.flat.title in renter.text


async def test_a_kept_place_waits_among_the_favourites(renter: Renter, market: Market) -> None:
    await renter.say("/favourites")
    assert "Nothing here yet" in renter.text
    await opened(renter, market)
    answer = await renter.tap("♡ Keep")
    assert answer is not None
    assert "Kept" in str(answer.text)
    await renter.say("/start")
    await renter.tap("Favourites")
    assert "3,500" in renter.text
    await renter.tap(market.flat.title)
    await renter.tap("♥ In your favourites")
    await renter.tap("← Back")
    assert "Nothing here yet" in renter.text
    await renter.tap("Find a place")
    assert "Nothing here yet" not in renter.text


async def test_a_favourite_says_whether_it_is_free_on_the_dates_of_the_search(
    renter: Renter, market: Market, dispatcher: Dispatcher
) -> None:
    row = FavouriteRow(apartment_id=samples.ROW.id, title="Дом", kept_at=samples.NOW, row=samples.ROW)
    view, words = FavouritesView((row, evolve(row, taken=True)), samples.STAY), wording(Language.ENGLISH)
    said = favourites(view, words)
    assert said.count("free") == said.count("taken") == 1
    assert "13,000" in said


async def test_what_is_no_longer_let_can_be_removed(renter: Renter, market: Market) -> None:
    await opened(renter, market)
    await renter.tap("♡ Keep")
    await market.change_flat(publication=Publication.PAUSED)
    await renter.say("/favourites")
    assert "no longer let here" in renter.text
    await renter.tap("Remove")
    assert "Nothing here yet" in renter.text


async def test_favourites_have_pages(renter: Renter, market: Market) -> None:
    for number in range(8):
        flat = await market.another_flat(title=f"Дом {number}")
        await renter.say(f"/start a_{flat.id}")
        await renter.tap("♡ Keep")
    await renter.say("/favourites")
    assert "Дом 7" in renter.text
    await renter.tap("›")
    assert "Дом 0" in renter.text
    answer = await renter.tap("›")
    assert answer is not None
    assert "last one" in str(answer.text)
    await renter.tap("‹")
    assert "Дом 7" in renter.text


@pytest.mark.parametrize("forged", ["favourites_open:999", "favourites_open:x", "favourites_remove:-1", "favourites_remove:9" + "9" * 30])
async def test_forged_favourites_get_an_answer(renter: Renter, market: Market, forged: str) -> None:
    await opened(renter, market)
    await renter.tap("♡ Keep")
    await renter.say("/favourites")
    intent = next(iter(renter.buttons.values())).partition("\x1d")[0]
    await renter.send(f"{intent}\x1d{forged}")
    assert renter.text


async def test_two_people_keep_apart_what_they_like(renter: Renter, market: Market, dispatcher: Dispatcher) -> None:
    await opened(renter, market)
    await renter.tap("♡ Keep")
    other = BotClient(dispatcher, user_id=502, chat_id=502, bot=RecordingBot())
    await other.send("/favourites")
    assert "Nothing here yet" in str(renter.windows.last_message().text)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("status", [StatusNow(Status.FREE), StatusNow(Status.OCCUPIED), StatusNow(Status.OCCUPIED, date(2027, 5, 8))])
def test_all_there_is_to_know_fits_below_a_photo(language: Language, status: StatusNow) -> None:
    view = DetailsView(EVERYTHING, samples.STAY, samples.TODAY, status=status)
    said = card(view, wording(language))
    assert shown_length(said) <= CAPTION
    assert all(wording(language).amenity(amenity).lower() in said.lower() for amenity in Amenity)
    assert "12" in said


@pytest.mark.parametrize("language", Language)
def test_a_full_page_of_favourites_fits_into_a_message(language: Language) -> None:
    row = FavouriteRow(apartment_id=ApartmentId(1), title="<b>&" * 50, kept_at=samples.NOW, row=samples.ROW)
    said = favourites(FavouritesView((row,) * 5 + (evolve(row, row=None),), samples.STAY), wording(language))
    assert "<b>&<" not in said
    assert shown_length(said) <= MESSAGE


def test_a_picture_is_named_by_what_it_shows() -> None:
    nights = [stay("2027-05-05", "2027-05-08"), Stay(date(2027, 9, 1), FOREVER)]
    months = Months.of(Language.ENGLISH, date(2027, 4, 30), nights)
    assert Months.named(months.name) == months
    assert months.halves(date(2027, 5, 5)) == (False, True)
    assert months.halves(date(2027, 5, 6)) == (True, True)
    assert months.halves(date(2027, 5, 8)) == (True, False)
    assert months.is_taken(date(2027, 9, 30))
    assert len(months.name) < 120
