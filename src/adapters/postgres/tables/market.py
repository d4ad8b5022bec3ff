"""Cities, people and what they let."""

from sqlalchemy import (
    CHAR,
    BigInteger,
    CheckConstraint,
    Column,
    Computed,
    Double,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    Time,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from adapters.postgres.tables.base import MOMENT, id_of, metadata, one_of, own_id, words
from rental_core.apartments.apartment import BookingMode, Publication

COVERED = ["rooms", "guests", "amenities", "preparation_nights"]  # the filters of a search: one column less costs a factor of a hundred

# Ids are GeoNames' and come from outside. The folded names are what searches compare: lower case, ё as е, hyphens as spaces, and Russian
# letters as Latin ones and digits, one for one: pg_trgm sees letters beyond ASCII only where the server's LC_CTYPE knows them.
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя-АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
FOLDED = "abvgdee0zijklmnoprstufhc4w56y7389 abvgdee0zijklmnoprstufhc4w56y7389"
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
    Column("folded_ru", Text, Computed(f"translate(lower(name_ru), '{RUSSIAN}', '{FOLDED}')", persisted=True), nullable=False),
    Column("folded_en", Text, Computed("translate(lower(name_en), '-', ' ')", persisted=True), nullable=False),
    Index("city_ru_prefix", "folded_ru", postgresql_ops={"folded_ru": "text_pattern_ops"}),
    Index("city_en_prefix", "folded_en", postgresql_ops={"folded_en": "text_pattern_ops"}),
    Index("city_ru_trigrams", "folded_ru", postgresql_using="gist", postgresql_ops={"folded_ru": "gist_trgm_ops"}),
    Index("city_en_trigrams", "folded_en", postgresql_using="gist", postgresql_ops={"folded_en": "gist_trgm_ops"}),
)

person = Table(
    "person",
    metadata,
    own_id(),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("username", Text),
    Column("phone", Text),
    Column("language", Text, nullable=False),
    Column("roles", ARRAY(Text), nullable=False, server_default="{}"),
    Column("blocked_at", MOMENT),
    id_of("blocked_by", "person", null=True),
    Column("blocked_reason", Text),
    Column("since", MOMENT, nullable=False),
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
    Column("photos", ARRAY(Text), nullable=False, server_default="{}"),
    Column("check_in_from", Time, nullable=False),
    Column("check_out_until", Time, nullable=False),
    words("instructions"),
    Column("preparation_nights", SmallInteger, nullable=False, server_default=text("0")),
    Column("mode", Text, nullable=False),
    Column("publication", Text, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("published_at", MOMENT),  # when it first was
    CheckConstraint("num_nulls(base, cleaning, currency) IN (0, 3)", name="rates"),
    CheckConstraint("publication <> 'published' OR num_nulls(base, rooms, published_at) = 0", name="published"),
    one_of("mode", BookingMode),
    one_of("publication", Publication),
    Index("apartment_landlord", "landlord_id", "id"),
)

# What a search looks at, and nothing else: the published apartments of landlords who are not blocked. Narrow and rarely written, so that
# its indexes answer alone; a search that has to visit this table's rows is a hundred times slower.
listing = Table(
    "listing",
    metadata,
    Column("id", BigInteger, ForeignKey("apartment.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("city_id", Integer, nullable=False),
    Column("price", BigInteger, nullable=False),
    Column("rooms", SmallInteger, nullable=False),
    Column("guests", SmallInteger, nullable=False),
    Column("amenities", Integer, nullable=False),
    Column("preparation_nights", SmallInteger, nullable=False),
    Column("published_at", MOMENT, nullable=False),
    Index("listing_price", "city_id", "price", "id", postgresql_include=COVERED),
    Index("listing_newest", "city_id", "published_at", "id", postgresql_include=["price", *COVERED]),
)
