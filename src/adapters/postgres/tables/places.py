"""Districts, metro stations and streets."""

from sqlalchemy import CheckConstraint, Column, Double, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from adapters.postgres.tables.base import metadata, one_of, own_id
from rental_core.search.places import PlaceKind

# `key` tells places of a city apart: lower case, ё as е, "ул." as "улица" and the like; see `rental_core.search.spelling`.
place = Table(
    "place",
    metadata,
    own_id(),
    Column("city_id", Integer, ForeignKey("city.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("name_ru", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("lat", Double, nullable=False),
    Column("lon", Double, nullable=False),
    UniqueConstraint("city_id", "kind", "key"),
    one_of("kind", PlaceKind),
    CheckConstraint("key <> ''", name="key"),
    Index("place_part", "city_id", postgresql_where=text("kind <> 'street'")),
    Index("place_station", "lat", "lon", postgresql_where=text("kind = 'station'")),
)
