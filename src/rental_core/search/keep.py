"""Keeping what a person entered."""

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.search.draft import Draft
from rental_core.search.ports import SearchWork
from rental_core.work import UnitOfWork


@frozen
class KeepDraft:
    """A person entered something: it survives a restart of everything."""

    work: UnitOfWork[SearchWork]

    async def __call__(self, person_id: PersonId, draft: Draft) -> None:
        """Replaces the person's draft. Raises PersonNotFoundError and BlockedPersonError."""
        async with self.work() as work:
            (await work.people.hold(person_id)).must_be_active()  # whoever leaves meanwhile must leave nothing behind
            await work.drafts.save(person_id, draft)
