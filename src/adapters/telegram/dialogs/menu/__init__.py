"""The menu and help."""

from adapters.telegram.dialogs.menu.windows import menu_dialog

__all__ = ["menu_dialog"]
