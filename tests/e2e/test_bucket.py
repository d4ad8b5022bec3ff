"""An installation that keeps its pictures in a bucket: they are shown, and windows open while the bucket does not answer."""

from collections.abc import AsyncIterator

import pytest

from adapters.photos import s3_photos
from rental_core.apartments.apartment import Apartment
from tests.support.journey import drawn
from tests.support.s3 import S3Server, s3_server
from tests.support.seen import Message
from tests.support.simulator import Simulator
from tests.support.system import System
from tests.support.town import Town

# Colours of this file alone: of a picture that the chat has had already, its file id is sent, and no storage is asked.
SEEN, MISSED = "indigo", "khaki"
TRIES = 3


@pytest.fixture
async def bucket(system: System, simulator: Simulator) -> AsyncIterator[S3Server]:
    """The bucket of the bot, until the test is over."""
    usual = system.environment
    async with s3_server() as server:
        there = server.bucket
        chosen = {"URL": there.url, "BUCKET": there.name, "KEY": there.key, "SECRET": there.secret, "REGION": there.region}
        stop(system)
        system.environment = {**usual, **{f"RENTAL_S3_{name}": value for name, value in chosen.items()}}
        system.must_run("bot")
        await simulator.ready()
        yield server
        stop(system)
        system.environment = usual


def stop(system: System) -> None:
    if "bot" in system.running:
        system.stop("bot")


async def flat_with(town: Town, server: S3Server, picture: bytes) -> Apartment:
    landlord = await town.resident("Boris", "en")
    async with s3_photos(server.bucket) as photos:
        key = await photos.put(picture, suffix="jpg")
    return await town.flat(landlord, photos=(key,))


async def opened(town: Town, flat: Apartment) -> Message:
    renter = await town.resident("Anna", "en")
    said = await renter.chat.say(f"/start a_{flat.id}")
    return await renter.chat.sees(flat.title, after=said)


async def test_pictures_of_a_bucket_are_shown_and_missed_without_harm(town: Town, system: System, bucket: S3Server) -> None:
    assert (await opened(town, await flat_with(town, bucket, drawn(SEEN)))).has_photo
    assert bucket.asked == ["PUT", "GET"]

    flat = await flat_with(town, bucket, drawn(MISSED))
    bucket.faults.extend([503] * TRIES)
    assert not (await opened(town, flat)).has_photo
    assert (await opened(town, flat)).has_photo

    assert "503 SlowDown" in system.log("bot")
    assert bucket.bucket.secret not in system.log("bot")
