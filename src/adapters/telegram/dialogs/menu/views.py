"""What the menu windows show, and how it is said."""

from datetime import datetime

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.trips.views import TITLE_SHOWN
from adapters.wording import Wording
from adapters.wording.shorten import one_line
from rental_core.bookings.ports import TripRow
from rental_core.clock import local_date

COUNTED = 9  # more requests than that are "9+"
NAME_SHOWN = 64
RENTER_SHOWN = 20  # on a button


@frozen
class MenuView:
    """Who is greeted; `requests` to decide (at most COUNTED + 1), None for whoever lets nothing; `reviews`: an admin."""

    name: str
    requests: int | None = None
    reviews: bool = False

    @property
    def lets(self) -> bool:
        return self.requests is not None


@frozen
class RequestsView:
    """A page of requests to decide."""

    rows: tuple[TripRow, ...]
    now: datetime
    page: int = 1
    more: bool = False

    @property
    def several(self) -> bool:
        return self.more or self.page > 1


def menu(view: MenuView, words: Wording) -> Markup:
    greeting = words.html("👋 <b>Hello, {name}!</b>", name=one_line(view.name, NAME_SHOWN))
    return greeting + "\n\n" + words.html("Apartments by the night: find one, ask for it, and hear from the landlord right here.")


def requests_button(view: MenuView, words: Wording) -> str:
    if not view.requests:
        return words.text("🔔 Requests to me")
    count = words.number(view.requests) if view.requests <= COUNTED else f"{COUNTED}+"
    return words.text("🔔 Requests to me: {count}", count=count)


def letting_button(view: MenuView, words: Wording) -> str:
    return words.text("🔑 What I let") if view.lets else words.text("🔑 Let a place")


def requests(view: RequestsView, words: Wording) -> Markup:
    if not view.rows:
        return words.html("🔔 <b>Requests</b>\n\nNobody is waiting for your answer. New requests come here by themselves.")
    return words.html("🔔 <b>Requests</b>\n\nThese wait for your answer, the most urgent first. Tap one to decide.")


def request(row: TripRow, view: RequestsView, words: Wording) -> str:
    """When, who and where: requests for the same dates differ by who asks."""
    dates = words.stay(row.stay, today=local_date(view.now, row.zone))
    return f"{dates} · {one_line(words.person(row.other_name), RENTER_SHOWN)} · {one_line(row.title, TITLE_SHOWN)}"


def help_text(_: MenuView, words: Wording) -> Markup:
    return Markup("\n\n").join(
        [
            words.html("ℹ️ <b>How it works</b>"),
            words.html("1. Choose a city, dates and guests. You see what is free, with the full price."),
            words.html("2. Send a request. The landlord answers within a day, often sooner; until then most keep the dates for you."),
            words.html("3. When it is confirmed, the exact address and the way in come here. You pay the landlord directly."),
            words.html("Plans have changed? Take a request back or cancel a stay in “My trips”."),
            words.html("Your name, phone and language are in “My profile”. There you can also take your data with you, or delete it."),
            words.html("/search finds a place, /trips shows your trips, /profile is about you, /start opens the menu."),
        ]
    )
