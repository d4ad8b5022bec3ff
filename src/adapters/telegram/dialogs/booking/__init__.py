"""A request in the making: dates, the price line by line, and the request itself."""

from adapters.telegram.dialogs.booking.windows import booking_dialog

__all__ = ["booking_dialog"]
