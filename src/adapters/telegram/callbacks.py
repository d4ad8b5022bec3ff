"""What the buttons outside the dialogs carry. Anything may come back: a tap is parsed again and its ids are asked for in use cases."""

from enum import Enum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from rental_core.bookings.booking import Why

# Ids are 64-bit in the database: larger ones are forged, and must not reach a query.
StoredId = Annotated[int, Field(gt=0, lt=2**63)]


class Act(Enum):
    """What a tap on a decision card asks for."""

    CONFIRM = "yes"
    DECLINE = "no"  # asks for the reason
    BACK = "back"  # from the reasons to the card


class Decide(CallbackData, prefix="dec"):
    """Landlord, on a decision card."""

    booking: StoredId
    act: Act


class DeclineFor(CallbackData, prefix="why"):
    """Landlord, among the reasons of a decision card."""

    booking: StoredId
    why: Why


class OpenTrip(CallbackData, prefix="trip"):
    """Renter: show a booking of theirs."""

    booking: StoredId


class AskInstead(CallbackData, prefix="ask"):
    """Renter, whose `booking` came to nothing: the same in `apartment`, for the price that was shown."""

    booking: StoredId
    apartment: StoredId
    total: Annotated[int, Field(ge=0, lt=2**63)]
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    fingerprint: Annotated[str, Field(pattern="^[0-9a-f]{12}$")]


class SeeInstead(CallbackData, prefix="see"):
    """Renter, whose `booking` came to nothing: show `apartment`, for the same dates."""

    booking: StoredId
    apartment: StoredId


class OpenApartment(CallbackData, prefix="flat"):
    """Landlord: show an apartment of theirs."""

    apartment: StoredId


class OpenReview(CallbackData, prefix="review"):
    """Admin: look at an apartment that waits for a review."""

    apartment: StoredId


class OpenBooking(CallbackData, prefix="stay"):
    """Landlord: show a booking of theirs; the request that it is while it waits."""

    booking: StoredId


class OpenGuests(CallbackData, prefix="guests"):
    """Landlord: who comes to an apartment of theirs and who leaves it."""

    apartment: StoredId


class SearchAgain(CallbackData, prefix="again"):
    """Renter: back to the search as it was entered last."""
