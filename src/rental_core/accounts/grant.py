"""Admin and support are given."""

from attrs import frozen

from rental_core.accounts.person import Person, Role
from rental_core.accounts.ports import AccountsWork, Contact
from rental_core.accounts.register import RegisterPerson
from rental_core.work import UnitOfWork


@frozen
class GrantRole:
    """The operator of the installation gives a role to a Telegram account, known or not yet: it takes effect at the first contact.

    There is no actor to authorise: whoever can run it owns the machine. The panel's use case for admins asks who they are.
    """

    work: UnitOfWork[AccountsWork]
    register: RegisterPerson

    async def __call__(self, contact: Contact, role: Role) -> Person:
        registered = await self.register(contact)
        async with self.work() as work:
            person = (await work.people.lock(registered.id)).given(role)
            await work.people.save(person)
            return person
