"""Income is spread over nights to the last kopeck, adds up however it is cut, and is never a mix."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId, Publication
from rental_core.apartments.facts import Edit, Fact, FactChange
from rental_core.bookings.booking import Booking, BookingStatus
from rental_core.bookings.income import (
    Income,
    IncomeRow,
    IncomeSection,
    earned,
    income_rows,
    month_of,
    months,
    offered,
    sections,
    year_of,
)
from rental_core.money import CurrencyMixError, Money
from rental_core.pricing.quote import LineKind, Quote, QuoteLine
from rental_core.stay import FOREVER, Stay
from tests.strategies import dates, prices, stays
from tests.support.builders import NOON, a_booking, an_apartment, at, confirmed, stay
from tests.support.earnings import as_cells, counted

ALWAYS = (Stay(date(2020, 1, 1), FOREVER),)
YEAR = year_of(2027)


def _for(total: Money) -> Quote:
    return Quote((QuoteLine(LineKind.NIGHTS, total),))


@st.composite
def bookings(draw: st.DrawFn) -> list[Booking]:
    """Stays of one apartment that share no night, some of which end early or never begin."""
    made: list[Booking] = []
    day = draw(dates(within=90))
    for number in range(draw(st.integers(0, 5))):
        nights = Stay(day, day + timedelta(draw(st.integers(1, 70))))
        day = nights.check_out + timedelta(draw(st.integers(0, 9)))
        asked = a_booking(nights, number=number + 1, now=NOON - timedelta(days=200), quote=_for(draw(prices())))
        to = draw(st.sampled_from((None, BookingStatus.CONFIRMED, BookingStatus.COMPLETED, BookingStatus.CANCELLED, BookingStatus.NO_SHOW)))
        made.append(_moved(asked, to, asked.check_in_at + timedelta(hours=draw(st.integers(-40, 24 * nights.nights)))))
    return made


def _moved(asked: Booking, to: BookingStatus | None, moment: datetime) -> Booking:
    if to is None:
        return asked
    booking = confirmed(asked)
    return booking if to is BookingStatus.CONFIRMED else booking.move(to, at=moment, by=PersonId(1))


@given(
    bookings(),
    st.lists(stays(within=120, longest=60), max_size=3),
    st.lists(stays(within=120, longest=90), max_size=3),
    stays(within=120, longest=90),
)
def test_rows_are_what_every_night_adds_up_to(made: list[Booking], closed: list[Stay], offers: list[Stay], within: Stay) -> None:
    flat = an_apartment()
    kept = {night for booking in made for night in booking.sold or ()}
    blocks = [piece for block in closed for piece in block.minus(booking.sold for booking in made if booking.sold)]
    rows = income_rows(flat, "RUB", bookings=made, offers=_apart(offers), closed=blocks, within=within)
    assert as_cells(rows) == counted(flat.id, "RUB", made, offers, blocks, within)
    assert sum(row.income.nights_sold for row in rows) == sum(night in within for night in kept)


def _apart(offers: list[Stay]) -> list[Stay]:
    """The same nights, each of them once: an apartment's history has no two at a time."""
    found: list[Stay] = []
    for each in offers:
        found += each.minus(found)
    return found


@given(bookings())
def test_all_years_together_bring_exactly_what_was_agreed(made: list[Booking]) -> None:
    ever = Stay(date(2026, 1, 1), date(2031, 1, 1))
    whole = [booking for booking in made if booking.sold == booking.stay]
    rows = income_rows(an_apartment(), "RUB", bookings=whole, offers=ALWAYS, closed=(), within=ever)
    assert sum(row.income.revenue.amount for row in rows) == sum(booking.quote.total.amount for booking in whole)
    assert sum(row.income.nights_available for row in rows) == ever.nights


@given(bookings(), bookings())
def test_months_and_apartments_sum_to_the_same(one: list[Booking], other: list[Booking]) -> None:
    flats = [an_apartment(id=ApartmentId(1)), an_apartment(id=ApartmentId(2), title="Дом")]
    found = [
        income_rows(flat, "RUB", bookings=made, offers=ALWAYS, closed=(), within=YEAR)
        for flat, made in zip(flats, (one, other), strict=True)
    ]
    [section] = sections(row for rows in found for row in rows)
    assert section.total == sum((income for _, income in section.by_month(YEAR)), Income(Money(0)))
    assert section.total == sum((each.income for each in section.apartments), Income(Money(0)))
    best = [each.income.revenue.amount for each in section.apartments]
    assert best == sorted(best, reverse=True)
    assert all(income == section.of(month_of(month)).total for month, income in section.by_month(YEAR))


