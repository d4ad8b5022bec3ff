"""Pictures that are drawn here: which nights are free in the months to come."""

from adapters.telegram.pictures.months import MONTHS, Months

__all__ = ["MONTHS", "Months"]
