"""People in a dictionary."""

from attrs import frozen

from adapters.memory.state import Sequences, State
from rental_core.accounts.person import Person, PersonId, PersonNotFoundError, Role, TelegramId
from rental_core.accounts.ports import PersonRepository


@frozen
class MemoryPeople(PersonRepository):
    """Transactions are serialised, so that a lock is held by whoever asks."""

    state: State
    ids: Sequences

    async def get(self, person_id: PersonId) -> Person:
        try:
            return self.state.people[person_id]
        except KeyError:
            raise PersonNotFoundError(person_id) from None

    async def lock(self, person_id: PersonId) -> Person:
        return await self.get(person_id)

    async def hold(self, person_id: PersonId) -> Person:
        return await self.get(person_id)

    async def lock_with_admins(self, person_id: PersonId) -> tuple[Person, ...]:
        person = await self.get(person_id)
        admins = {each.id: each for each in self.state.people.values() if Role.ADMIN in each.roles}
        return tuple(each for _, each in sorted({**admins, person.id: person}.items()))

    async def admins(self) -> tuple[PersonId, ...]:
        return tuple(sorted(each.id for each in self.state.people.values() if Role.ADMIN in each.roles and each.blocked is None))

    async def of_telegram(self, telegram_id: TelegramId) -> Person | None:
        return next((person for person in self.state.people.values() if person.telegram_id == telegram_id), None)

    async def add(self, person: Person) -> Person:
        winner = await self.of_telegram(person.telegram_id) if person.telegram_id is not None else None
        return winner or self.state.people.setdefault(person.id, person)

    async def next_id(self) -> PersonId:
        return PersonId(next(self.ids.person))

    async def save(self, person: Person) -> None:
        await self.get(person.id)
        self.state.people[person.id] = person
