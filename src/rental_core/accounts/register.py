"""The first contact, and every one after it."""

from attrs import evolve, frozen

from rental_core.accounts.person import NAME_LENGTH, Language, Person, PersonId
from rental_core.accounts.ports import AccountsWork, Contact
from rental_core.clock import Clock
from rental_core.work import UnitOfWork

NAMELESS = "?"


@frozen
class RegisterPerson:
    """Whoever writes to us is registered; later contacts keep name and username as Telegram shows them. The language stays as chosen.

    A contact without a name comes from the operator, who knows a number only: it changes nothing of a person who is known.
    """

    work: UnitOfWork[AccountsWork]
    clock: Clock

    async def __call__(self, contact: Contact) -> Person:
        """The person behind `contact`, blocked or not: whether they may go on is asked by what they do next."""
        name = contact.name.strip()[:NAME_LENGTH]
        async with self.work() as work:
            known = await work.people.of_telegram(contact.telegram_id)
            if known is None:
                return await work.people.add(await self._newcomer(work, contact, name))
            fresh = evolve(known, name=name, username=contact.username) if name else known
            if fresh != known:
                await work.people.save(fresh)
            return fresh

    async def _newcomer(self, work: AccountsWork, contact: Contact, name: str) -> Person:
        return Person(
            id=await work.people.next_id(),
            telegram_id=contact.telegram_id,
            name=name or NAMELESS,
            username=contact.username,
            language=contact.language,
            since=self.clock.now(),
        )


@frozen
class ChangeLanguage:
    """A person chooses the language they are spoken to in."""

    work: UnitOfWork[AccountsWork]

    async def __call__(self, person_id: PersonId, language: Language) -> Person:
        """Raises PersonNotFoundError and BlockedPersonError."""
        async with self.work() as work:
            person = await work.people.lock(person_id)
            person.must_be_active()
            changed = person.speaks(language)
            await work.people.save(changed)
            return changed
