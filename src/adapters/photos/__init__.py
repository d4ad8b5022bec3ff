"""Pictures of apartments: where they lie, and drawn ones for apartments that have none yet."""

from adapters.photos.local import LocalPhotos, UnsafePhotoKeyError
from adapters.photos.pool import RoomPool, drawn_rooms
from adapters.photos.rooms import RoomKind, draw_room

__all__ = ["LocalPhotos", "RoomKind", "RoomPool", "UnsafePhotoKeyError", "draw_room", "drawn_rooms"]
