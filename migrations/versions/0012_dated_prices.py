"""What more a search looks at: the price of any stay, how long it may be by its arrival night, notice and booking window."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

STEPS = """
CREATE TABLE price_step (
    apartment_id bigint NOT NULL,
    check_in date NOT NULL,
    check_out date NOT NULL,
    price bigint NOT NULL,
    weekend bigint NOT NULL,
    shortest smallint NOT NULL,
    longest smallint NOT NULL,
    CONSTRAINT price_step_pkey PRIMARY KEY (apartment_id, check_out) INCLUDE (check_in, price, weekend, shortest, longest),
    CONSTRAINT price_step_nights_check CHECK (check_in < check_out),
    CONSTRAINT price_step_apartment_id_fkey FOREIGN KEY (apartment_id) REFERENCES apartment (id) ON DELETE CASCADE
);
"""
# Between two days on which a season begins or ends one season counts, or none; what follows under the same one belongs to the same step.
COMPILE = """
WITH season AS (
    SELECT apartment.id, each.number, (each.season ->> 'check_in')::date AS check_in, (each.season ->> 'check_out')::date AS check_out,
           (each.season ->> 'priority')::int AS priority, (each.season ->> 'base')::bigint AS base,
           (each.season ->> 'weekend')::bigint AS weekend, (each.season ->> 'min_nights')::smallint AS min_nights,
           (each.season ->> 'max_nights')::smallint AS max_nights
    FROM apartment CROSS JOIN LATERAL jsonb_array_elements(seasons) WITH ORDINALITY AS each (season, number)
    WHERE base IS NOT NULL
),
edge AS (
    SELECT id, check_in AS day FROM season UNION SELECT id, check_out FROM season
    UNION SELECT id, date '0001-01-01' FROM season UNION SELECT id, date '9999-12-31' FROM season
),
piece AS (SELECT id, day AS check_in, lead(day) OVER (PARTITION BY id ORDER BY day) AS check_out FROM edge),
counted AS (
    SELECT piece.*, coalesce(best.number, 0) AS number
    FROM piece LEFT JOIN LATERAL (
        SELECT number FROM season WHERE season.id = piece.id AND season.check_in <= piece.check_in AND season.check_out > piece.check_in
        ORDER BY priority DESC, season.check_out - season.check_in, season.check_in DESC LIMIT 1
    ) AS best ON true
    WHERE piece.check_out IS NOT NULL
),
started AS (SELECT *, number IS DISTINCT FROM lag(number) OVER (PARTITION BY id ORDER BY check_in) AS starts FROM counted),
numbered AS (SELECT *, count(*) FILTER (WHERE starts) OVER (PARTITION BY id ORDER BY check_in) AS step FROM started),
step AS (SELECT id, step, number, min(check_in) AS check_in, max(check_out) AS check_out FROM numbered GROUP BY id, step, number)
INSERT INTO price_step
SELECT step.id, step.check_in, step.check_out, coalesce(season.base, apartment.base),
       coalesce(season.weekend, season.base, apartment.weekend, apartment.base),
       coalesce(season.min_nights, apartment.min_nights),
       greatest(coalesce(season.max_nights, apartment.max_nights), coalesce(season.min_nights, apartment.min_nights))
FROM step JOIN apartment ON apartment.id = step.id
LEFT JOIN season ON season.id = step.id AND season.number = step.number;
"""
# Made anew: what a search looks at is all in other tables.
DROP = "DROP TABLE listing"
LISTING = """
CREATE TABLE listing (
    id bigint NOT NULL,
    city_id integer NOT NULL,
    price bigint NOT NULL,
    weekend bigint NOT NULL,
    weekend_nights smallint NOT NULL,
    seasonal boolean NOT NULL,
    low bigint NOT NULL,
    high bigint NOT NULL,
    floor bigint NOT NULL,
    weekly smallint NOT NULL,
    monthly smallint NOT NULL,
    cleaning bigint NOT NULL,
    extra_guest bigint NOT NULL,
    included_guests smallint NOT NULL,
    rooms smallint NOT NULL,
    guests smallint NOT NULL,
    amenities integer NOT NULL,
    preparation_nights smallint NOT NULL,
    min_nights smallint NOT NULL,
    max_nights smallint NOT NULL,
    notice_days smallint NOT NULL,
    window_days smallint NOT NULL,
    instant boolean NOT NULL,
    district_id bigint,
    street_id bigint,
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    published_at timestamptz NOT NULL,
    spot point GENERATED ALWAYS AS (point(lon, degrees(ln(tan(radians(45 + least(greatest(lat, -85), 85) / 2)))))) STORED NOT NULL,
    CONSTRAINT listing_pkey PRIMARY KEY (id),
    CONSTRAINT listing_id_fkey FOREIGN KEY (id) REFERENCES apartment (id) ON DELETE CASCADE
);
INSERT INTO listing
SELECT apartment.id, city_id, base, coalesce(weekend, base), weekend_nights, steps.low IS NOT NULL,
       coalesce(steps.low, least(base, weekend)), coalesce(steps.high, greatest(base, weekend)),
       coalesce(steps.low, least(base, weekend)) * (100 - greatest(weekly, monthly)) / 100,
       weekly, monthly, cleaning, coalesce(extra_guest, 0), included_guests,
       rooms, guests, amenities, preparation_nights, coalesce(steps.shortest, min_nights), coalesce(steps.longest, max_nights),
       notice_days, window_days, mode = 'instant', district_id, street_id, round((round(lat / 0.003) * 0.003)::numeric, 6),
       round((round(lon / 0.003) * 0.003)::numeric, 6), published_at
