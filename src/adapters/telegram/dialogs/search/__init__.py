"""What a renter looks for: city, dates, guests, rooms, price."""

from adapters.telegram.dialogs.search.windows import search_dialog

__all__ = ["search_dialog"]
