"""A reader's one statement."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.rows import AnyRow


async def fetch(engine: AsyncEngine, statement: Executable, values: Mapping[str, Any]) -> Sequence[AnyRow]:
    """All rows of a statement, each call on a borrowed connection."""
    async with engine.connect() as connection:
        return (await connection.execute(statement, values)).all()
