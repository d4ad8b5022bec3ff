"""Drawn pictures of rooms, each different, each the same for its seed."""

import io
from collections.abc import Callable
from enum import Enum
from random import Random

from PIL import Image

from adapters.photos.rooms.balcony import draw_balcony
from adapters.photos.rooms.bathroom import draw_bathroom
from adapters.photos.rooms.bedroom import draw_bedroom
from adapters.photos.rooms.colour import SHADE
from adapters.photos.rooms.entrance import draw_entrance
from adapters.photos.rooms.kitchen import draw_kitchen
from adapters.photos.rooms.living import draw_living
from adapters.photos.rooms.mood import Mood
from adapters.photos.rooms.stage import SIZE, Stage


class RoomKind(Enum):
    """What a picture shows."""

    LIVING = "living"
    BEDROOM = "bedroom"
    KITCHEN = "kitchen"
    BATHROOM = "bathroom"
    BALCONY = "balcony"
    ENTRANCE = "entrance"


SCENES: dict[RoomKind, Callable[[Random], Stage]] = {
    RoomKind.LIVING: draw_living,
    RoomKind.BEDROOM: draw_bedroom,
    RoomKind.KITCHEN: draw_kitchen,
    RoomKind.BATHROOM: draw_bathroom,
    RoomKind.BALCONY: draw_balcony,
    RoomKind.ENTRANCE: draw_entrance,
}
QUALITY = 78
STYLE = 1  # raise it when pictures change, so that pools are drawn anew


def draw_room(kind: RoomKind, seed: int) -> bytes:
    """A JPEG of 1280 × 853, below 150 KB. The same kind and seed give the same picture (and the same bytes, with the same Pillow)."""
    stage = SCENES[kind](Random(f"{kind.value}:{seed}"))
    small = stage.canvas.image.resize(SIZE, Image.Resampling.BILINEAR)
    _darken_edges(small, stage.mood)
    picture = small.point([min(255, round(value * factor)) for factor in stage.mood.tint for value in range(256)])
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def _darken_edges(picture: Image.Image, mood: Mood) -> None:
    """Nothing is lit evenly: the edges of a photo are darker."""
    strength = 0.4 if mood.dark else 0.2
    falloff = [round(255 * strength * max(0.0, value / 255 - 0.35) ** 2 / 0.42) for value in range(256)]
    picture.paste(SHADE, (0, 0), Image.radial_gradient("L").point(falloff).resize(picture.size, Image.Resampling.BILINEAR))
