"""What people say about themselves: their language, their name, their phone."""

from collections.abc import Callable

from attrs import frozen

from rental_core.accounts.person import Language, Person, PersonId
from rental_core.accounts.ports import AccountsWork
from rental_core.work import UnitOfWork


@frozen
class ChangeLanguage:
    """A person chooses the language they are spoken to in."""

    work: UnitOfWork[AccountsWork]

    async def __call__(self, person_id: PersonId, language: Language) -> Person:
        """Raises PersonNotFoundError and BlockedPersonError."""
        return await _change(self.work, person_id, lambda person: person.speaks(language))


@frozen
class ChangeName:
    """A person chooses what they are called here: from then on Telegram's name no longer counts."""

    work: UnitOfWork[AccountsWork]

    async def __call__(self, person_id: PersonId, name: str) -> Person:
        """Blanks around the name do not count. Raises BadNameError, PersonNotFoundError, BlockedPersonError."""
        return await _change(self.work, person_id, lambda person: person.called(name))


@frozen
class ChangePhone:
    """A person gives their phone number, or takes it back."""

    work: UnitOfWork[AccountsWork]

    async def __call__(self, person_id: PersonId, phone: str | None) -> Person:
        """`phone` is E.164, None for none. Raises BadPhoneError, PersonNotFoundError, BlockedPersonError."""
        return await _change(self.work, person_id, lambda person: person.reached_by(phone))


async def _change(work: UnitOfWork[AccountsWork], person_id: PersonId, change: Callable[[Person], Person]) -> Person:
    async with work() as transaction:
        person = await transaction.people.lock(person_id)
        person.must_be_active()
        changed = change(person)
        await transaction.people.save(changed)
        return changed
