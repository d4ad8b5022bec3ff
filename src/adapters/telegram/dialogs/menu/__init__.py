"""The menu, the requests a landlord has to decide, and help."""

from adapters.telegram.dialogs.menu.windows import menu_dialog

__all__ = ["menu_dialog"]
