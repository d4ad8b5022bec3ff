"""The bot: dialogs and their storage, handlers, and the notices it sends on its own."""
