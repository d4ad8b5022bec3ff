"""How refusals that landlords get about their apartments are said."""

from collections.abc import Callable
from typing import Any

from adapters.wording.names import Names
from rental_core.apartments.rates import BadRateError, NightsOrderError, RateProblem, SeasonClashError, TooManySeasonsError
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


LETTING: dict[type[BaseException], Say] = {
    BadRateError: _badly_priced,
    NightsOrderError: lambda words, error: words.text(
        "The shortest stay cannot be longer than the longest one: {shortest} and {longest}.",
        shortest=words.nights(error.shortest),
        longest=words.nights(error.longest),
    ),
    SeasonClashError: lambda words, error: words.text(
        "“{name}” has the same dates and the same priority already. Give one of them another priority.", name=error.name
    ),
    TooManySeasonsError: lambda words, error: words.plural(
        "There is {n} season already, and more is not possible. Remove one first.",
        "There are {n} seasons already, and more is not possible. Remove one first.",
        error.limit,
    ),
}
