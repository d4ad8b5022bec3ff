"""What the menu windows show, and how it is said."""

from attrs import frozen
from markupsafe import Markup

from adapters.wording import Wording
from adapters.wording.shorten import one_line

COUNTED = 9  # more requests than that are "9+"
NAME_SHOWN = 64


@frozen
class MenuView:
    """Who is greeted; `requests` to decide (at most COUNTED + 1), None for whoever lets nothing; `reviews`: an admin."""

    name: str
    requests: int | None = None
    reviews: bool = False

    @property
    def lets(self) -> bool:
        return self.requests is not None


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
