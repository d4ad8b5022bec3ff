"""Every refusal of the core has its own words, short enough for an alert."""

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import time

import pytest

import rental_core
from adapters.wording import wording
from adapters.wording.refusals import ALERT_LENGTH, REFUSALS
from adapters.wording.shorten import length
from rental_core.accounts.person import (
    BadNameError,
    BadPhoneError,
    BlockedPersonError,
    Language,
    NameProblem,
    NotAllowedError,
    PersonId,
    PersonNotFoundError,
)
from rental_core.apartments.apartment import (
    ApartmentId,
    ApartmentNotFoundError,
    ForbiddenPublicationError,
    Missing,
    NoReasonError,
    NotPublishedError,
    NotReadyError,
    NotYourApartmentError,
    PhotoKey,
    Publication,
    TimesOrderError,
)
from rental_core.apartments.photos import LastPhotoError, NoSuchPhotoError, TooManyPhotosError
from rental_core.apartments.publish import TooManyDraftsError
from rental_core.apartments.rates import MOST, BadRateError, NightsOrderError, RateProblem, SeasonClashError, TooManySeasonsError
from rental_core.bookings.block_nights import HeldRequestsError, NamedStay, NightsSoldError
from rental_core.bookings.booking import BookingId, BookingMovedOnError, BookingNotFoundError, BookingStatus, ForbiddenMoveError
from rental_core.bookings.cancel import NoShowTooEarlyError, NoShowTooLateError, StayOverError
from rental_core.bookings.confirm import NightsHeldError, RequestExpiredError, RequestLostError
from rental_core.bookings.remove_apartment import StillBookedError
from rental_core.bookings.rules import (
    OwnApartmentError,
    StayTooFarError,
    StayTooLongError,
    StayTooShortError,
    TooManyGuestsError,
    TooManyPendingError,
    TooManyUpcomingError,
    TooSoonError,
)
from rental_core.calendar.block import PastNightsError
from rental_core.calendar.occupancy import NightsTakenError
from rental_core.calendar.ports import BlockNotFoundError
from rental_core.errors import NotFoundError, RentalError
from rental_core.moderation.leave import OnlyAdminError, StaysAheadError
from rental_core.money import CurrencyMixError, Money
from rental_core.notifications.ports import DeliveryFailedError, SlowDownError, UndeliverableError
from rental_core.pricing.quote import PriceChangedError, quote
from rental_core.search.favourites import TooManyFavouritesError
from rental_core.stay import EmptyStayError
from tests.support.builders import RATES, stay

RU, EN = wording(Language.RUSSIAN), wording(Language.ENGLISH)
FLAT, REQUEST = ApartmentId(1), BookingId(2**62)
LONG = stay("2027-09-28", "2027-12-27")
ACROSS = stay("2027-12-30", "2028-01-02")
REQUESTS = tuple(NamedStay(BookingId(number), ACROSS, "Жанна-Элеонора фон Шварценберг") for number in range(100))

