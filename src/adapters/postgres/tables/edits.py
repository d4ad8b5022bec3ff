"""What was changed of apartments."""

from sqlalchemy import Column, Index, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from adapters.postgres.tables.base import MOMENT, id_of, metadata, own_id

# A row for each fact; both values are NULL once whoever let the apartment has left.
apartment_edit = Table(
    "apartment_edit",
    metadata,
    own_id(),
    id_of("apartment_id", "apartment"),
    Column("at", MOMENT, nullable=False),
    id_of("by_id", "person", null=True),
    Column("fact", Text, nullable=False),
    Column("was", JSONB(none_as_null=True)),
    Column("became", JSONB(none_as_null=True)),
    Index("apartment_edit_page", "apartment_id", "id"),
)
