"""Pictures in a folder."""

from pathlib import Path

import pytest

from adapters.photos import LocalPhotos, UnsafePhotoKeyError
from rental_core.apartments.apartment import PhotoKey
from rental_core.apartments.ports import PhotoLostError


@pytest.fixture
def photos(tmp_path: Path) -> LocalPhotos:
    return LocalPhotos(tmp_path / "my photos")


async def test_a_picture_comes_back_as_it_was(photos: LocalPhotos) -> None:
    key = await photos.put(b"picture", suffix="jpg")
    assert await photos.get(key) == b"picture"


async def test_a_picture_stored_twice_is_stored_once(photos: LocalPhotos) -> None:
    assert await photos.put(b"picture", suffix="jpg") == await photos.put(b"picture", suffix="jpg")
    assert len([path for path in photos.folder.rglob("*") if path.is_file()]) == 1


async def test_other_content_has_another_key(photos: LocalPhotos) -> None:
    assert await photos.put(b"one", suffix="jpg") != await photos.put(b"other", suffix="jpg")


async def test_an_unfinished_picture_leaves_nothing_behind(photos: LocalPhotos, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(OSError, match="no space left"):
        await photos.put(b"picture", suffix="jpg")
    assert not [path for path in photos.folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "/etc/passwd", "", ".", "ab/cd.jpg", "a" * 64 + ".jpg/..", "A" * 64 + ".jpg", "a" * 64]
)
async def test_a_key_that_leads_elsewhere_has_no_picture(photos: LocalPhotos, key: str) -> None:
    with pytest.raises(PhotoLostError):
        await photos.get(PhotoKey(key))


async def test_a_lost_picture_is_named(photos: LocalPhotos) -> None:
    key = PhotoKey("a" * 64 + ".jpg")
    with pytest.raises(PhotoLostError) as lost:
        await photos.get(key)
    assert lost.value.key == key


@pytest.mark.parametrize("suffix", ["", "../x", "j/pg", "JPG", "toolongsuffix"])
async def test_a_suffix_that_leads_elsewhere_is_refused(photos: LocalPhotos, suffix: str) -> None:
    with pytest.raises(UnsafePhotoKeyError):
        await photos.put(b"picture", suffix=suffix)
