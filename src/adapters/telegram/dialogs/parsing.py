"""What taps and people bring, made into values."""

import re

from adapters.telegram.saying import StaleTapError

AMOUNT = re.compile(r"(?:до|up to)?\s*(\d[\d\s.,']{0,12}?)\s*(k|к|т|тыс\.?)?\s*(?:₽|р|руб\.?|\$|€|[a-z]{3})?")
LARGEST = 2**63 - 1  # larger ids are forged: no database column holds them


def an_id(text: str) -> int:
    """An id from callback data. Raises StaleTapError for what no id can be."""
    if re.fullmatch(r"[0-9]{1,19}", text) and 0 < int(text) <= LARGEST:
        return int(text)
    raise StaleTapError(text)


def an_amount(text: str) -> int | None:
    """A whole positive number as people type it: "5000", "5 000 ₽", "5k", "5 тыс"; None for anything else."""
    found = AMOUNT.fullmatch(text.strip().lower())
    if found is None:
        return None
    digits = re.sub(r"\D", "", found[1])
    number = int(digits) * (1000 if found[2] else 1)
    return number if 0 < number < 10**9 else None
