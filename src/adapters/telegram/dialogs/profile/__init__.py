"""The profile: name, phone, language; one's data as a file; leaving."""

from adapters.telegram.dialogs.profile.windows import profile_dialog

__all__ = ["profile_dialog"]
