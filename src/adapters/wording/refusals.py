"""How each refusal is said: kindly, concretely, and with what to do next."""

from collections.abc import Sequence

from adapters.wording.names import Names
from adapters.wording.refusals_letting import LETTING, Say
from adapters.wording.shorten import one_line, shorten
from rental_core.accounts.person import (
    BadNameError,
    BadPhoneError,
    BlockedPersonError,
    NameProblem,
    NotAllowedError,
    PersonNotFoundError,
)
from rental_core.apartments.apartment import ApartmentNotFoundError, NotPublishedError, NotReadyError, NotYourApartmentError
from rental_core.bookings.block_nights import HeldRequestsError, NamedStay, NightsSoldError
from rental_core.bookings.booking import BookingMovedOnError, BookingNotFoundError, BookingStatus, ForbiddenMoveError
from rental_core.bookings.cancel import NoShowTooEarlyError, NoShowTooLateError, StayOverError
from rental_core.bookings.confirm import NightsHeldError, RequestExpiredError, RequestLostError
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
from rental_core.money import CurrencyMixError
from rental_core.notifications.ports import DeliveryFailedError, SlowDownError, UndeliverableError
from rental_core.pricing.quote import PriceChangedError
from rental_core.search.favourites import TooManyFavouritesError
from rental_core.stay import EmptyStayError

ALERT_LENGTH = 200
REASON_SHOWN = 90
STAYS_NAMED = 2
NAME_SHOWN = 20


def said(words: Names, error: RentalError) -> str:
    """The text for `error`, or for the nearest class it derives from."""
    say = next(REFUSALS[kind] for kind in type(error).__mro__ if kind in REFUSALS)
    return shorten(say(words, error), ALERT_LENGTH)


def _gone(words: Names, _: RentalError) -> str:
    return words.text("This is no longer here, or it was never yours to see. Open the menu and start again from there.")


def _ours(words: Names, _: RentalError) -> str:
    return words.text("This did not work, and it is our fault. Please try again in a minute.")


def _moved(words: Names, error: ForbiddenMoveError) -> str:
    match error.status:
        case BookingStatus.REQUESTED:
            return words.text("The request is still waiting for an answer: this comes after it.")
        case BookingStatus.CONFIRMED:
            return words.text("The booking is confirmed already. To end it, cancel it.")
        case BookingStatus.DECLINED:
            return words.text("The request was declined already: there is nothing left to decide.")
        case BookingStatus.WITHDRAWN:
            return words.text("The renter took the request back a moment ago: there is nothing left to decide.")
        case BookingStatus.EXPIRED:
            return words.text("The time to answer has run out, and the request has ended. The renter may ask again.")
        case BookingStatus.CANCELLED:
            return words.text("The booking was cancelled already.")
        case _:
            return words.text("The stay is over: the booking cannot change any more.")


def _badly_called(words: Names, error: BadNameError) -> str:
    match error.problem:
        case NameProblem.EMPTY:
            return words.text("A name needs at least one letter. What shall we call you?")
        case NameProblem.LONG:
            return words.text("That name is too long: 64 characters at most. Is there a shorter one?")
        case NameProblem.UNSEEN:
            return words.text("There are characters in this name that cannot be seen. Please type it on one line, in plain letters.")


def _named(words: Names, every: Sequence[NamedStay]) -> str:
    named = [f"{words.stay(each.stay)} ({one_line(words.person(each.renter), NAME_SHOWN)})" for each in every[:STAYS_NAMED]]
    if rest := len(every) - STAYS_NAMED:
        named += [words.plural("{n} more", "{n} more", rest)] if rest > 0 else []
    return ", ".join(named)


