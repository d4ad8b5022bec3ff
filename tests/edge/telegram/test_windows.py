"""Every window, from its preview data, in both languages."""

import re
from collections import Counter
from typing import Any

import pytest
from aiogram.fsm.state import State
from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup
from aiogram_dialog import Dialog
from attrs import evolve
from markupsafe import Markup

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.booking.views import CheckView, check
from adapters.telegram.dialogs.details.views import DetailsView
from adapters.telegram.dialogs.details.views import card as details
from adapters.telegram.dialogs.guests import list_views
from adapters.telegram.dialogs.guests import views as guests
from adapters.telegram.dialogs.guests.windows import COMES, MOVES
from adapters.telegram.dialogs.menu.views import MenuView, menu
from adapters.telegram.dialogs.requests import views as requests
from adapters.telegram.dialogs.requests.windows import PENDING
from adapters.telegram.dialogs.results.views import card as result
from adapters.telegram.dialogs.results.windows import SAMPLE as RESULT
from adapters.telegram.dialogs.trips.views import TripView, cancel, sent
from adapters.telegram.dialogs.trips.views import card as trip
from adapters.telegram.reopen import BY_DIALOG
from adapters.telegram.widgets.fitting import CAPTION, MESSAGE, shown_length
from adapters.wording import wording
from rental_core.accounts.person import Language
from rental_core.bookings.booking import BookingStatus, Reason, Why
from rental_core.bookings.hosting import HostedPart
from rental_core.stay import ONE_DAY
from tests.edge.telegram.preview import buttons, carried, drawn, windows
from tests.support.seen import plain

WINDOWS = list(windows())
NAMES = [str(state.state) for _, state in WINDOWS]
EVIL = "<script>alert('&')</script>" * 40
RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("dialog", "state"), WINDOWS, ids=NAMES)
async def test_every_window_says_something_and_leads_on(dialog: Dialog, state: State, language: Language) -> None:
    message = await drawn(dialog, state, language)
    assert message.text
    assert 0 < shown_length(Markup(message.text)) <= (CAPTION if message.media else MESSAGE)
    assert isinstance(message.reply_markup, InlineKeyboardMarkup | ReplyKeyboardMarkup)
    assert all(button.text for button in buttons(message))


@pytest.mark.parametrize(("dialog", "state"), WINDOWS, ids=NAMES)
async def test_what_buttons_carry_fits_into_64_bytes(dialog: Dialog, state: State) -> None:
    for button in buttons(await drawn(dialog, state, Language.RUSSIAN)):
        assert len(str(button.callback_data).encode()) <= 64


@pytest.mark.parametrize(("dialog", "state"), WINDOWS, ids=NAMES)
async def test_an_old_button_tells_which_screen_it_was_on(dialog: Dialog, state: State) -> None:
    for button in buttons(await drawn(dialog, state, Language.ENGLISH)):
        assert carried(button).partition("_")[0] in BY_DIALOG


async def test_no_widget_id_is_on_two_windows_lest_a_second_tap_hits_the_next_one() -> None:
    ids = Counter[str]()
    for dialog, state in WINDOWS:
        shown = buttons(await drawn(dialog, state, Language.ENGLISH))
        ids.update({carried(button).partition(":")[0] for button in shown})
    assert [widget for widget, times in ids.items() if times > 1] == []


@pytest.mark.parametrize(("dialog", "state"), WINDOWS, ids=NAMES)
async def test_the_buttons_of_an_english_window_are_english(dialog: Dialog, state: State) -> None:
    typed = {samples.TITLE, "🇷🇺 Русский"}
    texts = [button.text for button in buttons(await drawn(dialog, state, Language.ENGLISH))]
    assert [text for text in texts if RUSSIAN.search(text) and not any(each in text for each in typed)] == []


def everything_typed() -> dict[str, Any]:
    return {"title": EVIL[:200], "district": EVIL[:60], "street": EVIL[:60]}


