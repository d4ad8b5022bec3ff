"""Tapping days, and hearing why a day will not do."""

from datetime import date

from aiogram_dialog import DialogManager

from adapters.telegram.saying import toast, words_of
from adapters.telegram.widgets.picking import CannotPick, Days, Why
from adapters.wording import Wording


def pick(manager: DialogManager, days: Days, day: date) -> Days | None:
    """The days after the tap; None when the day cannot be chosen, which the answer explains."""
    picked = days.pick(day)
    if isinstance(picked, CannotPick):
        toast(manager, why_not(picked, day, words_of(manager)), alert=picked.why is not Why.PAST)
        return None
    return picked


def why_not(cannot: CannotPick, day: date, words: Wording) -> str:
    """The reason, and what would do."""
    limit = words.date(cannot.limit, today=day) if cannot.limit else ""
    match cannot.why:
        case Why.PAST:
            return words.text("This day has passed")
        case Why.TOO_FAR:
            return words.text("That is too far ahead: the check-in can be {date} at the latest", date=limit)
        case Why.TAKEN:
            return words.text("This night is taken. You can leave on this day, but to arrive choose another one")
        case Why.BEYOND_TAKEN:
            return words.text("A night in between is taken: from this check-in, you can stay until {date}", date=limit)
        case Why.TOO_TIGHT:
            return words.text("The next guests come too soon: the apartment could not be made ready for them. Please arrive on another day")
        case Why.PREPARATION:
            return words.text(
                "The apartment is made ready before the next guests: from this check-in, you can stay until {date}", date=limit
            )
        case Why.TOO_LONG:
            return words.text("That is too long: from this check-in, you can stay until {date}", date=limit)


def hint(days: Days, words: Wording) -> str:
    """What to tap next."""
    if days.leaving and days.check_in:
        return words.text(
            "Check-in {date}. Now tap the day of check-out, or the same day again to change it",
            date=words.date(days.check_in, today=days.today),
        )
    return words.text("Tap the day of check-in, then the day of check-out")
