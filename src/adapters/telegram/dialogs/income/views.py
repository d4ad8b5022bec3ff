"""What the windows of income show, and how it is said."""

from datetime import date
from fractions import Fraction

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.pictures.earnings import Earnings
from adapters.telegram.widgets.lines import bold
from adapters.wording import Wording, parts
from adapters.wording.shorten import one_line
from rental_core.bookings.income import ApartmentIncome, Income, IncomeSection, IncomeYears, month_of, year_of
from rental_core.stay import ONE_DAY

TITLE_SHOWN = 60
TITLE_ON_BUTTON = 18
STREET_ON_BUTTON = 10
TYPED_SHOWN = 300
CURRENCY_MARKS = {"RUB": "₽"}


@frozen
class Month:
    """One of a year, counted from 1."""

    number: int
    income: Income


@frozen
class IncomeView:
    """A year in one currency, with the December before it, of all apartments or of the one called `title`; `month` is the chosen one.

    `currencies` are those of the year; without any there is no income and nothing to be sold.
    """

    years: IncomeYears
    year: int
    month: int
    section: IncomeSection
    currencies: tuple[str, ...]
    title: str = ""
    started_at_month: bool = False

    @property
    def any(self) -> bool:
        return bool(self.currencies)

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(Month(first.month, income) for first, income in self.section.by_month(year_of(self.year))) if self.any else ()

    @property
    def total(self) -> Income:
        return self.section.of(year_of(self.year)).total

    @property
    def first(self) -> date:
        """Of the chosen month."""
        return date(self.year, self.month, 1)

    def in_month(self, first: date) -> Income:
        return self.section.of(month_of(first)).total

    @property
    def tabs(self) -> tuple[str, ...]:
        """The currencies to choose from."""
        return self.currencies if len(self.currencies) > 1 else ()

    @property
    def of_all(self) -> bool:
        """Whether there may be several apartments to compare."""
        return self.any and not self.title

    @property
    def earlier(self) -> bool:
        return self.year > self.years.first

    @property
    def later(self) -> bool:
        return self.year < self.years.last

    def picture(self, words: Wording) -> Earnings | None:
        """The year drawn, if it brought anything."""
        if not self.any or not self.total.revenue.amount:
            return None
        months = self.section.by_month(year_of(self.year))
        return Earnings.of(words.language, self.years.today, one_line(self.title, TITLE_SHOWN), months)


@frozen
class FlatsView:
    """A page of the apartments by what they brought in the year, or in the month (`of_month`); numbered from `number`."""

    income: IncomeView
    rows: tuple[ApartmentIncome, ...]
    number: int = 1
    page: int = 1
    more: bool = False
    typed: str = ""
    of_month: bool = False

    @property
    def several(self) -> bool:
        return self.more or self.page > 1


def year(view: IncomeView, words: Wording) -> Markup:
    head = _head(words.html("💰 <b>Income for {year}</b>", year=view.year), view)
    if not view.any:
        return parts.paragraphs(head, words.html("Nothing to count yet: income comes with the first confirmed stay."))
    return parts.paragraphs(head, _figures(view.total, words), _now(view, words), _rules(words))


def _head(said: Markup, view: IncomeView) -> Markup:
    return parts.block(said, bold(one_line(view.title, TITLE_SHOWN)) if view.title else None)


def _figures(income: Income, words: Wording) -> Markup:
    return parts.block(
        words.html("Income: <b>{money}</b>", money=words.money(income.revenue)),
        words.html(
            "Nights sold: {sold} of {available} available",
            sold=words.number(income.nights_sold),
            available=words.number(income.nights_available),
        ),
        words.html("Occupancy: <b>{rate}</b>", rate=_rate(income, words)),
        words.html("Average daily rate: <b>{money}</b>", money=_daily(income, words)),
    )


def _now(view: IncomeView, words: Wording) -> Markup | None:
    """This month and the one before it."""
    if view.year != view.years.today.year:
        return None
    first = view.years.today.replace(day=1)
    before = _before(first)
    said = [
        words.html("{month}: <b>{money}</b>", month=_named(each, words), money=words.money(view.in_month(each).revenue))
        for each in (first, before)
    ]
    return parts.block(said[0], _change(view, first, words), said[1])