@pytest.mark.parametrize("language", Language)
def test_what_people_typed_is_escaped_and_cut(language: Language) -> None:
    words = wording(language)
    page = evolve(samples.PAGE, description=EVIL * 5, landlord_name=EVIL[:200], **everything_typed())
    row = evolve(samples.ROW, **everything_typed())
    card = evolve(samples.CARD, instructions=EVIL * 5, house=EVIL[:50], reason=Reason(Why.OTHER, EVIL[:500]), **everything_typed())
    texts = [
        (menu(MenuView(EVIL[:200]), words), MESSAGE),
        (result(evolve(RESULT, row=row), words), CAPTION),
        (details(DetailsView(page, samples.STAY, samples.TODAY), words), CAPTION),
        (
            check(
                CheckView(page=page, stay=samples.STAY, today=samples.TODAY, quote=card.quote, guests=2, message=EVIL[:1000]),
                words,
            ),
            MESSAGE,
        ),
        *((trip(TripView(evolve(card, status=status), samples.NOW, EVIL[:500]), words), MESSAGE) for status in BookingStatus),
        (cancel(TripView(card, samples.NOW, EVIL[:500]), words), MESSAGE),
    ]
    for text, limit in texts:
        assert "<script" not in text
        assert shown_length(Markup(text)) <= limit


@pytest.mark.parametrize("status", BookingStatus)
@pytest.mark.parametrize("language", Language)
def test_the_house_and_the_way_in_are_said_only_where_the_booking_is_theirs(status: BookingStatus, language: Language) -> None:
    card = evolve(samples.CARD, status=status)
    said = trip(TripView(card, samples.NOW), wording(language))
    assert ("кв. 5" in said) is (status in {BookingStatus.CONFIRMED, BookingStatus.COMPLETED})


@pytest.mark.parametrize("language", Language)
def test_whoever_has_asked_reads_until_when_the_answer_comes(language: Language) -> None:
    view = TripView(evolve(samples.CARD, status=BookingStatus.REQUESTED), samples.NOW)
    assert wording(language).until(view.card.expires_at, view.card.zone, view.now) in sent(view, wording(language))


def test_requests_for_the_same_dates_differ_by_who_asks() -> None:
    view, words = requests.ListView((samples.TRIP, evolve(samples.TRIP, other_name="Борис")), samples.NOW), wording(Language.ENGLISH)
    said = [plain(requests.request(row, view, words)) for row in view.rows]
    assert said == ["⏳ 24 h · 5–8 May · Анна · Студия у моря", "⏳ 24 h · 5–8 May · Борис · Студия у моря"]


@pytest.mark.parametrize("language", Language)
def test_what_guests_typed_is_escaped_and_cut_for_their_landlord_too(language: Language) -> None:
    words, reason = wording(language), Reason(Why.OTHER, EVIL[:500])
    typed = {"renter_name": EVIL[:200], "message": EVIL[:1000], "house": EVIL[:50], **everything_typed()}
    rivals = tuple(evolve(each, renter_name=EVIL[:200]) for each in PENDING.rivals) * 10
    pending = evolve(PENDING, competing=30, rivals=rivals, **typed)
    ended = (*MOVES, evolve(MOVES[-1], to=BookingStatus.CANCELLED, reason=reason))
    comes = evolve(COMES, title=EVIL[:200], street=EVIL[:60], renter_name=EVIL[:200])
    row = evolve(samples.TRIP, title=EVIL[:200], other_name=EVIL[:200])
    during = guests.BookingView(evolve(samples.CARD, **typed), MOVES, samples.CARD.check_in_at, EVIL[:500])
    texts = [
        requests.requests(requests.ListView((row,) * 8, samples.NOW), words),
        *(telling(requests.CardView(pending, samples.NOW, EVIL[:500]), words) for telling in (requests.card, requests.decline)),
        *(guests.card(guests.BookingView(evolve(pending, status=status), ended, samples.NOW), words) for status in BookingStatus),
        *(telling(during, words) for telling in (guests.cancel, guests.no_show)),
        list_views.week(list_views.WeekView((comes,) * 8, samples.NOW, EVIL[:200]), words),
        list_views.bookings(list_views.ListView((row,) * 8, HostedPart.AHEAD, samples.NOW, EVIL[:200]), words),
    ]
    for text in texts:
        assert "<script" not in text
        assert shown_length(Markup(text)) <= MESSAGE


def test_the_days_of_a_week_are_called_by_the_clocks_of_each_apartment() -> None:
    words = wording(Language.ENGLISH)
    rows = tuple(evolve(COMES, day=samples.TODAY + days * ONE_DAY) for days in range(3))
    view = list_views.WeekView(rows, samples.NOW)
    assert [list_views.said_day(each, view, words) for each in rows] == ["Today, 30 April", "Tomorrow, 1 May", "Su, 2 May"]
    far = evolve(rows[1], zone="Pacific/Kiritimati")
    late = list_views.WeekView((far,), samples.NOW.replace(hour=11))
    assert list_views.said_day(far, late, words) == "Today, 1 May"
