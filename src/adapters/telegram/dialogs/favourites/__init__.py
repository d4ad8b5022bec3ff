"""What a person keeps for later."""

from adapters.telegram.dialogs.favourites.windows import favourites_dialog

__all__ = ["favourites_dialog"]
