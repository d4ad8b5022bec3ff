"""What people entered, in a dictionary."""

from attrs import frozen

from adapters.memory.state import State, Store
from rental_core.accounts.person import PersonId
from rental_core.search.draft import Draft
from rental_core.search.ports import DraftReader, DraftRepository

NOTHING_YET = Draft()


@frozen
class MemoryDrafts(DraftRepository):
    """Drafts by person."""

    state: State

    async def save(self, person_id: PersonId, draft: Draft) -> None:
        self.state.drafts[person_id] = draft


@frozen
class MemoryDraftReader(DraftReader):
    """Reads what was committed, without waiting for a transaction in progress."""

    store: Store

    async def of(self, person_id: PersonId) -> Draft:
        return self.store.committed.drafts.get(person_id, NOTHING_YET)
