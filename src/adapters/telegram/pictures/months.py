"""What a picture of several months shows, and its name: whatever looks the same has the same name and is uploaded once."""

import re
from collections.abc import Iterable
from datetime import date

from attrs import frozen

from adapters.telegram.widgets.picking import month_after
from rental_core.accounts.person import Language
from rental_core.stay import ONE_DAY, Stay

MONTHS = 6
NAME = re.compile(r"months:([a-z]{2}):(\d{4}-\d{2}-\d{2}):([0-9a-f]+)")


@frozen
class Months:
    """The months from that of `today` on, as one person may see them: `taken` has a bit for each night, the lowest for `first`."""

    language: Language
    today: date
    taken: int

    @classmethod
    def of(cls, language: Language, today: date, taken: Iterable[Stay]) -> "Months":
        """Of nights, which need not be sorted and may reach beyond what is shown."""
        empty = cls(language, today, 0)
        nights = {night for stay in taken if (shown := stay.within(empty.nights)) for night in shown}
        return cls(language, today, sum(1 << (night - empty.first).days for night in nights))

    @classmethod
    def named(cls, name: str) -> "Months":
        """The inverse of `name`. Raises ValueError."""
        found = NAME.fullmatch(name)
        if found is None:
            raise ValueError(f"no picture of months: {name}")
        return cls(Language(found[1]), date.fromisoformat(found[2]), int(found[3], 16))

    @property
    def name(self) -> str:
        return f"months:{self.language.value}:{self.today.isoformat()}:{self.taken:x}"

    @property
    def first(self) -> date:
        """The night before today: whether today begins with somebody's departure."""
        return self.today - ONE_DAY

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each."""
        return tuple(month_after(self.today.replace(day=1), number) for number in range(MONTHS))

    @property
    def nights(self) -> Stay:
        """All nights that matter."""
        return Stay(self.first, month_after(self.today.replace(day=1), MONTHS))

    def is_taken(self, night: date) -> bool:
        return night >= self.first and bool(self.taken >> (night - self.first).days & 1)

    def halves(self, day: date) -> tuple[bool, bool]:
        """Whether somebody is there in the morning, and in the evening; on a day of which only one is so, stays may change."""
        return self.is_taken(day - ONE_DAY), self.is_taken(day)
