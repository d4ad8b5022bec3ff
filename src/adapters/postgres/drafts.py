"""What people have entered so far."""

from attrs import frozen
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.codec import to_json
from adapters.postgres.tables import draft
from rental_core.accounts.person import PersonId
from rental_core.search.draft import Draft
from rental_core.search.ports import DraftRepository

ENTERED = insert(draft)
SAVE = ENTERED.on_conflict_do_update(index_elements=["person_id"], set_={"body": ENTERED.excluded.body})


@frozen
class PostgresDrafts(DraftRepository):
    """A row a person."""

    connection: AsyncConnection

    async def save(self, person_id: PersonId, entered: Draft) -> None:
        await self.connection.execute(SAVE, {"person_id": person_id, "body": to_json(entered)})
