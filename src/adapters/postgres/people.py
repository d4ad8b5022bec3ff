"""People as rows."""

from typing import Any

from attrs import frozen
from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.listings import list_apartments_of
from adapters.postgres.rows import AnyRow, next_id_of
from adapters.postgres.tables import person
from rental_core.accounts.person import Blocking, Language, Person, PersonId, PersonNotFoundError, Role, TelegramId
from rental_core.accounts.ports import PersonRepository

NEXT_ID = next_id_of("person")
BY_ID = select(person).where(person.c.id == bindparam("id"))
LOCK = BY_ID.with_for_update(key_share=True)
HOLD = BY_ID.with_for_update(read=True)
LOCK_WITH_ADMINS = (
    select(person)
    .where(or_(person.c.id == bindparam("id"), person.c.roles.contains([Role.ADMIN.value])))
    .order_by(person.c.id)
    .with_for_update(key_share=True)
)
ADMINS = select(person.c.id).where(person.c.roles.contains([Role.ADMIN.value]), person.c.blocked_at.is_(None)).order_by(person.c.id)
BY_TELEGRAM_ID = select(person).where(person.c.telegram_id == bindparam("telegram_id"))
ADD = insert(person).on_conflict_do_nothing(index_elements=["telegram_id"]).returning(person.c.id)
SAVE = update(person).where(person.c.id == bindparam("person_id"))


@frozen
class PostgresPeople(PersonRepository):
    """Each row lock is FOR NO KEY UPDATE: foreign keys to the person do not wait for it."""

    connection: AsyncConnection

    async def get(self, person_id: PersonId) -> Person:
        return _found(person_id, (await self.connection.execute(BY_ID, {"id": person_id})).one_or_none())

    async def lock(self, person_id: PersonId) -> Person:
        return _found(person_id, (await self.connection.execute(LOCK, {"id": person_id})).one_or_none())

    async def hold(self, person_id: PersonId) -> Person:
        return _found(person_id, (await self.connection.execute(HOLD, {"id": person_id})).one_or_none())

    async def lock_with_admins(self, person_id: PersonId) -> tuple[Person, ...]:
        people = tuple(to_person(row) for row in await self.connection.execute(LOCK_WITH_ADMINS, {"id": person_id}))
        if all(each.id != person_id for each in people):
            raise PersonNotFoundError(person_id)
        return people

    async def admins(self) -> tuple[PersonId, ...]:
        return tuple((await self.connection.execute(ADMINS)).scalars())

    async def of_telegram(self, telegram_id: TelegramId) -> Person | None:
        row = (await self.connection.execute(BY_TELEGRAM_ID, {"telegram_id": telegram_id})).one_or_none()
        return to_person(row) if row else None

    async def add(self, newcomer: Person) -> Person:
        if (await self.connection.execute(ADD, to_row(newcomer))).first():
            return newcomer
        return to_person((await self.connection.execute(BY_TELEGRAM_ID, {"telegram_id": newcomer.telegram_id})).one())

    async def next_id(self) -> PersonId:
        return PersonId((await self.connection.execute(NEXT_ID)).scalar_one())

    async def save(self, changed: Person) -> None:
        row = to_row(changed)
        await self.connection.execute(SAVE, row | {"person_id": row.pop("id")})
        if Role.LANDLORD in changed.roles:
            await list_apartments_of(self.connection, changed)


def to_row(known: Person) -> dict[str, Any]:
    blocked = known.blocked
    return {
        "id": known.id,
        "telegram_id": known.telegram_id,
        "name": known.name,
        "name_chosen": known.name_chosen,
        "username": known.username,
        "phone": known.phone,
        "language": known.language.value,
        "roles": sorted(role.value for role in known.roles),
        "blocked_at": blocked and blocked.at,
        "blocked_by": blocked and blocked.by,
        "blocked_reason": blocked and blocked.reason,
        "since": known.since,
        "left_at": known.left_at,
    }


def to_person(row: AnyRow) -> Person:
    return Person(
        id=row.id,
        telegram_id=row.telegram_id,
        name=row.name,
        name_chosen=row.name_chosen,
        username=row.username,
        phone=row.phone,
        language=Language(row.language),
        roles=frozenset(Role(role) for role in row.roles),
        blocked=None if row.blocked_at is None else Blocking(row.blocked_at, row.blocked_by, row.blocked_reason),
        since=row.since,
        left_at=row.left_at,
    )


def _found(person_id: PersonId, row: AnyRow | None) -> Person:
    if row is None:
        raise PersonNotFoundError(person_id)
    return to_person(row)
