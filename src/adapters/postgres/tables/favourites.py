"""What people keep for later."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table

from adapters.postgres.tables.base import MOMENT, metadata

favourite = Table(
    "favourite",
    metadata,
    Column("person_id", BigInteger, ForeignKey("person.id"), primary_key=True, autoincrement=False),
    Column("apartment_id", BigInteger, ForeignKey("apartment.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("kept_at", MOMENT, nullable=False),
    Index("favourite_latest", "person_id", "kept_at", "apartment_id"),
    Index("favourite_apartment", "apartment_id"),  # for the cascade
)