EXAMPLES: list[RentalError] = [
    RentalError(),
    NotFoundError(),
    PersonNotFoundError(1),
    BlockedPersonError("ж" * 500),
    NotAllowedError(PersonId(1)),
    *(BadNameError(problem) for problem in NameProblem),
    BadPhoneError(),
    StaysAheadError((REQUEST,)),
    StaysAheadError((REQUEST,) * 5),
    OnlyAdminError(),
    TooManyFavouritesError(100),
    ApartmentNotFoundError(1),
    NotPublishedError(FLAT),
    NotReadyError(FLAT, tuple(Missing)),
    NotYourApartmentError(FLAT),
    CurrencyMixError("RUB", "EUR"),
    EmptyStayError(LONG.check_in, LONG.check_in),
    PastNightsError(LONG.check_in),
    NightsTakenError(FLAT, ACROSS),
    BlockNotFoundError(1),
    StayTooFarError(LONG.check_in),
    TooSoonError(LONG.check_in),
    StayTooLongError(90),
    *(BadRateError(problem, MOST) for problem in RateProblem),
    NightsOrderError(30, 2),
    TimesOrderError(time(12), time(14)),
    *(ForbiddenPublicationError(FLAT, each, Publication.PUBLISHED) for each in Publication),
    NoReasonError(FLAT),
    TooManyPhotosError(1),
    TooManyPhotosError(10),
    LastPhotoError(FLAT),
    NoSuchPhotoError(PhotoKey("a.jpg")),
    TooManyDraftsError(1),
    TooManyDraftsError(20),
    StillBookedError(FLAT, 1),
    StillBookedError(FLAT, 12),
    SeasonClashError("Новогодние каникулы"),
    TooManySeasonsError(1),
    TooManySeasonsError(50),
    StayTooShortError(3),
    TooManyGuestsError(1),
    TooManyGuestsError(4),
    TooManyPendingError(1),
    TooManyPendingError(5),
    TooManyUpcomingError(1),
    TooManyUpcomingError(5),
    OwnApartmentError(FLAT),
    PriceChangedError(Money(1_234_567_89), quote(RATES, LONG)),
    RequestExpiredError(REQUEST),
    RequestLostError(FLAT, ACROSS),
    NightsHeldError(REQUEST),
    *(ForbiddenMoveError(REQUEST, status, BookingStatus.CONFIRMED) for status in BookingStatus),
    BookingMovedOnError(REQUEST),
    BookingNotFoundError(1),
    StayOverError(REQUEST),
    NoShowTooEarlyError(REQUEST),
    NoShowTooLateError(REQUEST),
    NightsSoldError(REQUESTS[:1]),
    NightsSoldError(REQUESTS),
    HeldRequestsError(REQUESTS[:2]),
    HeldRequestsError(REQUESTS),
    UndeliverableError("bot was blocked by the user"),
    SlowDownError(3),
    DeliveryFailedError("timeout"),
]


def refusals(kind: type[RentalError] = RentalError) -> Iterator[type[RentalError]]:
    """Every class of refusal that the core defines, the root included."""
    for module in pkgutil.walk_packages(rental_core.__path__, "rental_core."):
        importlib.import_module(module.name)
    if kind.__module__.startswith("rental_core."):
        yield kind
    for child in kind.__subclasses__():
        yield from refusals(child)


def test_no_refusal_is_without_words() -> None:
    assert {kind.__name__ for kind in refusals()} == {kind.__name__ for kind in REFUSALS}


def test_no_refusal_is_without_an_example_here() -> None:
    assert set(refusals()) == {type(example) for example in EXAMPLES}


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_a_refusal_fits_an_alert_uncut_in_both_languages(error: RentalError) -> None:
    for words in (RU, EN):
        said = words.refusal(error)
        assert 10 < length(said) <= ALERT_LENGTH
        assert said.endswith((".", "?"))
        assert "{" not in said


def test_a_refusal_is_concrete_and_says_what_to_do_next() -> None:
    assert RU.refusal(NightsTakenError(FLAT, stay("2027-05-05", "2027-05-08"))) == (
        "5–8 мая 2027: эти ночи уже заняты. Выберите другие даты или другую квартиру."
    )
    assert EN.refusal(TooManyGuestsError(1)) == "This apartment is for 1 guest at most. Bring fewer guests or choose a larger one."


def test_many_stays_are_named_by_the_first_two_and_the_number_of_the_rest() -> None:
    assert RU.refusal(NightsSoldError(REQUESTS)).endswith("ещё 98. Выберите другие ночи или сначала отмените её.")
    assert "ещё" not in RU.refusal(NightsSoldError(REQUESTS[:2]))


def test_a_refusal_nobody_knew_of_is_said_as_its_nearest_kind() -> None:
    class NewerError(NotFoundError):
        """Of a later version."""

    assert RU.refusal(NewerError()) == RU.refusal(NotFoundError())
