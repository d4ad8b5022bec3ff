"""Every fact of an apartment: one after the other for a new one, or each by itself; and the history of their changes."""

from adapters.telegram.dialogs.editing.windows import editing_dialog

__all__ = ["editing_dialog"]
