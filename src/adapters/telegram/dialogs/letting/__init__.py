"""The landlord's side: everything they let, and one apartment with all that can be done about it."""

from adapters.telegram.dialogs.letting.windows import letting_dialog

__all__ = ["letting_dialog"]
