"""PhotoStorage."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.memory import MemoryPhotos
from adapters.photos import LocalPhotos, s3_photos
from rental_core.apartments.apartment import PhotoKey
from rental_core.apartments.ports import PhotoLostError, PhotoStorage
from tests.support.s3 import s3_server

EVERY_BYTE = bytes(range(256)) * 4096  # a megabyte


@pytest.fixture(params=["memory", "local", "s3"])
async def photos(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[PhotoStorage]:
    if request.param == "s3":
        async with s3_server() as server, s3_photos(server.bucket) as storage:
            yield storage
    else:
        yield MemoryPhotos() if request.param == "memory" else LocalPhotos(tmp_path)


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


@pytest.mark.parametrize("content", [b"", EVERY_BYTE], ids=["nothing", "every byte"])
async def test_a_picture_comes_back_byte_by_byte(photos: PhotoStorage, content: bytes) -> None:
    assert await photos.get(await photos.put(content, suffix="png")) == content


async def test_pictures_stored_at_once_are_not_swapped(photos: PhotoStorage) -> None:
    contents = [b"room %d" % number for number in range(40)]
    keys = await asyncio.gather(*(photos.put(each, suffix="jpg") for each in contents))
    assert await asyncio.gather(*(photos.get(key) for key in keys)) == contents


async def test_every_storage_gives_a_picture_the_same_key(photos: PhotoStorage) -> None:
    assert await photos.put(b"a room", suffix="jpg") == await MemoryPhotos().put(b"a room", suffix="jpg")
