"""What apartments bring in."""

from adapters.telegram.dialogs.income.windows import income_dialog

__all__ = ["income_dialog"]
