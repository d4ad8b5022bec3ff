"""The photos of an apartment: sent one by one or as albums, put in order, taken away."""

from adapters.telegram.dialogs.photos.windows import photos_dialog

__all__ = ["photos_dialog"]
