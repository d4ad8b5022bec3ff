"""One apartment with everything there is to know before asking for it."""

from adapters.telegram.dialogs.details.windows import details_dialog

__all__ = ["details_dialog"]
