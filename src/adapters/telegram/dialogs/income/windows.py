"""The windows of income."""

from datetime import date

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row, Select, SwitchTo
from aiogram_dialog.widgets.media import DynamicMedia

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.choice import choice
from adapters.telegram.dialogs.income import getters, handlers, views
from adapters.telegram.media import income_picture
from adapters.telegram.states import Income, Letting
from adapters.telegram.widgets.pieces import pager
from adapters.telegram.widgets.screen import WORDS, back, home, screen
from adapters.telegram.widgets.text import PICTURE, VIEW, ItemTold, T, Told
from adapters.wording import wording
from rental_core.accounts.person import Language
from rental_core.bookings.income import Income as Earned
from rental_core.bookings.income import IncomeRow, IncomeSection, IncomeYears
from rental_core.money import Money

ROWS = tuple(
    IncomeRow(
        apartment_id=samples.PAGE.id,
        title=samples.TITLE,
        street="Ленина",
        month=date(2027, month, 1),
        income=Earned(Money(6_200_050 + month * 900_000), 12 + month, 28),
    )
    for month in range(1, 10)
)
YEAR = views.IncomeView(IncomeYears(samples.TODAY, 2026, 2028), 2027, 4, IncomeSection("RUB", ROWS), ("RUB", "KZT"))
DRAWN = YEAR.picture(wording(Language.RUSSIAN))
FLATS = views.FlatsView(YEAR, YEAR.section.apartments, more=True, typed="море")


def income_dialog() -> Dialog:
    """Of all apartments, or of the one whose id is given; of the year, the month and the currency that are given, else of today's."""
    return Dialog(_year(), _month(), _flats())


def _currencies(id: str) -> Row:  # noqa: A002  # as all widgets name it
    return Row(
        Select(ItemTold(views.currency), id=id, item_id_getter=str, items=F[VIEW].tabs, on_click=handlers.on_currency),
    )


def _year() -> Window:
    return screen(
        DynamicMedia(PICTURE, when=PICTURE),
        Told(views.year),
        _currencies("income_currency"),
        Group(choice("income_month", F[VIEW].months, views.on_month, handlers.on_month, by="number"), width=3),
        Row(
            Button(Told(views.earlier_year), id="income_earlier_year", on_click=handlers.on_year, when=F[VIEW].earlier),
            Button(Told(views.later_year), id="income_later_year", on_click=handlers.on_year, when=F[VIEW].later),
        ),
        Row(
            Button(T("🏠 By apartment"), id="income_year_flats", on_click=handlers.on_flats, when=F[VIEW].of_all),
            Button(T("📄 CSV file"), id="income_file", on_click=handlers.on_file, when=F[VIEW].any),
        ),
        Row(back("income_back", Letting.home), home("income_home")),
        state=Income.year,
        getter=getters.get_year,
        preview=YEAR,
        pictured=income_picture(DRAWN) if DRAWN else None,
    )


def _month() -> Window:
    return screen(
        Told(views.month),
        _currencies("income_month_currency"),
        Row(
            Button(Told(views.earlier_month), id="income_earlier_month", on_click=handlers.on_turn),
            Button(Told(views.later_month), id="income_later_month", on_click=handlers.on_turn),
        ),
        Button(T("🏠 By apartment"), id="income_month_flats", on_click=handlers.on_flats, when=F[VIEW].of_all),
        SwitchTo(T("📅 The whole year"), id="income_whole", state=Income.year, when=F[VIEW].started_at_month),
        Row(Button(T("← Back"), id="income_month_back", on_click=handlers.on_month_back), home("income_month_home")),
        state=Income.month,
        getter=getters.get_month,
        preview=YEAR,
    )


def _flats() -> Window:
    return screen(
        Told(views.flats),
        Column(choice("income_flat", F[VIEW].rows, views.apartment, handlers.on_apartment)),
        pager("income_better", "income_worse", when=F[VIEW].several),
        Button(T("✕ Show all"), id="income_all", on_click=handlers.on_all, when=F[VIEW].typed),
        Row(Button(T("← Back"), id="income_flats_back", on_click=handlers.on_flats_back), home("income_flats_home")),
        MessageInput(handlers.on_typed, filter=WORDS),
        state=Income.flats,
        getter=getters.get_flats,
        preview=FLATS,
    )
