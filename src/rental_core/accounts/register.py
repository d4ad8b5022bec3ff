"""The first contact, and every one after it."""

from attrs import evolve, frozen

from rental_core.accounts.person import NAME_LENGTH, Person, Role, TelegramId
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
    """Whoever writes to us is registered; later contacts keep name and username as Telegram shows them. What they chose themselves stays.

    Whoever has left is nobody's account any more: their next contact is a newcomer's. A contact without a name comes from the operator, who
    knows a number only: it changes nothing of a person who is known.
    """

    work: UnitOfWork[AccountsWork]
    clock: Clock
    first_admins: FirstAdmins = FirstAdmins()

    async def __call__(self, contact: Contact) -> Person:
        """The person behind `contact`, blocked or not: whether they may go on is asked by what they do next."""
        known = await self.known(contact)
        if known is not None:
            return known
        async with self.work() as work:
            return await work.people.add(await self._newcomer(work, contact))

    async def known(self, contact: Contact) -> Person | None:
        """As a call, but None for a newcomer: not everything Telegram tells of an account means that somebody wants to come in."""
        async with self.work() as work:
            known = await work.people.of_telegram(contact.telegram_id)
            if known is None or self._up_to_date(known, contact) == known:
                return known
            locked = await work.people.lock(known.id)
            if locked.telegram_id != contact.telegram_id:  # they left a moment ago
                return None
            fresh = self._up_to_date(locked, contact)
            await work.people.save(fresh)
            return fresh

    def _up_to_date(self, known: Person, contact: Contact) -> Person:
        name = _name(contact)
        if name is None:
            return known
        language = contact.language if known.name == NAMELESS else known.language
        fresh = evolve(known, name=known.name if known.name_chosen else name, username=contact.username, language=language)
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
