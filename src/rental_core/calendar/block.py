"""Nights a landlord closes."""

from datetime import date, datetime
from itertools import pairwise
from typing import NewType

from attrs import evolve, field, frozen
from attrs.validators import max_len, min_len

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId
from rental_core.calendar.occupancy import Taker, TakerKind
from rental_core.calendar.status import Cause, Occupied, days
from rental_core.errors import RentalError
from rental_core.stay import FOREVER, Stay

BlockId = NewType("BlockId", int)
COMMENT_LENGTH = 500


@frozen
class PastNightsError(RentalError):
    """Nights before `today` (the apartment's local date) can be neither booked nor blocked."""

    today: date


@frozen
class BlockChange:
    """From `at` on the block wants `spans` closed: sorted and disjoint; none when it ended."""

    spans: tuple[Stay, ...]
    at: datetime
    by: PersonId
    comment: str = field(default="", validator=max_len(COMMENT_LENGTH))

    def __attrs_post_init__(self) -> None:
        if any(one.check_out > other.check_in for one, other in pairwise(self.spans)):
            raise ValueError(f"spans of a block must be sorted and disjoint: {self.spans}")


@frozen(kw_only=True)
class Block:
    """What a landlord closed, with every change. It holds the nights of its spans but for those that a booking holds."""

    id: BlockId
    apartment_id: ApartmentId
    history: tuple[BlockChange, ...] = field(validator=min_len(1))

    @property
    def spans(self) -> tuple[Stay, ...]:
        return self.history[-1].spans

    @property
    def taker(self) -> Taker:
        return Taker(TakerKind.BLOCK, self.id)

    @property
    def until_freed(self) -> bool:
        """Whether it stands until the landlord frees it."""
        return bool(self.spans) and self.spans[-1].check_out == FOREVER

    def covers(self, night: date) -> bool:
        return any(night in each for each in self.spans)

    def freed(self, nights: Stay, *, at: datetime, by: PersonId, comment: str) -> "Block":
        """The block without `nights`."""
        left = tuple(piece for each in self.spans for piece in each.minus([nights]))
        return evolve(self, history=(*self.history, BlockChange(left, at, by, comment)))

    def occupied(self, zone: str) -> tuple[Occupied, ...]:
        """When it makes the apartment occupied: the local days of its spans, for as long as each change was in force."""
        periods: list[Occupied] = []
        for change, following in zip(self.history, (*self.history[1:], None), strict=True):
            cause = Cause(self.taker, change.by, change.comment)
            until = following.at if following else None
            for each in change.spans:
                ended = cause if following is None else Cause(self.taker, following.by, following.comment)
                if period := days(each, zone, cause).during(change.at, until, ended):
                    periods.append(period)
        return tuple(periods)