@given(stays(longest=90), st.integers(0, 10**9), st.data())
def test_the_parts_of_a_stay_share_its_price(whole: Stay, amount: int, data: st.DataObject) -> None:
    cut = whole.check_in + timedelta(data.draw(st.integers(1, whole.nights)))
    begin = Stay(whole.check_in, cut)
    shares = [earned(Money(amount), whole, part).amount for part in (begin, *whole.minus([begin]))]
    assert sum(shares) == amount
    assert 0 <= shares[0] - begin.nights * (amount // whole.nights) < whole.nights


def test_what_does_not_divide_comes_with_the_first_night() -> None:
    three = stay("2027-05-30", "2027-06-02")
    assert earned(Money(1000), three, stay("2027-05-30", "2027-05-31")) == Money(334)
    assert earned(Money(1000), three, stay("2027-05-31", "2027-06-02")) == Money(666)


def test_rates_are_of_nights() -> None:
    income = Income(Money(1000), 3, 4)
    assert (income.occupancy_rate, income.average_daily_rate) == (Fraction(3, 4), Money(333))
    assert Income(Money(1001, "KZT"), 2, 2).average_daily_rate == Money(501, "KZT")
    assert Income(Money(0), 0, 4).occupancy_rate == 0
    nothing = Income(Money(0))
    assert (nothing.occupancy_rate, nothing.average_daily_rate) == (None, None)


def test_more_nights_than_there_are_cannot_be_sold() -> None:
    with pytest.raises(ValueError, match="sold 3 nights of 2"):
        Income(Money(0), 3, 2)


def test_currencies_have_a_section_each_the_usual_one_first_and_never_a_sum() -> None:
    def row(currency: str) -> IncomeRow:
        return IncomeRow(apartment_id=ApartmentId(1), title="", street="", month=YEAR.check_in, income=Income(Money(1, currency), 1, 1))

    assert [each.currency for each in sections([row("USD"), row("AMD"), row("RUB")])] == ["RUB", "AMD", "USD"]
    assert sections([]) == ()
    with pytest.raises(CurrencyMixError):
        _ = IncomeSection("RUB", (row("RUB"), row("USD"))).total


def test_a_section_has_every_month_also_those_without_income() -> None:
    assert [income.revenue for _, income in IncomeSection("KZT").by_month(YEAR)] == [Money(0, "KZT")] * 12


@pytest.mark.parametrize(("day", "first", "following"), [
    (date(2028, 2, 29), date(2028, 2, 1), date(2028, 3, 1)),
    (date(2027, 12, 31), date(2027, 12, 1), date(2028, 1, 1)),
])  # fmt: skip
def test_months_end_where_the_next_begin(day: date, first: date, following: date) -> None:
    assert month_of(day) == Stay(first, following)
    assert list(months(Stay(day, following))) == [first]
    assert list(months(Stay(day, following + timedelta(1)))) == [first, following]


def _edit(moment: str, was: Publication, now: Publication) -> Edit:
    return Edit(at(moment), PersonId(1), (FactChange(Fact.PUBLICATION, was.value, now.value),))


def test_an_apartment_is_offered_as_its_history_says() -> None:
    draft, review, published, paused = Publication.DRAFT, Publication.REVIEW, Publication.PUBLISHED, Publication.PAUSED
    flat = an_apartment(publication=paused)
    edits = [
        _edit("2027-05-02 10:00", draft, review),
        _edit("2027-05-03 10:00", review, published),
        Edit(at("2027-05-04 10:00"), PersonId(1), (FactChange(Fact.ROOMS, 1, 2),)),
        _edit("2027-05-05 10:00", published, paused),
        _edit("2027-05-05 11:00", paused, published),
        _edit("2027-05-06 11:00", published, paused),
        _edit("2027-05-06 12:00", paused, published),
        _edit("2027-05-06 13:00", published, paused),
    ]
    assert offered(flat, edits) == (stay("2027-05-03", "2027-05-05"), stay("2027-05-05", "2027-05-06"))
    assert offered(evolve(flat, publication=published), []) == (Stay(NOON.date(), FOREVER),)
    assert offered(evolve(flat, publication=draft), []) == ()


def test_another_currency_counts_its_own_nights_only() -> None:
    tenge = Quote((QuoteLine(LineKind.NIGHTS, Money(500, "KZT"), 2),))
    made = [confirmed(a_booking(stay("2027-05-05", "2027-05-07"), quote=tenge))]
    rows = income_rows(an_apartment(), "RUB", bookings=made, offers=ALWAYS, closed=(), within=month_of(date(2027, 5, 1)))
    assert [row.income for row in rows] == [Income(Money(1000, "KZT"), 2, 2), Income(Money(0), 0, 29)]
