"""What all tables share: names of constraints, column types."""

from collections.abc import Iterable
from enum import Enum

from sqlalchemy import BigInteger, CheckConstraint, Column, DateTime, ForeignKey, Identity, MetaData, Text

# The names PostgreSQL itself would give.
metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pkey",
        "fk": "%(table_name)s_%(column_0_name)s_fkey",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ck": "%(table_name)s_%(constraint_name)s_check",
    }
)
MOMENT = DateTime(timezone=True)


def one_of(column: str, values: Iterable[Enum]) -> CheckConstraint:
    """The column holds one of these values."""
    listed = ", ".join(f"'{value.value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def own_id() -> Column[int]:
    """The primary key, filled from a sequence unless a value is given."""
    return Column("id", BigInteger, Identity(always=False), primary_key=True)


def id_of(name: str, target: str, *, null: bool = False) -> Column[int]:
    """The id of a row of `target`."""
    return Column(name, BigInteger, ForeignKey(f"{target}.id"), nullable=null)


def words(name: str) -> Column[str]:
    """Text that may be empty, never absent."""
    return Column(name, Text, nullable=False, server_default="")
