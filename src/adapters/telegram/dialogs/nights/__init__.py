"""Free or occupied, the calendar of an apartment, and the calendars of all."""

from adapters.telegram.dialogs.nights.windows import nights_dialog

__all__ = ["nights_dialog"]
