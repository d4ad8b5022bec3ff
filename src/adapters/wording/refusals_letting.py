"""How refusals that landlords get about their apartments are said."""

from collections.abc import Callable
from typing import Any

from adapters.wording.names import Names
from rental_core.apartments.apartment import ForbiddenPublicationError, NoReasonError, Publication, TimesOrderError
from rental_core.apartments.photos import LastPhotoError, NoSuchPhotoError, TooManyPhotosError
from rental_core.apartments.publish import TooManyDraftsError
from rental_core.apartments.rates import BadRateError, NightsOrderError, RateProblem, SeasonClashError, TooManySeasonsError
from rental_core.bookings.remove_apartment import StillBookedError
from rental_core.money import Money

Say = Callable[[Names, Any], str]


def _badly_priced(words: Names, error: BadRateError) -> str:
    match error.problem:
        case RateProblem.NOT_POSITIVE:
            return words.text("A price must be above zero. How much shall it be?")
        case RateProblem.NEGATIVE:
            return words.text("A fee cannot be below zero. Write 0 for none.")
        case RateProblem.TOO_HIGH:
            return words.text("That is too much: {most} at most.", most=words.money(Money(error.limit)))


def _published_otherwise(words: Names, error: ForbiddenPublicationError) -> str:
    match error.publication:
        case Publication.REVIEW:
            return words.text("It is on review at the moment. Wait for the answer, or take it back first.")
        case Publication.PUBLISHED:
            return words.text("It is published already. Pause it first.")
        case Publication.BANNED:
            return words.text("It is banned. Write to support if you think that this is a mistake.")
        case Publication.REMOVED:
            return words.text("It was removed, and nothing can be done with it any more.")
        case Publication.PAUSED:
            return words.text("It is paused. Put it back into the search first.")
        case _:
            return words.text("It is not published yet. Submit it first.")


LETTING: dict[type[BaseException], Say] = {
    TimesOrderError: lambda words, error: words.text(
        "Guests would have to leave by {end}, after the next ones arrive at {begin}. Make the check-out earlier or the check-in later.",
        end=f"{error.check_out:%H:%M}",
        begin=f"{error.check_in:%H:%M}",
    ),
    BadRateError: _badly_priced,
    NightsOrderError: lambda words, error: words.text(
        "The shortest stay cannot be longer than the longest one: {shortest} and {longest}.",
        shortest=words.nights(error.shortest),
        longest=words.nights(error.longest),
    ),
    SeasonClashError: lambda words, error: words.text(
        "“{name}” has the same dates and the same priority already. Give one of them another priority.", name=error.name
    ),
    ForbiddenPublicationError: _published_otherwise,
    NoReasonError: lambda words, _: words.text("Please say why: the landlord must know what to change."),
    TooManyPhotosError: lambda words, error: words.plural(
        "There is {n} photo already, and more is not possible. Delete one first.",
        "There are {n} photos already, and more is not possible. Delete one first.",
        error.limit,
    ),
    LastPhotoError: lambda words, _: words.text("Renters need one photo at least. Add another one first, then delete this one."),
    NoSuchPhotoError: lambda words, _: words.text("This photo is not there any more. Look at what there is."),
    TooManyDraftsError: lambda words, error: words.plural(
        "You have {n} draft already. Finish or remove it first.", "You have {n} drafts already. Finish or remove one first.", error.limit
    ),
    StillBookedError: lambda words, error: words.plural(
        "There is {n} stay or request ahead. Decide or cancel it first, then it can be removed.",
        "There are {n} stays or requests ahead. Decide or cancel them first, then it can be removed.",
        error.bookings,
    ),
    TooManySeasonsError: lambda words, error: words.plural(
        "There is {n} season already, and more is not possible. Remove one first.",
        "There are {n} seasons already, and more is not possible. Remove one first.",
        error.limit,
    ),
}
