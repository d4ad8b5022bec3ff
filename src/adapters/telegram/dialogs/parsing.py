"""What taps and people bring, made into values."""

import re
from decimal import Decimal

from attrs import frozen

from adapters.telegram.saying import StaleTapError

LARGEST = 2**63 - 1  # larger ids are forged: no database column holds them
MOST = 10**9  # whole units of a currency
DIGITS = r"([0-9]{1,3}(?:[ .,'][0-9]{3})+(?:[.,][0-9]{1,2})?|[0-9]{1,9}(?:[.,][0-9]{1,2})?)"
NUMBER = rf"[$€]?{DIGITS}\s*(k|к|т|тыс\.?|тысяч|thousand)?\s*(?:₽|р\.?|руб\.?|рублей|\$|€|[a-z]{{3}})?"
BETWEEN = re.compile(rf"(?:от|с|from|between)?\s*{NUMBER}\s*(?:[-–—…]|\.\.+|до|по|to|and)\s*{NUMBER}")
AT_LEAST = re.compile(rf"(?:от|from|over|more than|min|дороже|не дешевле|>=?|≥)\s*{NUMBER}|{NUMBER}\s*\+")
AT_MOST = re.compile(rf"(?:до|up to|under|less than|max|дешевле|не дороже|<=?|≤)?\s*{NUMBER}")


@frozen
class Limits:
    """What something may cost, in whole units of a currency; None is no limit. `low` is never above `high`."""

    low: int | None = None
    high: int | None = None


def an_id(text: str) -> int:
    """An id from callback data. Raises StaleTapError for what no id can be."""
    if re.fullmatch(r"[0-9]{1,19}", text) and 0 < int(text) <= LARGEST:
        return int(text)
    raise StaleTapError(text)


def price_limits(text: str) -> Limits | None:
    """Prices as people type them: "3000-5000", "от 3 000 ₽", "up to 5k", "5 тыс" (which means at most); None for anything else."""
    said = " ".join(text.lower().split())
    if found := BETWEEN.fullmatch(said):
        return _between(*found.groups())
    if found := AT_LEAST.fullmatch(said):
        low = _amount(found[1] or found[3], found[2] or found[4])
        return Limits(low=low) if low else None
    if found := AT_MOST.fullmatch(said):
        high = _amount(*found.groups())
        return Limits(high=high) if high else None
    return None


def _between(first: str, first_thousand: str | None, second: str, second_thousand: str | None) -> Limits | None:
    """The thousands of "3-5 тыс" are meant for both."""
    both = first_thousand or (second_thousand if len(first.strip()) <= len(second.strip()) else None)
    ends = (_amount(first, both), _amount(second, second_thousand))
    if None in ends or not ends[1]:
        return None
    low, high = sorted(end for end in ends if end is not None)
    return Limits(low or None, high)


def _amount(digits: str, thousand: str | None) -> int | None:
    """Whole units; points and commas part thousands, or cents when one or two digits follow the last."""
    plain = re.sub(r"[\s']", "", digits).rstrip(".,")
    whole, _, cents = plain.replace(",", ".").rpartition(".")
    number = Decimal(f"{whole.replace('.', '')}.{cents}") if whole and len(cents) <= 2 else Decimal(re.sub(r"\D", "", plain))
    amount = int(number * 1000 if thousand else number)
    return amount if 0 <= amount < MOST else None