def _before(first: date) -> date:
    """The first day of the month before."""
    return (first - ONE_DAY).replace(day=1)


def _change(view: IncomeView, first: date, words: Wording) -> Markup | None:
    """How much more or less than the month before; None where there was nothing to compare with."""
    now, before = view.in_month(first).revenue.amount, view.in_month(_before(first)).revenue.amount
    if not before:
        return None
    change = Fraction(now - before, before)
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return words.html("{change} on the month before", change=sign + words.percent(abs(change)))


def _named(first: date, words: Wording) -> str:
    return words.months()[first.month - 1]


def _rate(income: Income, words: Wording) -> str:
    return "–" if income.occupancy_rate is None else words.percent(income.occupancy_rate)


def _daily(income: Income, words: Wording) -> str:
    return "–" if income.average_daily_rate is None else words.money(income.average_daily_rate)


def _rules(words: Wording) -> Markup:
    return words.html(
        "<blockquote expandable>How it is counted: what guests pay for confirmed stays, also those ahead, with cleaning and fees, in equal "
        "parts for each night. Of a stay that was cut short, and of a no-show, the nights that stay sold. A night is available unless you "
        "closed it or the apartment was not published. The service takes no commission.</blockquote>"
    )


def month(view: IncomeView, words: Wording) -> Markup:
    head = _head(words.html("💰 <b>Income: {month}</b>", month=words.month(view.first)), view)
    if not view.any:
        return parts.paragraphs(head, words.html("Nothing to count yet: income comes with the first confirmed stay."))
    first, before = view.first, _before(view.first)
    income = view.in_month(before)
    compared = words.html(
        "{month}: {money}, occupancy {rate}, average daily rate {daily}",
        month=_named(before, words),
        money=words.money(income.revenue),
        rate=_rate(income, words),
        daily=_daily(income, words),
    )
    return parts.paragraphs(head, _figures(view.in_month(first), words), parts.block(_change(view, first, words), compared))


def flats(view: FlatsView, words: Wording) -> Markup:
    income = view.income
    period = words.month(income.first) if view.of_month else str(income.year)
    head = words.html("🏠 <b>Income by apartment, {period}</b>", period=period)
    if view.typed:
        typed = one_line(view.typed, TYPED_SHOWN)
        found = (
            words.html("Called like “{typed}”:", typed=typed)
            if view.rows
            else words.html("None of yours is called like “{typed}”. Try a part of its name or street.", typed=typed)
        )
        return parts.paragraphs(head, found)
    if not view.rows:
        return parts.paragraphs(head, words.html("Nothing to count yet: income comes with the first confirmed stay."))
    return parts.paragraphs(
        head, words.html("The best come first: income and occupancy. Tap one to see more, or write a part of its name or street.")
    )


def on_month(each: Month, view: IncomeView, words: Wording) -> str:
    """A short name, and whole units of the currency."""
    name = words.months()[each.number - 1][:3]
    if not each.income.nights_available:
        return f"{name} –"
    return f"{name} {words.units(each.income.revenue)}"


def currency(code: str, view: IncomeView, _: Wording) -> str:
    mark = CURRENCY_MARKS.get(code, code)
    return f"• {mark} •" if code == view.section.currency else mark


def apartment(row: ApartmentIncome, view: FlatsView, words: Wording) -> str:
    """Which of the best, its name and street (names alone may be alike), income and occupancy."""
    number = view.number + view.rows.index(row)
    street = f", {one_line(row.street, STREET_ON_BUTTON)}" if row.title and row.street else ""
    title = one_line(row.title or row.street or words.text("New apartment"), TITLE_ON_BUTTON)
    return f"{number}. {title}{street} · {words.money(row.income.revenue)} · {_rate(row.income, words)}"


def earlier_year(view: IncomeView, _: Wording) -> str:
    return f"‹ {view.year - 1}"


def later_year(view: IncomeView, _: Wording) -> str:
    return f"{view.year + 1} ›"


def earlier_month(view: IncomeView, words: Wording) -> str:
    return f"‹ {_named(_before(view.first), words)}"


def later_month(view: IncomeView, words: Wording) -> str:
    return f"{_named(month_of(view.first).check_out, words)} ›"
