"""A new apartment: its city first, then everything else step by step."""

from adapters.telegram.dialogs.adding.windows import adding_dialog

__all__ = ["adding_dialog"]
