"""A button of a window that nobody remembers any more opens what it was about, and never something else in its place."""

from itertools import count

import pytest
from aiogram import Dispatcher
from aiogram_dialog.api.entities import stack
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage

from adapters.telegram.reopen import Screen, screen_of
from adapters.telegram.states import Booking, Details, Favourites, Guests, Home, Requests, Results, Trips
from adapters.telegram.subjects import Subject, marked, subject_of
from rental_core.apartments.apartment import Apartment, Publication
from tests.edge.telegram.conftest import Renter
from tests.support.market import Market

FLAT, TRIP = Subject("apartment", 7), Subject("booking", 11)


@pytest.mark.parametrize(
    ("widget", "subject", "screen"),
    [
        ("details_book", FLAT, Screen(Details.card, {"apartment": 7})),
        ("details_months_dates", FLAT, Screen(Details.card, {"apartment": 7})),
        ("booking_send", FLAT, Screen(Booking.dates, {"apartment": 7})),
        ("details_book", None, Screen(Results.card, instead=True)),
        ("booking_day:2027-05-05", None, Screen(Results.card, instead=True)),
        ("trips_to_cancel", TRIP, Screen(Trips.card, {"booking": 11})),
        ("booking_sent_trip", TRIP, Screen(Trips.card, {"booking": 11})),
        ("booking_sent_trip", FLAT, Screen(Trips.list)),
        ("trips_open:11", None, Screen(Trips.card, {"booking": 11})),
        ("favourites_open:7", None, Screen(Details.card, {"apartment": 7})),
        ("trips_look:7", TRIP, Screen(Details.card, {"apartment": 7})),
        ("favourites_open:x", None, Screen(Favourites.list)),
        ("results_book", None, Screen(Results.card)),
        ("nonsense", None, Screen(Home.menu)),
        ("menu_requests", None, Screen(Requests.list)),
        ("menu_requests_later", None, Screen(Requests.list)),
        ("menu_requests_back", None, Screen(Home.menu)),
        ("menu_request:11", None, Screen(Requests.card, {"booking": 11})),
        ("requests_rival:12", TRIP, Screen(Requests.card, {"booking": 12})),
        ("requests_confirm", TRIP, Screen(Requests.card, {"booking": 11})),
        ("requests_ready:repairs", TRIP, Screen(Requests.card, {"booking": 11})),
        ("requests_confirm", None, Screen(Requests.list)),
        ("guests_to_cancel", TRIP, Screen(Guests.card, {"booking": 11})),
        ("guests_move:11", FLAT, Screen(Guests.card, {"booking": 11})),
        ("guests_part:past", FLAT, Screen(Guests.list, {"apartment": 7})),
        ("guests_part:past", None, Screen(Guests.week)),
    ],
)
def test_a_button_opens_what_it_names(widget: str, subject: Subject | None, screen: Screen) -> None:
    assert screen_of(widget, subject, searching=True) == screen


@pytest.mark.parametrize("widget", ["details_book", "booking_send"])
def test_without_a_search_there_is_the_menu(widget: str) -> None:
    assert screen_of(widget, None, searching=False) == Screen(Home.menu, instead=True)


def test_the_id_of_a_window_says_what_it_is_about() -> None:
    told = marked("aB3dEf", {"apartment": 7})
    assert subject_of(told) == FLAT
    assert marked(told, {"apartment": 8}) == told
    assert subject_of(marked("aB3dEf", {"booking": 11})) == TRIP
    assert [marked("aB3dEf", data) for data in (None, {}, {"apartment": "7"}, [7])] == ["aB3dEf"] * 4
    assert [subject_of(forged) for forged in (None, "", "a.a0", "a.a-1", "a.c7", "a.a" + "9" * 19, "a.a7x")] == [None] * 7


async def looked_at(renter: Renter, flat: Apartment) -> None:
    await renter.say(f"/start a_{flat.id}")
    assert flat.title in renter.text


def forget_windows(dispatcher: Dispatcher) -> None:
    storage = dispatcher.fsm.storage
    assert isinstance(storage, JsonMemoryStorage)
    storage.storage.clear()


async def test_the_apartment_of_an_old_card_opens_whatever_was_looked_at_since(
    renter: Renter, market: Market, dispatcher: Dispatcher
) -> None:
    other = await market.another_flat(title="Лофт")
    await looked_at(renter, market.flat)
    old = renter.window
    await looked_at(renter, other)
    await renter.tap("Book")
    forget_windows(dispatcher)
    await renter.tap("Six months at once", old)
    assert market.flat.title in renter.text
    assert "Лофт" not in renter.text
    await renter.tap("Six months at once")
    assert market.flat.title in renter.text


async def test_the_windows_of_one_apartment_lead_to_and_fro_by_marked_buttons(renter: Renter, market: Market) -> None:
    await looked_at(renter, market.flat)
    for tap in ("Six months at once", "← Back", "Free dates", "← Back", "Share", "← Back"):
        await renter.tap(tap)
    assert market.flat.title in renter.text
    assert {subject_of(data.partition("\x1d")[0]) for data in renter.buttons.values() if data != "None"} == {
        Subject("apartment", market.flat.id)
    }


async def test_windows_opened_at_once_never_take_each_others_place(renter: Renter, market: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = (number // 3 for number in count(3_000))  # each comes three times in a row
    monkeypatch.setattr(stack, "new_int_id", lambda: next(numbers))
    for _ in range(3):
        await looked_at(renter, market.flat)
        await renter.tap("Free dates")
        await renter.tap("← Back")
        assert market.flat.title in renter.text
        await renter.tap("Share")
        assert market.flat.title in renter.text


async def test_an_apartment_that_is_gone_leads_to_the_menu_with_a_kind_word(renter: Renter, market: Market, dispatcher: Dispatcher) -> None:
    await looked_at(renter, market.flat)
    await market.change_flat(publication=Publication.PAUSED)
    forget_windows(dispatcher)
    await renter.tap("Book")
    assert "From here you can go on" in renter.text
    assert "Hello" in renter.text
