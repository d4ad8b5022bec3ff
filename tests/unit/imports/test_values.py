"""Values out of cells."""

from datetime import time
from decimal import Decimal

import pytest

from adapters.imports.amenities import to_amenities
from adapters.imports.columns import Column
from adapters.imports.problems import Code
from adapters.imports.values import CellError, read_amount, read_integer, read_mode, read_rooms, read_text, read_time
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import BookingMode


@pytest.mark.parametrize(
    ("cell", "number", "currency"),
    [
        ("$70.00", "70.00", "USD"),
        ("$1,379.00", "1379.00", "USD"),
        ("3000 RUB", "3000", "RUB"),
        ("2 500,50 ₽", "2500.50", "RUB"),
        ("2\xa0500", "2500", None),
        ("1.234.567,8", "1234567.8", None),
        ("1,379", "1379", None),
        ("99.9", "99.9", None),
        ("€15", "15", "EUR"),
        ("4500 руб.", "4500", "RUB"),
    ],
)
def test_prices_are_read_as_people_write_them(cell: str, number: str, currency: str | None) -> None:
    amount = read_amount(Column.BASE_PRICE, cell)
    assert (amount.number, amount.currency) == (Decimal(number), currency)


@pytest.mark.parametrize("cell", ["", "дорого", "3.000", "-5", "1,2,3", "12 34 USD RUB", "1e9", "$5€", "99999999999"])
def test_what_may_be_another_price_is_refused(cell: str) -> None:
    with pytest.raises(CellError) as refused:
        read_amount(Column.BASE_PRICE, cell)
    assert refused.value.problem.code in {Code.NOT_A_PRICE, Code.NOT_A_CURRENCY}


def test_amounts_become_minor_units_of_their_currency() -> None:
    assert read_amount(Column.BASE_PRICE, "70.5").minor("USD") == 7050
    assert read_amount(Column.BASE_PRICE, "70").minor("JPY") == 70
    with pytest.raises(ValueError, match="70.5"):
        read_amount(Column.BASE_PRICE, "70.5").minor("JPY")


@pytest.mark.parametrize(("cell", "value"), [("3", 3), ("3.0", 3), ("3,0", 3)])
def test_whole_numbers(cell: str, value: int) -> None:
    assert read_integer(Column.GUESTS, cell, 1, 50) == value


@pytest.mark.parametrize(
    ("cell", "code"), [("два", Code.NOT_A_NUMBER), ("2.5", Code.NOT_A_NUMBER), ("0", Code.OUT_OF_RANGE), ("NaN", Code.NOT_A_NUMBER)]
)
def test_other_numbers_are_refused(cell: str, code: Code) -> None:
    with pytest.raises(CellError) as refused:
        read_integer(Column.GUESTS, cell, 1, 50)
    assert refused.value.problem.code is code


def test_a_studio_has_one_room() -> None:
    assert [read_rooms(cell, 50) for cell in ("0", "studio", "Студия", "2")] == [1, 1, 1, 2]


def test_times_and_modes() -> None:
    assert read_time(Column.CHECK_IN, "15:30") == time(15, 30)
    assert read_time(Column.CHECK_IN, "9") == time(9)
    assert read_mode("t") is BookingMode.INSTANT
    assert read_mode("open") is BookingMode.OPEN
    for broken in ("25:00", "noon", "12:99"):
        with pytest.raises(CellError):
            read_time(Column.CHECK_IN, broken)
    with pytest.raises(CellError):
        read_mode("maybe")


@pytest.mark.parametrize("cell", ['=HYPERLINK("http://x")', "=cmd|' /C calc'!A0", "+SUM(A1)", "@SUM(1+1)"])
def test_formulas_are_refused(cell: str) -> None:
    with pytest.raises(CellError) as refused:
        read_text(Column.TITLE, cell, 200)
    assert refused.value.problem.code is Code.FORMULA


def test_text_is_cleaned_of_what_no_chat_shows() -> None:
    assert read_text(Column.DESCRIPTION, "a<br />b\x00\x07<b>c</b>", 100) == "a\nbc"


def test_amenities_are_recognised_in_both_languages() -> None:
    found, unknown = to_amenities('["Wifi", "Kitchen", "Dishwasher", "Free washer – In unit", "HDTV", "Hot water", "No pets"]')
    assert found == {Amenity.WIFI, Amenity.KITCHEN, Amenity.DISHWASHER, Amenity.WASHING_MACHINE, Amenity.TV}
    assert unknown
    found, unknown = to_amenities("Кондиционер; лифт; Терраса; парковка")
    assert found == {Amenity.AIR_CONDITIONING, Amenity.LIFT, Amenity.BALCONY, Amenity.PARKING}
    assert not unknown
    assert to_amenities(";".join(each.value for each in Amenity)) == (frozenset(Amenity), False)
