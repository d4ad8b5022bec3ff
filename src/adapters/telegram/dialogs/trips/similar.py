"""Places like that of a trip that came to nothing, and how they are said."""

from datetime import datetime

from attrs import frozen
from markupsafe import Markup

from adapters.wording import Wording, parts
from adapters.wording.shorten import one_line
from rental_core.bookings.ports import BookingCard
from rental_core.notifications.alternatives import Alternative


@frozen
class SimilarView:
    """Places like that of the trip, at the moment they were looked for; `gone` when its own is off the market."""

    card: BookingCard
    now: datetime
    places: tuple[Alternative, ...]
    gone: bool = False


def similar(view: SimilarView, words: Wording) -> Markup:
    return parts.paragraphs(
        words.html("✨ <b>Similar places</b>"),
        words.html("{title} takes no bookings any more.", title=one_line(view.card.title, parts.TITLE_SHOWN)) if view.gone else None,
        parts.dates(words, view.card, view.now),
        parts.elsewhere(words, view.places),
    )


def place(each: Alternative, view: SimilarView, words: Wording) -> str:
    """On the button that asks for it."""
    return parts.ask_for(words, view.places, each)


def look(each: Alternative, view: SimilarView, _: Wording) -> str:
    return f"👀 {view.places.index(each) + 1}"
