"""Keeps `price_step` equal to what the core compiles of an apartment's seasons."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from rental_core.apartments.apartment import Apartment
from rental_core.pricing.steps import EVER, lengths, steps

# One statement, and nothing is rewritten where nothing changed: most edits are not of seasons.
KEEP = text("""
    WITH compiled AS (
        SELECT * FROM unnest(
            CAST(:check_in AS date[]), CAST(:check_out AS date[]), CAST(:price AS bigint[]), CAST(:weekend AS bigint[]),
            CAST(:shortest AS smallint[]), CAST(:longest AS smallint[])
        ) AS step (check_in, check_out, price, weekend, shortest, longest)
    ),
    gone AS (DELETE FROM price_step WHERE apartment_id = :id AND check_out NOT IN (SELECT check_out FROM compiled))
    INSERT INTO price_step AS known (apartment_id, check_in, check_out, price, weekend, shortest, longest)
    SELECT :id, check_in, check_out, price, weekend, shortest, longest FROM compiled
    ON CONFLICT (apartment_id, check_out) DO UPDATE
    SET check_in = excluded.check_in, price = excluded.price, weekend = excluded.weekend,
        shortest = excluded.shortest, longest = excluded.longest
    WHERE (known.check_in, known.price, known.weekend, known.shortest, known.longest)
          IS DISTINCT FROM (excluded.check_in, excluded.price, excluded.weekend, excluded.shortest, excluded.longest)
""")
COLUMNS = ("check_in", "check_out", "price", "weekend", "shortest", "longest")


async def keep_steps(connection: AsyncConnection, changed: Apartment) -> None:
    """After an apartment was stored, in the same transaction, before it is listed. Published or not: a pause changes no price."""
    rows = step_rows(changed)
    await connection.execute(KEEP, {"id": changed.id, **{name: [row[name] for row in rows] for name in COLUMNS}})


def step_rows(let: Apartment) -> list[dict[str, Any]]:
    """In order, from the first night to the last. Without seasons there are none: the listing itself says it all."""
    if let.rates is None or not let.rates.seasons:
        return []
    return [
        {
            "check_in": step.nights.check_in,
            "check_out": step.nights.check_out,
            "price": step.plain.price.amount,
            "weekend": step.weekend.price.amount,
            "shortest": length.shortest,
            "longest": length.longest,
        }
        for step, (_, length) in zip(steps(let.rates), lengths(let, EVER), strict=True)
    ]
