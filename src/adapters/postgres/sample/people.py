"""Landlords and renters.

Their Telegram ids begin at 4,000,000,000,000,000: Telegram gives ids one after the other, at ten billion by now, and promises no more than
52 bits, so that these belong to nobody. They have neither user names nor telephone numbers, which could be somebody's.
"""

from collections.abc import Iterator
from random import Random

from adapters.postgres.sample.copying import DAY, NULL, Calendar
from adapters.postgres.sample.names import foreign_name, russian_name
from rental_core.accounts.person import Language, Role

FIRST_TELEGRAM_ID = 4_000_000_000_000_000
COLUMNS = ("id", "telegram_id", "name", "username", "phone", "language", "roles", "since")
FOREIGNERS = 0.07


def people(random: Random, calendar: Calendar, first_id: int, count: int, role: Role | None) -> Iterator[str]:
    """COPY lines of people who came long before the first booking."""
    roles = f"{{{role.value}}}" if role else "{}"
    for person_id in range(first_id, first_id + count):
        foreign = role is None and random.random() < FOREIGNERS
        name = foreign_name(random) if foreign else russian_name(random)
        language = Language.ENGLISH if foreign else Language.RUSSIAN
        since = calendar.moment(int(random.random() * 700 * DAY) + 420)
        yield f"{person_id}\t{FIRST_TELEGRAM_ID + person_id}\t{name}\t{NULL}\t{NULL}\t{language.value}\t{roles}\t{since}\n"
