"""What the person entered so far: the truth about it lies in the database, not in a window."""

from datetime import UTC, date
from typing import Any

from attrs import evolve, frozen

from adapters.telegram.widgets.picking import Days
from rental_core.accounts.person import PersonId
from rental_core.bookings.rules import BookingLimits
from rental_core.clock import Clock, local_date
from rental_core.search.draft import Draft
from rental_core.search.entered import Entered
from rental_core.search.keep import KeepDraft
from rental_core.search.places import Place
from rental_core.search.ports import DraftReader, PlaceReader
from rental_core.stay import ONE_DAY


@frozen
class Desk:
    """Reads and keeps what a person enters. Dates that have passed since are forgotten."""

    drafts: DraftReader
    places: PlaceReader
    keep: KeepDraft
    clock: Clock
    limits: BookingLimits

    async def entered(self, person_id: PersonId) -> Entered:
        draft = await self.drafts.of(person_id)
        city = await self.places.city(draft.city_id) if draft.city_id is not None else None
        today = local_date(self.clock.now(), city.zone) if city else self.clock.now().astimezone(UTC).date()
        if draft.check_in and draft.check_in < today:
            draft = evolve(draft, check_in=None, check_out=None)
        return Entered(draft, city, await self._place(draft), today)

    async def _place(self, draft: Draft) -> Place | None:
        """None also for a place elsewhere, which only a forged tap can choose."""
        place = await self.places.place(draft.place_id) if draft.place_id is not None else None
        return place if place and place.city_id == draft.city_id else None

    async def revise(self, person_id: PersonId, **changes: Any) -> Draft:
        """Keep `changes` (fields of the draft) and return the whole. Raises BlockedPersonError."""
        draft = evolve((await self.entered(person_id)).draft, **changes)
        await self.keep(person_id, draft)
        return draft

    async def put(self, person_id: PersonId, draft: Draft) -> None:
        """Keep the whole draft. Raises BlockedPersonError."""
        await self.keep(person_id, draft)

    def days(self, entered: Entered, today: date | None = None) -> Days:
        """The days to choose from, as far as they are chosen; `today` where it is another than the searched city's."""
        begin = today or entered.today
        return Days(
            today=begin,
            last=begin + self.limits.days_ahead * ONE_DAY,
            nights=self.limits.nights,
            check_in=entered.draft.check_in,
            check_out=entered.draft.check_out,
        )
