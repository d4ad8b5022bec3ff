"""Pictures of rooms, really drawn."""

import io

import pytest
from PIL import Image, ImageStat

from adapters.photos import RoomKind, draw_room


@pytest.mark.parametrize("kind", list(RoomKind))
def test_a_room_is_a_small_jpeg_with_many_colours(kind: RoomKind) -> None:
    content = draw_room(kind, 3)
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1280, 853))
        assert max(ImageStat.Stat(picture).stddev) > 20  # no grey box
    assert len(content) < 150_000


def test_the_same_seed_draws_the_same_room_and_another_one_another() -> None:
    first = draw_room(RoomKind.ENTRANCE, 1)
    assert first == draw_room(RoomKind.ENTRANCE, 1)
    assert first != draw_room(RoomKind.ENTRANCE, 2)
