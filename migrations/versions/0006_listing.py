"""What more a search looks at: parts of the city, distances, the price of a stay, how long it may be, instant booking."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Made anew: what a search looks at is all in other tables.
DROP = "DROP TABLE listing"
LISTING = """
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
AS_BEFORE = """
CREATE TABLE listing (
    id bigint NOT NULL,
    city_id integer NOT NULL,
    price bigint NOT NULL,
    rooms smallint NOT NULL,
    guests smallint NOT NULL,
    amenities integer NOT NULL,
    preparation_nights smallint NOT NULL,
    published_at timestamptz NOT NULL,
    CONSTRAINT listing_pkey PRIMARY KEY (id),
    CONSTRAINT listing_id_fkey FOREIGN KEY (id) REFERENCES apartment (id) ON DELETE CASCADE
);
INSERT INTO listing
SELECT apartment.id, city_id, base, rooms, guests, amenities, preparation_nights, published_at
FROM apartment JOIN person ON person.id = apartment.landlord_id
WHERE apartment.publication = 'published' AND person.blocked_at IS NULL;
CREATE INDEX listing_newest ON listing (city_id, published_at, id) INCLUDE (price, rooms, guests, amenities, preparation_nights);
CREATE INDEX listing_price ON listing (city_id, price, id) INCLUDE (rooms, guests, amenities, preparation_nights);
"""


def upgrade() -> None:
    for statements in (DROP, LISTING):
        op.execute(statements)


def downgrade() -> None:
    for statements in (DROP, AS_BEFORE):
        op.execute(statements)
