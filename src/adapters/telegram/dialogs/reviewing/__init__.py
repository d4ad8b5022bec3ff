"""The queue of apartments that wait for a review, for admins."""

from adapters.telegram.dialogs.reviewing.windows import reviewing_dialog

__all__ = ["reviewing_dialog"]
