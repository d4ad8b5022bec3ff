"""Small translations that several tables share."""

from typing import Any

from sqlalchemy import Row, TextClause, text

from rental_core.money import Money
from rental_core.pricing.quote import LineKind, Quote, QuoteLine

AnyRow = Row[*tuple[Any, ...]]


def next_id_of(table: str) -> TextClause:
    """The statement that draws the next id of a table."""
    return text("SELECT nextval(pg_get_serial_sequence(:table, 'id'))").bindparams(table=table)


def to_lines(quote: Quote) -> list[dict[str, Any]]:
    """The lines of a quote for a jsonb column; the currency has a column of its own."""
    return [
        {"kind": line.kind.value, "each": line.each.amount, "times": line.times}
        | ({"season": line.season} if line.season else {})
        | ({"percent": line.percent} if line.percent else {})
        for line in quote.lines
    ]


def to_quote(lines: list[dict[str, Any]], currency: str) -> Quote:
    """The quote of stored lines."""
    return Quote(tuple(_line(line, Money(line["each"], currency)) for line in lines))


def _line(line: dict[str, Any], each: Money) -> QuoteLine:
    return QuoteLine(LineKind(line["kind"]), each, line["times"], line.get("season", ""), line.get("percent", 0))