FROM apartment JOIN person ON person.id = apartment.landlord_id
CROSS JOIN LATERAL (
    SELECT min(least(price, weekend)) AS low, max(greatest(price, weekend)) AS high, min(shortest) AS shortest, max(longest) AS longest
    FROM price_step WHERE apartment_id = apartment.id
) AS steps
WHERE apartment.publication = 'published' AND person.blocked_at IS NULL;
CREATE INDEX listing_floor ON listing (city_id, floor, id) INCLUDE (
    price, rooms, guests, amenities, preparation_nights, min_nights, max_nights, instant, weekend, weekend_nights, seasonal, low, high,
    weekly, monthly, cleaning, extra_guest, included_guests, notice_days, window_days, district_id, street_id, spot
);
CREATE INDEX listing_newest ON listing (city_id, published_at, id) INCLUDE (
    price, rooms, guests, amenities, preparation_nights, min_nights, max_nights, instant, weekend, weekend_nights, seasonal, low, high,
    weekly, monthly, cleaning, extra_guest, included_guests, notice_days, window_days, district_id, street_id, spot
);
CREATE INDEX listing_price ON listing (city_id, price, id) INCLUDE (
    rooms, guests, amenities, preparation_nights, min_nights, max_nights, instant, weekend, weekend_nights, seasonal, low, high,
    weekly, monthly, cleaning, extra_guest, included_guests, notice_days, window_days, district_id, street_id, spot
);
CREATE INDEX listing_distance ON listing USING gist (city_id, spot) INCLUDE (
    id, lat, price, rooms, guests, amenities, preparation_nights, min_nights, max_nights, instant, weekend, weekend_nights, seasonal, low,
    high, weekly, monthly, cleaning, extra_guest, included_guests, notice_days, window_days, district_id, street_id
);
"""
AS_BEFORE = """
CREATE TABLE listing (
    id bigint NOT NULL,
    city_id integer NOT NULL,
    price bigint NOT NULL,
    cleaning bigint NOT NULL,
    rooms smallint NOT NULL,
    guests smallint NOT NULL,
    amenities integer NOT NULL,
    preparation_nights smallint NOT NULL,
    min_nights smallint NOT NULL,
    max_nights smallint NOT NULL,
    instant boolean NOT NULL,
    district_id bigint,
    street_id bigint,
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    published_at timestamptz NOT NULL,
    spot point GENERATED ALWAYS AS (point(lon, degrees(ln(tan(radians(45 + least(greatest(lat, -85), 85) / 2)))))) STORED NOT NULL,
    CONSTRAINT listing_pkey PRIMARY KEY (id),
    CONSTRAINT listing_id_fkey FOREIGN KEY (id) REFERENCES apartment (id) ON DELETE CASCADE
);
INSERT INTO listing
SELECT apartment.id, city_id, base, cleaning, rooms, guests, amenities, preparation_nights, min_nights, max_nights, mode = 'instant',
       district_id, street_id, round((round(lat / 0.003) * 0.003)::numeric, 6),
       round((round(lon / 0.003) * 0.003)::numeric, 6), published_at
FROM apartment JOIN person ON person.id = apartment.landlord_id
WHERE apartment.publication = 'published' AND person.blocked_at IS NULL;
CREATE INDEX listing_newest ON listing (city_id, published_at, id) INCLUDE (
    price, rooms, guests, amenities, preparation_nights, min_nights, max_nights, instant, cleaning, district_id, street_id, spot
);
CREATE INDEX listing_price ON listing (city_id, price, id) INCLUDE (
    rooms, guests, amenities, preparation_nights, min_nights, max_nights, instant, cleaning, district_id, street_id, spot
);
CREATE INDEX listing_distance ON listing USING gist (city_id, spot) INCLUDE (
    id, lat, price, rooms, guests, amenities, preparation_nights, min_nights, max_nights, instant, cleaning, district_id, street_id
);
"""


def upgrade() -> None:
    for statements in (STEPS, COMPILE, DROP, LISTING):
        op.execute(statements)


def downgrade() -> None:
    for statements in ("DROP TABLE price_step", DROP, AS_BEFORE):
        op.execute(statements)
