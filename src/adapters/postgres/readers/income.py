"""What a landlord's apartments bring in."""

from datetime import datetime

from attrs import field, frozen
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.engine import reading
from adapters.postgres.readers.base import fetch
from adapters.postgres.rows import AnyRow
from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.income import Income, IncomeReader, IncomeRow, IncomeYears
from rental_core.money import Money
from rental_core.stay import Stay

SOLD = "('confirmed', 'cancelled', 'completed', 'no-show')"


# The rules are the core's (`income_rows`), said again so that a year of many apartments comes as some thousand sums. What the guard
# holds for a booking that was confirmed, less the preparation, are the nights that were sold. An apartment is offered as the history of
# its publication says, which begins when it was added.
ROWS_OF = f"""
    WITH flat AS MATERIALIZED (
        SELECT apartment.id, apartment.title, apartment.street, apartment.zone, apartment.publication, apartment.created_at, city.currency
        FROM apartment JOIN city ON city.id = apartment.city_id WHERE apartment.landlord_id = :landlord_id {{whose}}
    ), month AS MATERIALIZED (
        SELECT CAST(begins AS date) AS first,
               daterange(CAST(begins AS date), CAST(begins + interval '1 month' AS date)) * daterange(:check_in, :check_out) AS days
        FROM generate_series(date_trunc('month', CAST(CAST(:check_in AS date) AS timestamp)),
                             CAST(:check_out AS date) - interval '1 day', interval '1 month') AS begins
    ), taken AS MATERIALIZED (
        SELECT held.apartment_id, booking.check_in, booking.currency,
               daterange(held.check_in, held.check_out - coalesce(booking.preparation_nights, 0)) AS nights,
               booking.total / (booking.check_out - booking.check_in) AS each,
               booking.total % (booking.check_out - booking.check_in) AS rest
        FROM flat JOIN occupancy AS held
            ON held.apartment_id = flat.id AND held.check_in < :check_out AND held.check_out > :check_in
        LEFT JOIN booking ON booking.id = held.booking_id AND booking.status IN {SOLD}
        WHERE booking.id IS NOT NULL OR held.block_id IS NOT NULL
    ), sold AS (
        SELECT taken.apartment_id, month.first, taken.currency, sum(piece.n) AS nights,
               sum(taken.each * piece.n + CASE WHEN month.days @> taken.check_in THEN taken.rest ELSE 0 END) AS revenue
        FROM taken JOIN month ON month.days && taken.nights
        CROSS JOIN LATERAL (SELECT upper(month.days * taken.nights) - lower(month.days * taken.nights) AS n) AS piece
        WHERE taken.currency IS NOT NULL
        GROUP BY taken.apartment_id, month.first, taken.currency
    ), move AS (
        SELECT flat.id, 0 AS number, flat.created_at AS at, coalesce(first.was #>> '{{{{}}}}', flat.publication) AS became
        FROM flat LEFT JOIN LATERAL (
            SELECT was FROM apartment_edit WHERE apartment_id = flat.id AND fact = 'publication' ORDER BY id LIMIT 1
        ) AS first ON true
        UNION ALL
        SELECT flat.id, edit.id, edit.at, edit.became #>> '{{{{}}}}'
        FROM flat JOIN apartment_edit AS edit ON edit.apartment_id = flat.id AND edit.fact = 'publication'
    ), stood AS (
        SELECT id, became, CAST(at AT TIME ZONE zone AS date) AS begins,
               CAST(lead(at) OVER (PARTITION BY id ORDER BY number) AT TIME ZONE zone AS date) AS ends
        FROM move JOIN flat USING (id)
    ), offered AS (
        SELECT id, range_agg(daterange(begins, CASE WHEN ends IS NOT NULL THEN greatest(begins, ends) END)) AS nights
        FROM stood WHERE became = 'published' GROUP BY id
    ), gone AS (
        SELECT apartment_id AS id, range_agg(nights) AS nights FROM taken GROUP BY apartment_id
    ), unsold AS (
        SELECT offered.id, month.first, sum(upper(free) - lower(free)) AS nights
        FROM offered LEFT JOIN gone ON gone.id = offered.id CROSS JOIN month
        CROSS JOIN LATERAL unnest(offered.nights * datemultirange(month.days) - coalesce(gone.nights, datemultirange())) AS free
        GROUP BY offered.id, month.first
    )
    SELECT flat.id, flat.title, flat.street, figures.first, figures.currency, CAST(sum(figures.revenue) AS bigint) AS revenue,
           CAST(sum(figures.sold) AS bigint) AS sold, CAST(sum(figures.sold + figures.unsold) AS bigint) AS available
    FROM (
        SELECT apartment_id AS id, first, currency, revenue, nights AS sold, 0 AS unsold FROM sold
        UNION ALL SELECT flat.id, unsold.first, flat.currency, 0, 0, unsold.nights FROM unsold JOIN flat ON flat.id = unsold.id
    ) AS figures JOIN flat ON flat.id = figures.id
    GROUP BY flat.id, flat.title, flat.street, figures.first, figures.currency
    ORDER BY flat.id, figures.first, figures.currency"""  # noqa: S608  # nothing in it comes from outside
YEARS_OF = f"""
    SELECT today, least(today, (SELECT min(check_in) FROM booking WHERE landlord_id = :landlord_id {{of}} AND status IN {SOLD})) AS first,
           greatest(today, (
               SELECT max(check_out) - 1 FROM booking WHERE landlord_id = :landlord_id {{of}} AND status = 'confirmed')) AS last
    FROM (
        SELECT coalesce(min(CAST(CAST(:now AS timestamptz) AT TIME ZONE zone AS date)),
                        CAST(CAST(:now AS timestamptz) AT TIME ZONE 'UTC' AS date)) AS today
        FROM apartment WHERE landlord_id = :landlord_id {{whose}}
    ) AS clocks"""  # noqa: S608  # likewise
OF_ONE = {"whose": "AND apartment.id = :apartment_id", "of": "AND apartment_id = :apartment_id"}
OF_ALL = {"whose": "", "of": ""}
ROWS = {False: text(ROWS_OF.format(**OF_ALL)), True: text(ROWS_OF.format(**OF_ONE))}
YEARS = {False: text(YEARS_OF.format(**OF_ALL)), True: text(YEARS_OF.format(**OF_ONE))}


@frozen
class PostgresIncomeReader(IncomeReader):
    """Sums by the guard's nights."""

    engine: AsyncEngine = field(converter=reading)

    async def years(self, landlord_id: PersonId, *, now: datetime, apartment_id: ApartmentId | None = None) -> IncomeYears:
        values = {"landlord_id": landlord_id, "now": now, **_of_one(apartment_id)}
        [row] = await fetch(self.engine, YEARS[apartment_id is not None], values)
        return IncomeYears(row.today, row.first.year, row.last.year)

    async def rows(self, landlord_id: PersonId, within: Stay, *, apartment_id: ApartmentId | None = None) -> tuple[IncomeRow, ...]:
        values = {"landlord_id": landlord_id, "check_in": within.check_in, "check_out": within.check_out, **_of_one(apartment_id)}
        return tuple(to_income(row) for row in await fetch(self.engine, ROWS[apartment_id is not None], values))


def _of_one(apartment_id: ApartmentId | None) -> dict[str, object]:
    return {} if apartment_id is None else {"apartment_id": apartment_id}


def to_income(row: AnyRow) -> IncomeRow:
    income = Income(Money(row.revenue, row.currency), row.sold, row.available)
    return IncomeRow(apartment_id=row.id, title=row.title, street=row.street, month=row.first, income=income)
