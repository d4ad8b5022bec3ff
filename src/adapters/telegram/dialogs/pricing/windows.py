"""The price windows."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Group, Row, SwitchTo

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.choice import choice
from adapters.telegram.dialogs.pricing import calendar_views, getters, handlers, views
from adapters.telegram.dialogs.pricing.season_windows import season_windows
from adapters.telegram.dialogs.pricing.views import Amount
from adapters.telegram.states import Letting, Pricing
from adapters.telegram.widgets.calendar import DayKeyboard
from adapters.telegram.widgets.months import MonthKeyboard
from adapters.telegram.widgets.pieces import stepper
from adapters.telegram.widgets.screen import WORDS, back, home, screen, ways_back
from adapters.telegram.widgets.text import VIEW, T, Told

SAMPLE = views.PricingView(samples.FLAT, samples.CITY.currency, samples.TODAY)
MAY = samples.STAY.check_in.replace(day=1)
SAMPLE_CALENDAR = calendar_views.CalendarView(samples.FLAT, MAY, MAY, MAY, samples.TODAY)
SAMPLE_ATTEMPT = calendar_views.AttemptView(samples.DAYS, 2, samples.CARD.quote)


def pricing_dialog() -> Dialog:
    """Started with the id of an apartment."""
    return Dialog(
        _main(),
        _amount(),
        _weekend(),
        _discounts(),
        _guests(),
        _limits(),
        *season_windows(),
        _calendar(),
        _attempt(),
        _attempted(),
        on_start=handlers.on_start,
    )


def _main() -> Window:
    priced = F[VIEW].priced
    return screen(
        Told(views.main),
        Row(
            Button(T("💰 A night"), id="pricing_base", on_click=handlers.entering(Amount.BASE)),
            SwitchTo(T("🎉 Weekend"), id="pricing_to_weekend", state=Pricing.weekend, when=priced),
        ),
        Row(
            Button(T("🧹 Cleaning"), id="pricing_cleaning", on_click=handlers.entering(Amount.CLEANING)),
            SwitchTo(T("👥 Extra guests"), id="pricing_to_guests", state=Pricing.guests),
            when=priced,
        ),
        Row(
            SwitchTo(T("🗓 Seasons"), id="pricing_to_seasons", state=Pricing.seasons),
            SwitchTo(T("📉 Discounts"), id="pricing_to_discounts", state=Pricing.discounts),
            when=priced,
        ),
        SwitchTo(T("📏 How long, how soon, how far ahead"), id="pricing_to_limits", state=Pricing.limits),
        Row(
            SwitchTo(T("📅 Night by night"), id="pricing_to_calendar", state=Pricing.calendar),
            SwitchTo(T("🧮 Try a stay"), id="pricing_to_attempt", state=Pricing.attempt),
            when=priced,
        ),
        Row(back("pricing_back", Letting.list, T("✅ Done")), home("pricing_home")),
        state=Pricing.main,
        getter=getters.get_pricing,
        preview=SAMPLE,
    )


def _amount() -> Window:
    return screen(
        Told(views.amount),
        Group(choice("pricing_amount", F[VIEW].offered, views.offered, handlers.on_amount, by="amount"), width=4),
        ways_back("pricing_amount", Pricing.main),
        MessageInput(handlers.on_amount_typed, filter=WORDS),
        state=Pricing.amount,
        getter=getters.get_pricing,
        preview=SAMPLE,
    )


def _weekend() -> Window:
    return screen(
        Told(views.weekend),
        Group(choice("pricing_weekday", F[VIEW].weekdays, views.weekday, handlers.on_weekday, by="number"), width=7),
        Button(T("💰 Price of a weekend night"), id="pricing_weekend_price", on_click=handlers.entering(Amount.WEEKEND)),
        ways_back("pricing_weekend", Pricing.main),
        state=Pricing.weekend,
        getter=getters.get_pricing,
        preview=SAMPLE,
    )


def _discounts() -> Window:
    return screen(
        Told(views.discounts),
        stepper("pricing_weekly", views.weekly, handlers.on_percent),
        stepper("pricing_monthly", views.monthly, handlers.on_percent),
        ways_back("pricing_discounts", Pricing.main),
        MessageInput(handlers.on_percents_typed, filter=WORDS),
        state=Pricing.discounts,
        getter=getters.get_pricing,
        preview=SAMPLE,
    )


def _guests() -> Window:
    return screen(
        Told(views.guests),
        stepper("pricing_included", views.included, handlers.on_included),
        Button(T("💰 Fee for an extra guest"), id="pricing_extra", on_click=handlers.entering(Amount.EXTRA_GUEST)),
        ways_back("pricing_guests", Pricing.main),
        state=Pricing.guests,
        getter=getters.get_pricing,
        preview=SAMPLE,
    )


def _limits() -> Window:
    return screen(
        Told(views.limits),
        stepper("pricing_shortest", views.shortest, handlers.on_limit),
        stepper("pricing_longest", views.longest, handlers.on_limit),
        stepper("pricing_preparation", views.preparation, handlers.on_limit),
        stepper("pricing_notice", views.notice_days, handlers.on_limit),
        stepper("pricing_window", views.window_days, handlers.on_window),
        ways_back("pricing_limits", Pricing.main),
        state=Pricing.limits,
        getter=getters.get_pricing,
        preview=SAMPLE,
    )


def _calendar() -> Window:
    return screen(
        Told(calendar_views.calendar),
        MonthKeyboard("pricing_night", calendar_views.night, handlers.on_night),
        ways_back("pricing_calendar", Pricing.main),
        state=Pricing.calendar,
        getter=getters.get_calendar,
        preview=SAMPLE_CALENDAR,
    )


def _attempt() -> Window:
    return screen(
        Told(calendar_views.attempt),
        DayKeyboard("pricing_day", handlers.on_tried),
        ways_back("pricing_attempt", Pricing.main),
        state=Pricing.attempt,
        getter=getters.get_attempt,
        preview=SAMPLE_ATTEMPT,
    )


def _attempted() -> Window:
    return screen(
        Told(calendar_views.attempted),
        stepper("pricing_tried", calendar_views.attempt_guests, handlers.on_tried_guests),
        Button(T("🧮 Another stay"), id="pricing_again", on_click=handlers.on_other_stay),
        ways_back("pricing_attempted", Pricing.main),
        state=Pricing.attempted,
        getter=getters.get_attempt,
        preview=SAMPLE_ATTEMPT,
    )
