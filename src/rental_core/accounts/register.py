"""The first contact, and every one after it."""

from attrs import evolve, frozen

from rental_core.accounts.person import NAME_LENGTH, Language, Person, PersonId, Role, TelegramId
from rental_core.accounts.ports import AccountsWork, Contact
from rental_core.clock import Clock
from rental_core.work import UnitOfWork

NAMELESS = "?"


@frozen
class FirstAdmins:
    """The Telegram accounts that the installation's settings make admins, from their first contact on."""

    ids: frozenset[TelegramId] = frozenset()


@frozen
class RegisterPerson:
    """Whoever writes to us is registered; later contacts keep name and username as Telegram shows them. The language stays as chosen.

    A contact without a name comes from the operator, who knows a number only: it changes nothing of a person who is known.
    """

    work: UnitOfWork[AccountsWork]
    clock: Clock
    first_admins: FirstAdmins = FirstAdmins()

    async def __call__(self, contact: Contact) -> Person:
        """The person behind `contact`, blocked or not: whether they may go on is asked by what they do next."""
        async with self.work() as work:
            known = await work.people.of_telegram(contact.telegram_id)
            if known is None:
                return await work.people.add(await self._newcomer(work, contact))
            if self._up_to_date(known, contact) == known:
                return known
            fresh = self._up_to_date(await work.people.lock(known.id), contact)
            await work.people.save(fresh)
            return fresh

    def _up_to_date(self, known: Person, contact: Contact) -> Person:
        name = _name(contact)
        if name is None:
            return known
        language = contact.language if known.name == NAMELESS else known.language
        fresh = evolve(known, name=name, username=contact.username, language=language)
        return fresh.given(Role.ADMIN) if contact.telegram_id in self.first_admins.ids else fresh

    async def _newcomer(self, work: AccountsWork, contact: Contact) -> Person:
        return Person(
            id=await work.people.next_id(),
            telegram_id=contact.telegram_id,
            name=_name(contact) or NAMELESS,
            username=contact.username,
            language=contact.language,
            roles=frozenset({Role.ADMIN}) if contact.telegram_id in self.first_admins.ids else frozenset(),
            since=self.clock.now(),
        )


def _name(contact: Contact) -> str | None:
    return contact.name.strip()[:NAME_LENGTH] or None


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
