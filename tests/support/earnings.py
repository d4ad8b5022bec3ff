"""Income counted the long way: night by night, with nothing of the code that it checks."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from attrs import define, field

from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import Booking
from rental_core.bookings.income import IncomeRow
from rental_core.stay import Stay

Cell = tuple[ApartmentId, str, str]  # of which apartment, in which month ("2027-05"), in which currency
Figures = tuple[int, int, int]  # minor units, nights sold, nights available


@define
class Ledger:
    """What each night brought, and whose it was."""

    revenue: "Counter[Cell]" = field(factory=Counter)
    sold: dict[Cell, set[date]] = field(factory=lambda: defaultdict(set))
    available: dict[Cell, set[date]] = field(factory=lambda: defaultdict(set))

    def figures(self) -> dict[Cell, Figures]:
        cells = {*self.sold, *self.available}
        return {cell: (self.revenue[cell], len(self.sold[cell]), len(self.sold[cell] | self.available[cell])) for cell in cells}


def counted(
    flat: ApartmentId, currency: str, bookings: Iterable[Booking], offers: Iterable[Stay], closed: Iterable[Stay], within: Stay
) -> dict[Cell, Figures]:
    """An apartment's cells: each night of a stay gets as much as the others, the first one also what is left."""
    ledger, gone = Ledger(), {night for stay in closed for night in within if night in stay}
    for booking in bookings:
        total = booking.quote.total
        nights = list(booking.stay)
        for night in booking.sold or ():
            coins = total.amount // len(nights) + (total.amount % len(nights) if night == nights[0] else 0)
            if night in within:
                cell = (flat, f"{night:%Y-%m}", total.currency)
                ledger.revenue[cell] += coins
                ledger.sold[cell].add(night)
                gone.add(night)
    for night in within:
        if night not in gone and any(night in offer for offer in offers):
            ledger.available[flat, f"{night:%Y-%m}", currency].add(night)
    return ledger.figures()


def as_cells(rows: Iterable[IncomeRow]) -> dict[Cell, Figures]:
    """What a reader found, to compare."""
    found = {}
    for row in rows:
        income = row.income
        cell = (row.apartment_id, f"{row.month:%Y-%m}", income.revenue.currency)
        assert cell not in found
        found[cell] = (income.revenue.amount, income.nights_sold, income.nights_available)
    return found
