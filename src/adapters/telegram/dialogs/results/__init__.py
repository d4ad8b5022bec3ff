"""What is found, an apartment a page."""

from adapters.telegram.dialogs.results.windows import results_dialog

__all__ = ["results_dialog"]
