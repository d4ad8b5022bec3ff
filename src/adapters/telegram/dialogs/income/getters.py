"""What the windows of income need to know."""

from typing import Any

from aiogram_dialog import DialogManager
from attrs import frozen
from dishka.integrations.aiogram_dialog import FromDishka, inject

from adapters.telegram.dialogs.income.views import FlatsView, IncomeView
from adapters.telegram.dialogs.started import started_with
from adapters.telegram.dialogs.whose import one_of, title_of_one
from adapters.telegram.media import income_picture
from adapters.telegram.saying import words_of
from adapters.telegram.widgets.path import Path
from adapters.telegram.widgets.text import PICTURE, VIEW
from rental_core.accounts.person import Person
from rental_core.bookings.income import ApartmentIncome, IncomeReader, IncomeSection, month_of, sections, year_of
from rental_core.bookings.letting import LettingReader
from rental_core.clock import Clock
from rental_core.search.spelling import other_layout
from rental_core.stay import ONE_DAY, Stay

PAGE = 8
FOUND = 20
# Dialog data, or what the dialog was started with.
YEAR, MONTH, CURRENCY = "year", "month", "currency"
TYPED = "typed"  # dialog data: what was typed to find an apartment
OF_MONTH = "of_month"  # dialog data: whether the list is about the chosen month
LAST_MONTH = 12


@frozen
class Accounts:
    """Reads what a window is about: the year, the month and the currency that were chosen, as far as they exist."""

    income: IncomeReader
    letting: LettingReader
    clock: Clock

    async def view(self, manager: DialogManager, person: Person) -> IncomeView:
        """Raises ApartmentNotFoundError for what is not theirs."""
        now, one = self.clock.now(), one_of(manager)
        title = await title_of_one(manager, person, self.letting, now)
        years = await self.income.years(person.id, now=now, apartment_id=one)
        year = min(max(_number(manager, YEAR, years.today.year), years.first), years.last)
        whole = year_of(year)
        before = month_of(whole.check_in - ONE_DAY).check_in
        found = sections(await self.income.rows(person.id, Stay(before, whole.check_out), apartment_id=one))
        shown = {each.currency: each for each in found if each.of(whole).rows}
        section = shown.get(_chosen(manager, CURRENCY)) or next(iter(shown.values()), IncomeSection(""))
        month = min(max(_number(manager, MONTH, years.today.month), 1), LAST_MONTH)
        started = started_with(manager, MONTH) is not None
        return IncomeView(years, year, month, section, tuple(shown), title, started)


@inject
async def get_year(dialog_manager: DialogManager, person: Person, accounts: FromDishka[Accounts], **_: Any) -> dict[str, Any]:
    view = await accounts.view(dialog_manager, person)
    drawn = view.picture(words_of(dialog_manager))
    return {VIEW: view, PICTURE: income_picture(drawn) if drawn else None}


@inject
async def get_month(dialog_manager: DialogManager, person: Person, accounts: FromDishka[Accounts], **_: Any) -> dict[str, Any]:
    return {VIEW: await accounts.view(dialog_manager, person)}


@inject
async def get_flats(dialog_manager: DialogManager, person: Person, accounts: FromDishka[Accounts], **_: Any) -> dict[str, Any]:
    data, income = dialog_manager.dialog_data, await accounts.view(dialog_manager, person)
    of_month, typed, path = bool(data.get(OF_MONTH)), data.get(TYPED, ""), Path(data)
    every = income.section.of(month_of(income.first) if of_month else year_of(income.year)).apartments
    if typed:
        return {VIEW: FlatsView(income, called(every, typed)[:FOUND], typed=typed, of_month=of_month)}
    begin = path.after[0] if path.after else 0
    rows, more = every[begin : begin + PAGE], len(every) > begin + PAGE
    path.leads_to([begin + PAGE] if more else None)
    return {VIEW: FlatsView(income, rows, begin + 1, path.page, more, of_month=of_month)}


def called(rows: tuple[ApartmentIncome, ...], typed: str) -> tuple[ApartmentIncome, ...]:
    """Those with these words in their title or street, typed in any case or in the other keyboard layout."""
    texts = [_folded(typed), _folded(other_layout(typed))]
    return tuple(row for row in rows if any(text in _folded(f"{row.title} {row.street}") for text in texts))


def _folded(text: str) -> str:
    return text.strip().lower().replace("ё", "е")


def _chosen(manager: DialogManager, name: str) -> Any:
    return manager.dialog_data.get(name, started_with(manager, name))


def _number(manager: DialogManager, name: str, otherwise: int) -> int:
    chosen = _chosen(manager, name)
    return chosen if isinstance(chosen, int) else otherwise
