"""Tapping days, and hearing why a day will not do."""

from datetime import date

from aiogram_dialog import DialogManager

from adapters.telegram.saying import toast, words_of
from adapters.telegram.widgets.picking import CannotPick, Days, Why
from adapters.wording import N_, Wording

REASONS = {
    Why.PAST: N_("This day has passed"),
    Why.TOO_FAR: N_("That is too far ahead: the check-in can be {date} at the latest"),
    Why.TOO_SOON: N_("The landlord needs more time to prepare: the check-in can be {date} at the earliest"),
    Why.TAKEN: N_("This night is taken. Please arrive on another day"),
    Why.TURNOVER: N_("This night is taken. You can leave on this day, but to arrive choose another one"),
    Why.BEYOND_TAKEN: N_("A night in between is taken: from this check-in, you can stay until {date}"),
    Why.TOO_TIGHT: N_("The next guests come too soon: the apartment could not be made ready for them. Please arrive on another day"),
    Why.PREPARATION: N_("The apartment is made ready before the next guests: from this check-in, you can stay until {date}"),
}


def pick(manager: DialogManager, days: Days, day: date) -> Days | None:
    """The days after the tap; None when the day cannot be chosen, which the answer explains."""
    picked = days.pick(day)
    if isinstance(picked, CannotPick):
        toast(manager, why_not(picked, words_of(manager), today=days.today), alert=picked.why is not Why.PAST)
        return None
    return picked


def why_not(cannot: CannotPick, words: Wording, *, today: date) -> str:
    """The reason, and what would do."""
    limit = words.date(cannot.limit, today=today) if cannot.limit else ""
    if cannot.why in REASONS:
        return words.text(REASONS[cannot.why], date=limit)
    return _wrong_length(cannot, limit, words)


def _wrong_length(cannot: CannotPick, limit: str, words: Wording) -> str:
    n = cannot.nights
    if cannot.why is Why.TOO_SHORT:
        return words.plural(
            "A stay here has {n} night at least: check-out from {date} on",
            "A stay here has {n} nights at least: check-out from {date} on",
            n,
            date=limit,
        )
    if cannot.why is Why.GAP:
        return words.plural(
            "A stay here has {n} night at least, and other guests come on {date}. Please arrive on another day",
            "A stay here has {n} nights at least, and other guests come on {date}. Please arrive on another day",
            n,
            date=limit,
        )
    return words.plural(
        "A stay has {n} night at most: check-out by {date}", "A stay has {n} nights at most: check-out by {date}", n, date=limit
    )


def hint(days: Days, words: Wording) -> str:
    """What to tap next."""
    if days.leaving and days.check_in:
        return words.text(
            "Check-in {date}. Now tap the day of check-out, or the same day again to change it.",
            date=words.date(days.check_in, today=days.today),
        )
    return words.text("Tap the day of check-in, then the day of check-out.")


def length_rule(days: Days, words: Wording, *, longest: int) -> str:
    """How short and how long a stay may be, where that is the landlord's wish: not shorter than usual and `longest` is no news."""
    least = words.plural("A stay has {n} night at least", "A stay has {n} nights at least", days.shortest) if days.shortest > 1 else ""
    most = words.plural("{n} night at most", "{n} nights at most", days.nights) if days.nights < longest else ""
    return ", ".join(said for said in (least, most) if said)
