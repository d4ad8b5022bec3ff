"""PhotoStorage."""

from pathlib import Path

import pytest

from adapters.memory import MemoryPhotos
from adapters.photos import LocalPhotos
from rental_core.apartments.apartment import PhotoKey
from rental_core.apartments.ports import PhotoLostError, PhotoStorage


@pytest.fixture(params=["memory", "local"])
def photos(request: pytest.FixtureRequest, tmp_path: Path) -> PhotoStorage:
    return MemoryPhotos() if request.param == "memory" else LocalPhotos(tmp_path)


async def test_a_picture_is_found_under_its_key(photos: PhotoStorage) -> None:
    key = await photos.put(b"\xff\xd8 a sea view", suffix="jpg")
    assert await photos.get(key) == b"\xff\xd8 a sea view"
    assert key.endswith(".jpg")


async def test_a_picture_stored_twice_is_stored_once(photos: PhotoStorage) -> None:
    assert await photos.put(b"a room", suffix="jpg") == await photos.put(b"a room", suffix="jpg")


async def test_two_pictures_have_two_keys(photos: PhotoStorage) -> None:
    assert await photos.put(b"a room", suffix="jpg") != await photos.put(b"another room", suffix="jpg")


async def test_a_picture_nobody_stored_is_lost(photos: PhotoStorage) -> None:
    key = PhotoKey("0" * 64 + ".jpg")
    with pytest.raises(PhotoLostError) as lost:
        await photos.get(key)
    assert lost.value.key == key
