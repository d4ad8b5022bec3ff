"""The choice of the language."""

from adapters.telegram.dialogs.language.windows import language_dialog

__all__ = ["language_dialog"]
