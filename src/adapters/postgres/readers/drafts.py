"""What people have entered so far, for screens."""

from attrs import field, frozen
from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.codec import from_json
from adapters.postgres.engine import reading
from adapters.postgres.readers.base import fetch
from adapters.postgres.tables import draft
from rental_core.accounts.person import PersonId
from rental_core.search.draft import Draft
from rental_core.search.ports import DraftReader

OF_PERSON = select(draft.c.body).where(draft.c.person_id == bindparam("person_id"))


@frozen
class PostgresDraftReader(DraftReader):
    """A row a person, or none yet."""

    engine: AsyncEngine = field(converter=reading)

    async def of(self, person_id: PersonId) -> Draft:
        rows = await fetch(self.engine, OF_PERSON, {"person_id": person_id})
        return from_json(Draft, rows[0].body) if rows else Draft()
