"""Pictures of apartments: where they lie, and drawn ones for apartments that have none yet."""

from adapters.photos.keys import UnsafePhotoKeyError
from adapters.photos.local import LocalPhotos
from adapters.photos.pool import RoomPool, drawn_rooms
from adapters.photos.rooms import RoomKind, draw_room
from adapters.photos.s3 import Bucket, S3Photos, s3_photos

__all__ = [
    "Bucket",
    "LocalPhotos",
    "RoomKind",
    "RoomPool",
    "S3Photos",
    "UnsafePhotoKeyError",
    "draw_room",
    "drawn_rooms",
    "s3_photos",
]