REFUSALS: dict[type[BaseException], Say] = {
    RentalError: _ours,
    NotFoundError: _gone,
    PersonNotFoundError: lambda words, _: words.text("We do not know this person yet. Send /start to begin."),
    BlockedPersonError: lambda words, error: words.text(
        "Your account is blocked: {reason}. If this is a mistake, write to support.", reason=shorten(error.reason, REASON_SHOWN)
    ),
    NotAllowedError: lambda words, _: words.text("This is for somebody else to do: your account has no right to it."),
    BadNameError: _badly_called,
    BadPhoneError: lambda words, _: words.text(
        "I cannot read this as a phone number. Please write it with the country code, like +7 900 123-45-67."
    ),
    StaysAheadError: lambda words, error: words.plural(
        "You have {n} confirmed stay ahead, and somebody counts on it. Cancel it first, then your data can be deleted.",
        "You have {n} confirmed stays ahead, and somebody counts on them. Cancel them first, then your data can be deleted.",
        len(error.bookings),
    ),
    OnlyAdminError: lambda words, _: words.text("You are the only admin here. Make somebody else an admin first, then you can go."),
    ApartmentNotFoundError: lambda words, _: words.text("This apartment is no longer shown. Search again to see what is free."),
    NotPublishedError: lambda words, _: words.text("This apartment takes no requests at the moment. Choose another one."),
    NotReadyError: lambda words, error: words.text(
        "It cannot be published yet. Still missing: {missing}.", missing=", ".join(words.missing(each) for each in error.missing)
    ),
    NotYourApartmentError: lambda words, _: words.text("Somebody else lets this apartment: only they can change it."),
    CurrencyMixError: _ours,
    EmptyStayError: lambda words, _: words.text("The check-out must come after the check-in. Choose the dates again."),
    PastNightsError: lambda words, error: words.text(
        "These dates have passed: it is {date} there already. Choose later ones.", date=words.date(error.today)
    ),
    NightsTakenError: lambda words, error: words.text(
        "{dates}: somebody else has these nights already. Choose other dates or another apartment.", dates=words.stay(error.stay)
    ),
    BlockNotFoundError: lambda words, _: words.text("These nights are not closed any more. Open the calendar again."),
    TooSoonError: lambda words, error: words.text(
        "The landlord needs more time to prepare: the check-in can be {date} at the earliest.", date=words.date(error.first)
    ),
    StayTooFarError: lambda words, error: words.text(
        "That is too far ahead: the check-in can be {date} at the latest. Choose earlier dates.", date=words.date(error.last)
    ),
    StayTooLongError: lambda words, error: words.text(
        "A stay can be at most {nights}. Choose fewer nights.", nights=words.nights(error.nights)
    ),
    StayTooShortError: lambda words, error: words.plural(
        "This apartment is let for {n} night at least. Choose more nights.",
        "This apartment is let for {n} nights at least. Choose more nights.",
        error.nights,
    ),
    TooManyGuestsError: lambda words, error: words.plural(
        "This apartment is for {n} guest at most. Bring fewer guests or choose a larger one.",
        "This apartment is for {n} guests at most. Bring fewer guests or choose a larger one.",
        error.guests,
    ),
    TooManyPendingError: lambda words, error: words.plural(
        "You have {n} request waiting for an answer, and more is not possible. Wait, or withdraw one in your trips.",
        "You have {n} requests waiting for an answer, and more is not possible. Wait, or withdraw one in your trips.",
        error.limit,
    ),
    TooManyUpcomingError: lambda words, error: words.plural(
        "You have {n} trip ahead, and more is not possible. Book again when one is over, or cancel one.",
        "You have {n} trips ahead, and more is not possible. Book again when one is over, or cancel one.",
        error.limit,
    ),
    TooManyFavouritesError: lambda words, error: words.plural(
        "You keep {n} place already, and more is not possible. Remove one from your favourites first.",
        "You keep {n} places already, and more is not possible. Remove some from your favourites first.",
        error.limit,
    ),
    OwnApartmentError: lambda words, _: words.text("This apartment is yours. To keep nights for yourself, close them in its calendar."),
    PriceChangedError: lambda words, error: words.text(
        "The price has changed: it was {old}, now it is {new}. Look at it and tap once more if it suits you.",
        old=words.money(error.old),
        new=words.money(error.new.total),
    ),
    RequestExpiredError: lambda words, _: words.text(
        "The time to answer has run out, and the request has ended. The renter may ask again."
    ),
    RequestLostError: lambda words, error: words.text(
        "{dates}: these nights are sold or closed by now. The request is declined, and the renter is told.", dates=words.stay(error.stay)
    ),
    NightsHeldError: lambda words, _: words.text("Another request holds some of these nights. Decide on that one first."),
    ForbiddenMoveError: _moved,
    BookingMovedOnError: lambda words, _: words.text("Somebody was faster, and the booking has changed. Look at it and try again."),
    BookingNotFoundError: lambda words, _: words.text("There is no such booking among yours. Open your trips or requests from the menu."),
    StayOverError: lambda words, _: words.text("The check-out has passed: there is nothing left to cancel."),
    NoShowTooEarlyError: lambda words, _: words.text("The check-in is still to come. If nobody arrives, report it after that."),
    NoShowTooLateError: lambda words, _: words.text("This can be reported within 48 hours of check-in. Write to support if you need help."),
    NightsSoldError: lambda words, error: words.text(
        "There is a confirmed stay: {stays}. Choose other nights, or cancel it first.",
        stays=_named(words, error.stays),
    ),
    HeldRequestsError: lambda words, error: words.text(
        "Requests hold some of these nights: {stays}. Closing them declines these requests.",
        stays=_named(words, error.requests),
    ),
    UndeliverableError: lambda words, _: words.text("This person cannot be reached any more: they left or blocked the bot."),
    SlowDownError: lambda words, _: words.text("Too many messages at once. Please try again in a minute."),
    **LETTING,
    DeliveryFailedError: lambda words, _: words.text("The message did not get through. It will be tried again."),
}
