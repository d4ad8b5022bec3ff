"""What is held about one person, for that person."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import field, frozen
from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.engine import reading
from adapters.postgres.readers.base import fetch
from rental_core.accounts.person import PersonId, PersonNotFoundError
from rental_core.moderation.ports import Counts, PersonalRecords, StayAhead, Ties
from rental_core.stay import Stay

COUNTS = text("""
    SELECT count(*) FILTER (WHERE renter_id = :id) AS made, count(*) FILTER (WHERE landlord_id = :id) AS hosted
    FROM booking WHERE (renter_id = :id OR landlord_id = :id) AND status = 'completed'""")
AHEAD = text("""
    SELECT booking.id, apartment.title, booking.check_in, booking.check_out, booking.zone, booking.landlord_id = :id AS lets
    FROM booking JOIN apartment ON apartment.id = booking.apartment_id
    WHERE (booking.renter_id = :id OR booking.landlord_id = :id) AND booking.status = 'confirmed' AND booking.check_out_at > :now
    ORDER BY booking.check_in, booking.id""")
TIES = text("""
    SELECT (SELECT count(*) FROM booking WHERE renter_id = :id AND status = 'requested') AS made,
           (SELECT count(*) FROM booking WHERE landlord_id = :id AND status = 'requested') AS received,
           (SELECT count(*) FROM apartment WHERE landlord_id = :id) AS apartments,
           'admin' = ANY(person.roles) AND NOT EXISTS (
               SELECT FROM person AS other WHERE 'admin' = ANY(other.roles) AND other.id <> :id AND other.blocked_at IS NULL) AS only_admin
    FROM person WHERE person.id = :id""")


def bookings_as(party: str, other: str) -> TextClause:
    """The bookings of one who is their `party`, each with its moves and the name of the `other`."""
    return text(
        f"""
    SELECT jsonb_build_object(
        'id', booking.id, 'apartment_id', booking.apartment_id, 'apartment', apartment.title, '{other}', {other}.name,
        'status', booking.status, 'check_in', booking.check_in, 'check_out', booking.check_out, 'guests', booking.guests,
        'message', booking.message, 'price', booking.lines, 'total', booking.total, 'currency', booking.currency,
        'expires_at', booking.expires_at, 'moves', (
            SELECT jsonb_agg(
                jsonb_build_object('became', became, 'at', at, 'by_me', by_id IS NOT DISTINCT FROM :id, 'why', why, 'said', said)
                ORDER BY number)
            FROM booking_move WHERE booking_move.booking_id = booking.id)) AS body
    FROM booking JOIN apartment ON apartment.id = booking.apartment_id JOIN person AS {other} ON {other}.id = booking.{other}_id
    WHERE booking.{party}_id = :id ORDER BY booking.id"""  # noqa: S608  # the two words are ours
    )


PROFILE = text("""
    SELECT jsonb_build_object(
        'telegram_id', telegram_id, 'name', name, 'name_chosen', name_chosen, 'username', username, 'phone', phone, 'language', language,
        'roles', to_jsonb(roles), 'since', since) AS body
    FROM person WHERE id = :id AND left_at IS NULL""")
SEARCH = text("SELECT body FROM draft WHERE person_id = :id")
FAVOURITES = text("""
    SELECT jsonb_build_object('apartment_id', apartment.id, 'apartment', apartment.title, 'kept_at', favourite.kept_at) AS body
    FROM favourite JOIN apartment ON apartment.id = favourite.apartment_id WHERE favourite.person_id = :id
    ORDER BY favourite.kept_at, apartment.id""")
APARTMENTS = text("""
    SELECT to_jsonb(apartment) - 'landlord_id' - 'city_id' || jsonb_build_object('city', city.name_ru, 'closed', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('nights', change.spans::text[], 'at', change.at, 'comment', change.comment)
                                  ORDER BY block.id, change.number), '[]')
        FROM block JOIN block_change AS change ON change.block_id = block.id WHERE block.apartment_id = apartment.id), 'history', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('at', at, 'by_me', by_id IS NOT DISTINCT FROM :id, 'fact', fact, 'was', was,
                                                     'became', became) ORDER BY id), '[]')
        FROM apartment_edit WHERE apartment_id = apartment.id)) AS body
    FROM apartment JOIN city ON city.id = apartment.city_id WHERE apartment.landlord_id = :id ORDER BY apartment.id""")
MESSAGES = text("""
    SELECT jsonb_build_object('kind', kind, 'booking_id', booking_id, 'apartment_id', apartment_id, 'due', due, 'state', state) AS body
    FROM delivery WHERE person_id = :id ORDER BY id""")
SECTIONS = {
    "favourites": FAVOURITES,
    "bookings_as_renter": bookings_as("renter", "landlord"),
    "bookings_as_landlord": bookings_as("landlord", "renter"),
    "apartments": APARTMENTS,
    "messages": MESSAGES,
}


@frozen
class PostgresPersonalRecords(PersonalRecords):
    """A statement a section: nobody needs them all of one moment."""

    engine: AsyncEngine = field(converter=reading)

    async def counts(self, person_id: PersonId) -> Counts:
        [row] = await fetch(self.engine, COUNTS, {"id": person_id})
        return Counts(row.made, row.hosted)

    async def ties(self, person_id: PersonId, now: datetime) -> Ties:
        [row] = await fetch(self.engine, TIES, {"id": person_id})
        ahead = await fetch(self.engine, AHEAD, {"id": person_id, "now": now})
        return Ties(
            ahead=tuple(StayAhead(each.id, each.title, Stay(each.check_in, each.check_out), each.zone, each.lets) for each in ahead),
            made=row.made,
            received=row.received,
            apartments=row.apartments,
            only_admin=row.only_admin,
        )

    async def everything(self, person_id: PersonId) -> Mapping[str, Any]:
        profile = await self._bodies(PROFILE, person_id)
        if not profile:
            raise PersonNotFoundError(person_id)
        search = await self._bodies(SEARCH, person_id)
        sections = {name: await self._bodies(statement, person_id) for name, statement in SECTIONS.items()}
        return {"profile": profile[0], "search": search[0] if search else {}, **sections}

    async def _bodies(self, statement: TextClause, person_id: PersonId) -> list[Any]:
        return [row.body for row in await fetch(self.engine, statement, {"id": person_id})]
