"""What a renter has booked and asked for."""

from adapters.telegram.dialogs.trips.windows import trips_dialog

__all__ = ["trips_dialog"]
