"""Cities, people and what they let."""

from sqlalchemy import (
    CHAR,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    Time,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.types import UserDefinedType

from adapters.postgres.tables.base import MOMENT, id_of, metadata, one_of, own_id, words
from rental_core.apartments.apartment import BookingMode, Publication

# What the price of a stay is made of, but for the steps of seasons.
PRICED = [
    "weekend",
    "weekend_nights",
    "seasonal",
    "low",
    "high",
    "weekly",
    "monthly",
    "cleaning",
    "extra_guest",
    "included_guests",
]
# The filters of a search: one column less costs a factor of a hundred.
COVERED = [
    "rooms",
    "guests",
    "amenities",
    "preparation_nights",
    "min_nights",
    "max_nights",
    "instant",
    *PRICED,
    "notice_days",
    "window_days",
    "district_id",
    "street_id",
    "spot",
]

# Ids are GeoNames' and come from outside.
city = Table(
    "city",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name_ru", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("lat", Double, nullable=False),
    Column("lon", Double, nullable=False),
    Column("zone", Text, nullable=False),
    Column("currency", CHAR(3), nullable=False),
    Column("population", Integer, nullable=False, server_default=text("0")),
)

person = Table(
    "person",
    metadata,
    own_id(),
    Column("telegram_id", BigInteger, unique=True),  # NULL of whoever has left
    Column("name", Text, nullable=False),
    Column("name_chosen", Boolean, nullable=False, server_default=false()),
    Column("username", Text),
    Column("phone", Text),
    Column("language", Text, nullable=False),
    Column("roles", ARRAY(Text), nullable=False, server_default="{}"),
    Column("blocked_at", MOMENT),
    id_of("blocked_by", "person", null=True),
    Column("blocked_reason", Text),
    Column("since", MOMENT, nullable=False),
    Column("left_at", MOMENT),
    CheckConstraint("(left_at IS NULL) = (telegram_id IS NOT NULL)", name="left"),
    CheckConstraint("(blocked_at IS NULL) = (blocked_reason IS NULL)", name="blocked"),
)

# Money is in minor units of `currency`; amenities are the bits of rental_core's Amenity.
apartment = Table(
    "apartment",
    metadata,
    own_id(),
    id_of("landlord_id", "person"),
    Column("source", Text, unique=True),
    Column("title", Text, nullable=False),
    words("description"),
    Column("city_id", Integer, ForeignKey("city.id"), nullable=False),
    words("district"),
    words("street"),
    words("house"),
    id_of("district_id", "place", null=True),
    id_of("street_id", "place", null=True),
    id_of("station_id", "place", null=True),  # the nearest to the rounded point
    Column("station_minutes", SmallInteger),
    Column("lat", Double, nullable=False),
    Column("lon", Double, nullable=False),
    Column("zone", Text, nullable=False),
    Column("rooms", SmallInteger),
    Column("guests", SmallInteger, nullable=False),
    Column("area", Integer),
    Column("floor", Integer),
    Column("amenities", Integer, nullable=False, server_default=text("0")),
    Column("base", BigInteger),
    Column("cleaning", BigInteger),
    Column("currency", CHAR(3)),
    Column("weekend", BigInteger),
    Column("weekend_nights", SmallInteger, nullable=False, server_default=text("48")),  # bits by weekday, Monday the lowest
    Column("seasons", JSONB, nullable=False, server_default="[]"),
    Column("weekly", SmallInteger, nullable=False, server_default=text("0")),
    Column("monthly", SmallInteger, nullable=False, server_default=text("0")),
    Column("extra_guest", BigInteger),
    Column("included_guests", SmallInteger, nullable=False, server_default=text("1")),
    Column("photos", ARRAY(Text), nullable=False, server_default="{}"),
    Column("check_in_from", Time, nullable=False),
    Column("check_out_until", Time, nullable=False),
    words("instructions"),
    words("house_rules"),
    Column("min_nights", SmallInteger, nullable=False, server_default=text("1")),
    Column("max_nights", SmallInteger, nullable=False, server_default=text("90")),
    Column("preparation_nights", SmallInteger, nullable=False, server_default=text("0")),
    Column("notice_days", SmallInteger, nullable=False, server_default=text("0")),
    Column("window_days", SmallInteger, nullable=False, server_default=text("365")),
    Column("mode", Text, nullable=False),
    Column("publication", Text, nullable=False),
    words("rejection"),
    Column("created_at", MOMENT, nullable=False),
    Column("published_at", MOMENT),  # when it first was
    CheckConstraint("num_nulls(base, cleaning, currency) IN (0, 3)", name="rates"),
    CheckConstraint("num_nulls(station_id, station_minutes) IN (0, 2)", name="station"),
    CheckConstraint("min_nights BETWEEN 1 AND max_nights", name="nights"),
    CheckConstraint("publication <> 'published' OR num_nulls(base, rooms, published_at) = 0", name="published"),
    one_of("mode", BookingMode),
    one_of("publication", Publication),
    Index("apartment_landlord", "landlord_id", "id"),
    Index("apartment_to_review", "id", postgresql_where=text("publication = 'review'")),
)

# Rates as the core compiles them, of each apartment with seasons: its nights from the first to the last in steps without gaps. `shortest`
# and `longest` are those of arrivals in the step. An index-only look finds the step of a night: the first one that ends after it.
price_step = Table(
    "price_step",
    metadata,
    Column("apartment_id", BigInteger, ForeignKey("apartment.id", ondelete="CASCADE"), nullable=False),
    Column("check_in", Date, nullable=False),
    Column("check_out", Date, nullable=False),
    Column("price", BigInteger, nullable=False),
    Column("weekend", BigInteger, nullable=False),
    Column("shortest", SmallInteger, nullable=False),
    Column("longest", SmallInteger, nullable=False),
    PrimaryKeyConstraint("apartment_id", "check_out", postgresql_include=["check_in", "price", "weekend", "shortest", "longest"]),
    CheckConstraint("check_in < check_out", name="nights"),
)

# The grid that the core rounds points to; and a map on which a degree of longitude is as long as one of latitude, whatever the place, so
# that distances within a city compare (Mercator's projection, in degrees).
ON_GRID = "round((round({0} / 0.003) * 0.003)::numeric, 6)::double precision"
ON_MAP = "point({lon}, degrees(ln(tan(radians(45 + least(greatest({lat}, -85), 85) / 2)))))"


class OnMap(UserDefinedType[str]):
    """PostgreSQL's `point`."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "POINT"


ischema_names["point"] = OnMap  # SQLAlchemy would not know it when it compares the tables with a database


# What a search looks at, and nothing else: the published apartments of landlords who are not blocked. Narrow and rarely written, so that
# its indexes answer alone; a search that has to visit this table's rows is a hundred times slower. The point is the rounded one.
listing = Table(
    "listing",
    metadata,
    Column("id", BigInteger, ForeignKey("apartment.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("city_id", Integer, nullable=False),
    Column("price", BigInteger, nullable=False),  # the base price, as `weekend` is that of an ordinary weekend
    Column("weekend", BigInteger, nullable=False),
    Column("weekend_nights", SmallInteger, nullable=False),
    Column("seasonal", Boolean, nullable=False),  # whether there are steps
    Column("low", BigInteger, nullable=False),  # no night ever costs less
    Column("high", BigInteger, nullable=False),  # or more
    Column("floor", BigInteger, nullable=False),  # the same as `low` once the greatest discount is off
    Column("weekly", SmallInteger, nullable=False),
    Column("monthly", SmallInteger, nullable=False),
    Column("cleaning", BigInteger, nullable=False),
    Column("extra_guest", BigInteger, nullable=False),
    Column("included_guests", SmallInteger, nullable=False),
    Column("rooms", SmallInteger, nullable=False),
    Column("guests", SmallInteger, nullable=False),
    Column("amenities", Integer, nullable=False),
    Column("preparation_nights", SmallInteger, nullable=False),
    Column("min_nights", SmallInteger, nullable=False),  # no arrival may be for fewer nights
    Column("max_nights", SmallInteger, nullable=False),  # or for more
    Column("notice_days", SmallInteger, nullable=False),
    Column("window_days", SmallInteger, nullable=False),
    Column("instant", Boolean, nullable=False),
    Column("district_id", BigInteger),
    Column("street_id", BigInteger),
    Column("lat", Double, nullable=False),
    Column("lon", Double, nullable=False),
    Column("published_at", MOMENT, nullable=False),
    Column("spot", OnMap, Computed(ON_MAP.format(lat="lat", lon="lon"), persisted=True), nullable=False),
    Index("listing_price", "city_id", "price", "id", postgresql_include=COVERED),
    Index("listing_floor", "city_id", "floor", "id", postgresql_include=["price", *COVERED]),
    Index("listing_newest", "city_id", "published_at", "id", postgresql_include=["price", *COVERED]),
    Index(
        "listing_distance",
        "city_id",
        "spot",
        postgresql_using="gist",
        postgresql_include=["id", "lat", "price", *(name for name in COVERED if name != "spot")],
    ),
)
