"""Whom a landlord receives: who comes and goes, every booking, and one with its history and what can be done about it."""

from adapters.telegram.dialogs.guests.windows import guests_dialog

__all__ = ["guests_dialog"]
