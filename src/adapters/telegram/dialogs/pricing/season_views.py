"""A season in the making: what was entered so far, and how it is said."""

from datetime import date
from typing import Any

from aiogram_dialog import DialogManager
from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.pricing.views import season_said
from adapters.telegram.saying import StaleTapError
from adapters.telegram.widgets.picking import Days
from adapters.wording import Wording, parts
from rental_core.apartments.facts import season_text
from rental_core.apartments.rates import Season
from rental_core.money import Money
from rental_core.stay import ONE_DAY, Stay

SEASON = "season"  # dialog data: what was entered so far
FIELD = "season_field"  # dialog data: which price is entered
FAR_AHEAD = 3 * 365  # days


@frozen
class SeasonView:
    """A season as far as it is entered; `season` once it can be one. `was` is the one that it changes, if any."""

    name: str
    days: Days
    season: Season | None
    today: date
    currency: str
    was: bool = False
    priority: int = 0

    @property
    def possible(self) -> bool:
        return self.season is not None


def entered(manager: DialogManager) -> dict[str, Any]:
    """What was entered so far. Raises StaleTapError when nothing was."""
    known = manager.dialog_data.get(SEASON)
    if not isinstance(known, dict):
        raise StaleTapError("no season in the making")
    return known


def view_of(data: dict[str, Any], today: date, currency: str) -> SeasonView:
    nights = nights_of(data)
    days = Days(
        today=today - FAR_AHEAD * ONE_DAY if nights and nights.check_in < today else today,
        last=today + FAR_AHEAD * ONE_DAY,
        nights=FAR_AHEAD,
        check_in=_day(data.get("check_in")),
        check_out=_day(data.get("check_out")),
    )
    season = season_of(data, nights, currency) if nights else None
    return SeasonView(data.get("name", ""), days, season, today, currency, bool(data.get("was")), data.get("priority", 0))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def nights_of(data: dict[str, Any]) -> Stay | None:
    check_in, check_out = _day(data.get("check_in")), _day(data.get("check_out"))
    return Stay(check_in, check_out) if check_in and check_out and check_in < check_out else None


def season_of(data: dict[str, Any], nights: Stay, currency: str) -> Season:
    return Season(
        name=data["name"],
        nights=nights,
        priority=data.get("priority", 0),
        base=_money(data.get("base"), currency),
        weekend=_money(data.get("weekend"), currency),
        min_nights=data.get("min_nights"),
        max_nights=data.get("max_nights"),
    )


def _money(amount: int | None, currency: str) -> Money | None:
    return Money(amount, currency) if amount else None


def as_data(season: Season) -> dict[str, Any]:
    """A season that is changed, as it is entered."""
    return {
        "name": season.name,
        "check_in": season.nights.check_in.isoformat(),
        "check_out": season.nights.check_out.isoformat(),
        "priority": season.priority,
        "base": season.base.amount if season.base else None,
        "weekend": season.weekend.amount if season.weekend else None,
        "min_nights": season.min_nights,
        "max_nights": season.max_nights,
        "was": season_text(season),
    }


def season(view: SeasonView, words: Wording) -> Markup:
    if view.season is None:
        return parts.paragraphs(words.html("🗓 <b>A season</b>"), words.html("Choose its dates."))
    overlap = words.html("Where seasons overlap, the one with the higher priority counts, and of equals the shorter one.")
    rank = words.html("Priority: {n}", n=view.priority)
    return parts.paragraphs(words.html("🗓 <b>A season</b>"), season_said(view.season, view.today, words), rank, overlap)


def season_name(_: SeasonView, words: Wording) -> Markup:
    return parts.paragraphs(
        words.html("🗓 <b>What is the season called?</b>"), words.html("Renters read it in the quote: “Summer”, “New Year”.")
    )


def season_dates(view: SeasonView, words: Wording) -> Markup:
    return parts.paragraphs(
        words.html("🗓 <b>{name}: from which night on?</b>", name=view.name),
        words.html("Tap the first night, then the day after the last night."),
    )


def priority(view: SeasonView, words: Wording) -> str:
    return words.text("priority: {n}", n=view.priority)


def shortest(view: SeasonView, words: Wording) -> str:
    known = view.season.min_nights if view.season else None
    return words.from_nights(known) if known else words.text("shortest: —")


def longest(view: SeasonView, words: Wording) -> str:
    known = view.season.max_nights if view.season else None
    return words.to_nights(known) if known else words.text("longest: —")
