"""The windows of seasons."""

from aiogram import F
from aiogram.enums import ButtonStyle
from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Group, Row, SwitchTo
from aiogram_dialog.widgets.style import Style
from markupsafe import Markup

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.choice import choice
from adapters.telegram.dialogs.pricing import getters, season_views, seasons, views
from adapters.telegram.states import Pricing
from adapters.telegram.widgets.calendar import DayKeyboard
from adapters.telegram.widgets.pieces import stepper
from adapters.telegram.widgets.screen import WORDS, home, screen, ways_back
from adapters.telegram.widgets.text import VIEW, T, Told
from adapters.wording import Wording, parts
from adapters.wording.shorten import one_line

SAMPLE = views.PricingView(samples.FLAT, samples.CITY.currency, samples.TODAY)
ENTERED = {"name": "Лето", "check_in": "2027-06-01", "check_out": "2027-09-01", "base": 500_000, "was": "x"}
SEASON = season_views.view_of(ENTERED, samples.TODAY, samples.CITY.currency)


def season_windows() -> tuple[Window, ...]:
    """The list, and one that is made or changed."""
    return _seasons(), _season(), _name(), _dates(), _amount()


def listed(view: views.PricingView, words: Wording) -> Markup:
    known = view.rates.seasons if view.rates else ()
    if not known:
        return parts.paragraphs(
            words.html("🗓 <b>Seasons</b>"), words.html("None yet. A season has prices or lengths of its own: summer, holidays, a fair.")
        )
    return parts.paragraphs(
        words.html("🗓 <b>Seasons</b>"), parts.block(*(views.season_said(each, view.today, words) for each in known[:20]))
    )


def listed_one(item: views.Item, _: views.PricingView, __: Wording) -> str:
    return one_line(item.said, views.NAME_SHOWN)


def _seasons() -> Window:
    return screen(
        Told(listed),
        Group(choice("pricing_season", F[VIEW].seasons, listed_one, seasons.on_season, by="number"), width=2),
        Button(T("➕ A new season"), id="pricing_season_new", on_click=seasons.on_new),
        ways_back("pricing_seasons", Pricing.main),
        state=Pricing.seasons,
        getter=getters.get_pricing,
        preview=SAMPLE,
    )


def _season() -> Window:
    return screen(
        Told(season_views.season),
        Row(
            SwitchTo(T("🏷 Name"), id="pricing_season_to_name", state=Pricing.season_name),
            SwitchTo(T("📅 Dates"), id="pricing_season_to_dates", state=Pricing.season_dates),
        ),
        Row(
            Button(T("💰 A night"), id="pricing_season_base", on_click=seasons.on_price),
            Button(T("🎉 Weekend"), id="pricing_season_weekend", on_click=seasons.on_price),
        ),
        stepper("pricing_season_shortest", season_views.shortest, seasons.on_step),
        stepper("pricing_season_longest", season_views.longest, seasons.on_step),
        stepper("pricing_season_priority", season_views.priority, seasons.on_step),
        Button(T("✅ Save the season"), id="pricing_season_save", on_click=seasons.on_save, when=F[VIEW].possible),
        Button(T("🗑 Delete it"), id="pricing_season_delete", on_click=seasons.on_delete, when=F[VIEW].was, style=Style(ButtonStyle.DANGER)),
        Row(SwitchTo(T("← Back"), id="pricing_season_back", state=Pricing.seasons), home("pricing_season_home")),
        state=Pricing.season,
        getter=getters.get_season,
        preview=SEASON,
    )


def _name() -> Window:
    return screen(
        Told(season_views.season_name),
        ways_back("pricing_season_name", Pricing.seasons),
        MessageInput(seasons.on_name, filter=WORDS),
        state=Pricing.season_name,
        getter=getters.get_season,
        preview=SEASON,
    )


def _dates() -> Window:
    return screen(
        Told(season_views.season_dates),
        DayKeyboard("pricing_season_day", seasons.on_day),
        ways_back("pricing_season_dates", Pricing.seasons),
        state=Pricing.season_dates,
        getter=getters.get_season,
        preview=SEASON,
    )


def _amount() -> Window:
    return screen(
        Told(views.amount),
        Group(choice("pricing_season_price", F[VIEW].offered, views.offered, seasons.on_price_chosen, by="amount"), width=4),
        ways_back("pricing_season_amount", Pricing.season),
        MessageInput(seasons.on_price_typed, filter=WORDS),
        state=Pricing.season_amount,
        getter=getters.get_season_amount,
        preview=SAMPLE,
    )
