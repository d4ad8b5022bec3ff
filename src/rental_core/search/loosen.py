"""When nothing fits: what to change, and what that would bring."""

from collections.abc import Sequence
from datetime import date
from enum import Enum

from attrs import evolve, frozen

from rental_core.apartments.apartment import MAX_GUESTS, MAX_ROOMS
from rental_core.search.criteria import SearchCriteria
from rental_core.search.draft import GUESTS, ROOMS, Draft
from rental_core.search.entered import Entered
from rental_core.search.places import RADII, PlaceId
from rental_core.search.ports import ApartmentSearch

DAYS_AROUND = 30
MOST_MINOR = 10**12
LARGEST = 2**63 - 1
DATES_OFFERED = 3
NEIGHBOURS_OFFERED = 3


class What(Enum):
    """What to change, in the order of the offers."""

    CHECK_IN = "in"  # to another day, for as many nights
    PRICE = "price"  # the upper limit
    ANY_PRICE = "any-price"
    NEIGHBOUR = "place"
    RADIUS = "radius"
    ANYWHERE = "anywhere"
    ROOMS = "rooms"
    GUESTS = "guests"
    AMENITIES = "amenities"
    INSTANT = "instant"
    ANY_DATES = "any-dates"
    ALL = "all"


@frozen
class Change:
    """What to change, and to what: an ISO day, minor units, an id, metres or a number; nothing where it is given up."""

    what: What
    to: str = ""


@frozen
class Offer:
    """What a change would bring: so many apartments, counted up to a cap. `names` are the (Russian, English) ones of a place."""

    change: Change
    found: int
    names: tuple[str, str] = ("", "")


def changed(draft: Draft, change: Change) -> Draft:
    """The draft after the change. Raises ValueError or OverflowError when the change makes no sense."""
    match change.what:
        case What.CHECK_IN:
            return _moved(draft, date.fromisoformat(change.to))
        case What.PRICE:
            return evolve(draft, price_to=_number(change.to, MOST_MINOR))
        case What.NEIGHBOUR:
            return evolve(draft.anywhere(), place_id=PlaceId(_number(change.to, LARGEST)))
        case What.RADIUS:
            return evolve(draft, radius=_number(change.to, RADII[-1]))
        case What.GUESTS:
            return evolve(draft, guests=_number(change.to, MAX_GUESTS))
        case What.ROOMS:
            return evolve(draft, rooms=_number(change.to, MAX_ROOMS))
        case _:
            return _without(draft, change.what)


def _without(draft: Draft, what: What) -> Draft:
    """The draft with a filter given up."""
    match what:
        case What.AMENITIES:
            return evolve(draft, amenities=frozenset())
        case What.INSTANT:
            return evolve(draft, instant=False)
        case What.ANY_PRICE:
            return draft.priced(None, None)
        case What.ANYWHERE:
            return draft.anywhere()
        case What.ANY_DATES:
            return evolve(draft, check_in=None, check_out=None)
        case _:
            return evolve(draft.without_filters().anywhere(), check_in=None, check_out=None, guests=1)


def _moved(draft: Draft, check_in: date) -> Draft:
    if draft.check_in is None or draft.check_out is None:
        raise ValueError("no dates to move")
    return evolve(draft, check_in=check_in, check_out=check_in + (draft.check_out - draft.check_in))


def _number(text: str, most: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
    if not 0 < number <= most:
        raise ValueError(text)
    return number


@frozen
class FindOffers:
    """Looks for what could be asked instead, where nothing fits all of what was asked."""

    search: ApartmentSearch

    async def __call__(self, entered: Entered, *, unit: int, cap: int) -> tuple[Offer, ...]:
        """What is nearest to what was asked comes first; everything is given up only where nothing less would do.

        `unit` is how many minor units make a whole one of the city's currency; apartments are counted up to `cap`.
        """
        criteria = entered.criteria
        if criteria is None:
            return ()
        found = [
            *await self._other_dates(entered, criteria, cap),
            *await self._neighbours(entered, criteria, cap),
            *await self._worth(entered, [await self._prices(criteria, unit), *_ladders(entered)], cap),
        ]
        found = found or await self._worth(entered, [[Change(What.ALL)]], cap)
        return tuple(sorted(found, key=lambda offer: list(What).index(offer.change.what)))

    async def _other_dates(self, entered: Entered, criteria: SearchCriteria, cap: int) -> list[Offer]:
        if criteria.stay is None:
            return []
        others = await self.search.other_dates(criteria, today=entered.today, days=DAYS_AROUND, cap=cap, limit=DATES_OFFERED)
        return [Offer(Change(What.CHECK_IN, each.stay.check_in.isoformat()), each.found) for each in others]

    async def _neighbours(self, entered: Entered, criteria: SearchCriteria, cap: int) -> list[Offer]:
        if entered.place is None:
            return []
        near = await self.search.neighbours(criteria, entered.place, cap=cap, limit=NEIGHBOURS_OFFERED)
        return [Offer(Change(What.NEIGHBOUR, str(each.place_id)), each.found, (each.name_ru, each.name_en)) for each in near]

    async def _prices(self, criteria: SearchCriteria, unit: int) -> list[Change]:
        """A limit that is just enough, or none."""
        if criteria.price_from is None and criteria.price_to is None:
            return []
        changes, cheapest = [Change(What.ANY_PRICE)], await self.search.cheapest(criteria)
        if cheapest and criteria.price_to is not None and cheapest > criteria.price_to:
            changes.insert(0, Change(What.PRICE, str(rounded_up(cheapest, unit))))
        return changes

    async def _worth(self, entered: Entered, ladders: Sequence[Sequence[Change]], cap: int) -> list[Offer]:
        """Of each ladder the first change that brings something, all counted at once."""
        drafts = {each: changed(entered.draft, each) for ladder in ladders for each in ladder}
        asked = {each: criteria for each, draft in drafts.items() if draft != entered.draft and (criteria := entered.criteria_of(draft))}
        found = dict(zip(asked, await self.search.counts(list(asked.values()), cap=cap), strict=True)) if asked else {}
        firsts = (next((each for each in ladder if found.get(each)), None) for ladder in ladders)
        return [Offer(each, found[each]) for each in firsts if each]


def rounded_up(amount: int, unit: int) -> int:
    """A price in minor units as people would say a limit: 4321 as 4500, 12300 as 13000. `unit` minor units make a whole one."""
    digits = len(str(-(-amount // unit)))
    step: int = 10 ** max(digits - 2, 0) * (5 if 1 < digits < 5 else 1) * unit
    return -(-amount // step) * step


def _ladders(entered: Entered) -> list[list[Change]]:
    """For each filter what could be asked instead, the nearest first."""
    draft, around = entered.draft, entered.draft.around(entered.place)
    ladders = [
        [Change(What.RADIUS, str(each)) for each in RADII if around and each > around.metres],
        [Change(What.ROOMS, str(each)) for each in reversed(ROOMS) if each < draft.rooms],
        [Change(What.GUESTS, str(each)) for each in reversed(GUESTS) if each < draft.guests],
    ]
    return ladders + [[Change(each)] for each in (What.ANYWHERE, What.AMENITIES, What.INSTANT, What.ANY_DATES)]
