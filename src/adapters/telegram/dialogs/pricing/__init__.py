"""What an apartment costs, and when it can be had."""

from adapters.telegram.dialogs.pricing.windows import pricing_dialog

__all__ = ["pricing_dialog"]
