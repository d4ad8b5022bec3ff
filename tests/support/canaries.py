"""Words that only some may read, planted in names, addresses, instructions, phones and messages, and found again where they are shown."""

import re
from itertools import count

from attrs import define, field, frozen
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

MARK = re.compile(r"(?:nm|hs|ky|wd)zq\d{6}|7900\d{7}")
SPACES_OF_NUMBERS = re.compile(r"(?<=\d)[\s()\u00a0-]+(?=\d)")
TIES = text("""
    SELECT renter.telegram_id, landlord.telegram_id, booking.apartment_id,
        EXISTS (SELECT FROM booking_move WHERE booking_id = booking.id AND became = 'confirmed')
    FROM booking JOIN person renter ON renter.id = renter_id JOIN person landlord ON landlord.id = landlord_id
    WHERE :chat IN (renter.telegram_id, landlord.telegram_id)
""")
_numbers = count(1)


def a_mark(kind: str) -> str:
    """A word that is nowhere else; `kind` is two letters: nm (name), hs (house), ky (instructions), wd (words)."""
    return f"{kind}zq{next(_numbers):06}"


def a_phone() -> str:
    """A Russian mobile number nobody else has."""
    return f"+7900{next(_numbers):07}"


@frozen
class Canary:
    """`owner` is a chat id. With an apartment it is for whoever had a confirmed stay there; otherwise for whom the owner has dealt with.

    `trusted`: a request is not enough, it must have been confirmed.
    """

    owner: int
    apartment: int | None = None
    trusted: bool = False


@frozen
class Tie:
    """A booking between a chat's person and another one."""

    renter: int
    landlord: int
    apartment: int
    confirmed: bool

    def shows(self, canary: Canary) -> bool:
        """Whether the two of this booking may read it."""
        concerned = canary.apartment == self.apartment if canary.apartment is not None else canary.owner in {self.renter, self.landlord}
        return concerned and (self.confirmed or not canary.trusted)


@define
class Canaries:
    """All that were planted, and who may read them as the database stands."""

    engine: AsyncEngine
    planted: dict[str, Canary] = field(factory=dict)

    def plant(self, mark: str, canary: Canary) -> str:
        self.planted[mark.lstrip("+")] = canary
        return mark

    async def misplaced(self, chat: int, shown: str) -> set[str]:
        """The marks in `shown` that whoever has this chat must not read."""
        foreign = {mark: self.planted[mark] for mark in _marks(shown) if mark in self.planted and self.planted[mark].owner != chat}
        if not foreign:
            return set()
        async with self.engine.connect() as connection:
            ties = [Tie(*row) for row in await connection.execute(TIES, {"chat": chat})]
        return {mark for mark, canary in foreign.items() if not any(tie.shows(canary) for tie in ties)}


def _marks(shown: str) -> set[str]:
    return set(MARK.findall(shown)) | set(MARK.findall(SPACES_OF_NUMBERS.sub("", shown)))
