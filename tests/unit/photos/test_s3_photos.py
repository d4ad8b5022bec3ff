"""Pictures in a bucket: what is said of one that cannot be had, and what passes unnoticed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve

from adapters.photos import LocalPhotos, S3Photos, UnsafePhotoKeyError, s3, s3_photos
from rental_core.apartments.apartment import PhotoKey
from rental_core.apartments.ports import PhotoLostError, PhotosUnreachableError
from tests.support.s3 import CUT, SECRET, S3Server, s3_server


@pytest.fixture
async def server() -> AsyncIterator[S3Server]:
    async with s3_server() as running:
        yield running


@pytest.fixture
async def photos(server: S3Server, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[S3Photos]:
    monkeypatch.setattr(s3, "PAUSES", (0.0, 0.0))
    async with s3_photos(server.bucket) as pictures:
        yield pictures


def files(folder: Path) -> dict[str, bytes]:
    """What a tool that copies folders into buckets would make of this one."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.jpg")}


async def refusal(photos: S3Photos) -> str:
    """Why a picture cannot be stored."""
    with pytest.raises(PhotosUnreachableError) as refused:
        await photos.put(b"a room", suffix="jpg")
    assert SECRET not in repr(refused.value)
    return refused.value.reason


async def test_a_folder_of_pictures_can_be_copied_into_a_bucket(server: S3Server, photos: S3Photos, tmp_path: Path) -> None:
    folder = LocalPhotos(tmp_path)
    key = await folder.put(b"a room", suffix="jpg")
    server.objects.update(files(tmp_path))
    assert await photos.get(key) == b"a room"
    await photos.put(b"a room", suffix="jpg")
    assert server.objects == files(tmp_path)


@pytest.mark.parametrize(
    ("suffix", "kind"), [("jpg", "image/jpeg"), ("png", "image/png"), ("webp", "image/webp"), ("bin", "application/octet-stream")]
)
async def test_an_object_says_what_it_is(server: S3Server, photos: S3Photos, suffix: str, kind: str) -> None:
    await photos.put(b"a room", suffix=suffix)
    assert list(server.types.values()) == [kind]


@pytest.mark.parametrize("faults", [[503], [500, 502], [CUT], [429, CUT]])
async def test_what_passes_is_not_noticed(server: S3Server, photos: S3Photos, faults: list[int]) -> None:
    server.faults.extend(faults)
    key = await photos.put(b"a room", suffix="jpg")
    server.faults.extend(faults)
    assert await photos.get(key) == b"a room"
    assert server.asked == ["PUT"] * (len(faults) + 1) + ["GET"] * (len(faults) + 1)


@pytest.mark.parametrize(("fault", "said"), [(503, "503 SlowDown"), (500, "500 InternalError"), (CUT, "no answer: RemoteProtocolError")])
async def test_what_does_not_pass_is_told_after_three_tries(server: S3Server, photos: S3Photos, fault: int, said: str) -> None:
    server.faults.extend([fault] * 3)
    assert await refusal(photos) == said
    assert server.asked == ["PUT"] * 3


async def test_a_storage_that_is_down_has_not_lost_its_pictures(server: S3Server, photos: S3Photos) -> None:
    key = await photos.put(b"a room", suffix="jpg")
    server.faults.extend([503] * 3)
    with pytest.raises(PhotosUnreachableError):
        await photos.get(key)
    assert await photos.get(key) == b"a room"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"key": "somebody"}, "403 InvalidAccessKeyId"),
        ({"secret": "guessed"}, "403 SignatureDoesNotMatch"),
        ({"region": "us-east-1"}, "400 AuthorizationHeaderMalformed"),
        ({"name": "houses"}, "404 NoSuchBucket"),
    ],
)
async def test_a_wrong_setting_is_told_at_once(server: S3Server, wrong: dict[str, str], said: str) -> None:
    async with s3_photos(evolve(server.bucket, **wrong)) as photos:
        assert await refusal(photos) == said
        with pytest.raises(PhotosUnreachableError):
            await photos.get(PhotoKey("0" * 64 + ".jpg"))
    assert len(server.asked) == 2
    assert not server.objects


async def test_a_clock_that_is_wrong_is_told(server: S3Server, photos: S3Photos) -> None:
    server.now = datetime.now(UTC) + timedelta(hours=1)
    assert await refusal(photos) == "403 RequestTimeTooSkewed"


async def test_each_try_is_signed_anew(server: S3Server, photos: S3Photos) -> None:
    moments = iter([datetime.now(UTC) - timedelta(hours=1), datetime.now(UTC)])
    server.faults.append(503)
    await evolve(photos, now=lambda: next(moments)).put(b"a room", suffix="jpg")


async def test_nobody_there_is_told_as_no_answer(server: S3Server, photos: S3Photos) -> None:
    gone = evolve(photos, bucket=evolve(server.bucket, url="http://127.0.0.1:1"))
    assert await refusal(gone) == "no answer: ConnectError"


@pytest.mark.parametrize("url", ["", "/s3/v1"])
async def test_a_service_may_live_under_a_path(server: S3Server, photos: S3Photos, url: str) -> None:
    """The signature covers the whole path: the server finds no such bucket there, and no fault with the signature."""
    elsewhere = evolve(photos, bucket=evolve(server.bucket, url=server.url + url, name="nobody"))
    assert await refusal(elsewhere) == "404 NoSuchBucket"


@pytest.mark.parametrize("key", ["../../etc/passwd", "", "ab/cd.jpg", "a" * 64 + ".jpg/..", "A" * 64 + ".jpg"])
async def test_a_key_that_leads_elsewhere_is_never_asked_for(server: S3Server, photos: S3Photos, key: str) -> None:
    with pytest.raises(PhotoLostError):
        await photos.get(PhotoKey(key))
    assert not server.asked


async def test_a_suffix_that_leads_elsewhere_is_refused(server: S3Server, photos: S3Photos) -> None:
    with pytest.raises(UnsafePhotoKeyError):
        await photos.put(b"a room", suffix="../x")
    assert not server.asked


def test_no_secret_is_shown(server: S3Server) -> None:
    assert SECRET not in repr(server.bucket)
