"""How everything is said, in both languages: texts, dates, money, plural forms, names, refusals and notices."""

from adapters.wording.marker import N_
from adapters.wording.wording import Wording, wording

__all__ = ["N_", "Wording", "wording"]
