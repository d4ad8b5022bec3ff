"""When nothing fits: what to give up, and what that would bring."""

from collections.abc import Sequence
from enum import Enum

from attrs import evolve, frozen

from adapters.wording import N_
from rental_core.search.draft import Draft
from rental_core.search.ports import ApartmentSearch

COUNTED = 100


class Loosening(Enum):
    """A filter to give up; the value is what the button carries."""

    DATES = "dates"
    PRICE = "price"
    ROOMS = "rooms"
    ALL = "all"


SAID = {
    Loosening.DATES: N_("📅 Any dates: {found}"),
    Loosening.PRICE: N_("💰 Any price: {found}"),
    Loosening.ROOMS: N_("🚪 Any number of rooms: {found}"),
    Loosening.ALL: N_("All of this at once: {found}"),
}


@frozen
class Offer:
    """What giving up a filter would bring: at most COUNTED + 1 apartments."""

    loosening: Loosening
    found: int


def loosened(draft: Draft, loosening: Loosening) -> Draft:
    """The draft without the filter; the draft itself when it has none such."""
    match loosening:
        case Loosening.DATES:
            return evolve(draft, check_in=None, check_out=None)
        case Loosening.PRICE:
            return evolve(draft, price_to=None)
        case Loosening.ROOMS:
            return evolve(draft, rooms=1)
        case Loosening.ALL:
            return evolve(draft, check_in=None, check_out=None, price_to=None, rooms=1)


async def offers(draft: Draft, search: ApartmentSearch) -> tuple[Offer, ...]:
    """Single filters first; all at once only where none alone would do."""
    single = [each for each in Loosening if each is not Loosening.ALL]
    return await _worth(draft, search, single) or await _worth(draft, search, [Loosening.ALL])


async def _worth(draft: Draft, search: ApartmentSearch, loosenings: Sequence[Loosening]) -> tuple[Offer, ...]:
    found: list[Offer] = []
    for each in loosenings:
        wider = loosened(draft, each)
        criteria = wider.criteria() if wider != draft else None
        if criteria and (count := await search.count(criteria, cap=COUNTED + 1)):
            found.append(Offer(each, count))
    return tuple(found)
