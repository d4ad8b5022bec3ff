"""What /health looks at in this installation."""

import asyncio
from datetime import timedelta

from attrs import frozen
from dishka import AsyncContainer
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.postgres.readers import PostgresBeat
from adapters.postgres.schema import current_revision, newest_revision
from adapters.web.health import Finding, Health, Probe
from rental_core.apartments.apartment import PhotoKey
from rental_core.apartments.ports import PhotoLostError, PhotoStorage, PhotosUnreachableError
from rental_core.clock import Clock

SILENCE = timedelta(seconds=30)  # a worker beats every few seconds
WORKER = "worker"
NO_PICTURE = PhotoKey("0" * 64 + ".none")
IMPATIENCE = 2.0  # seconds the pictures may take: without them everything goes on, which is more than "down"


@frozen
class DatabaseProbe(Probe):
    """The database answers, and has the tables of this release."""

    engine: AsyncEngine
    name: str = "database"

    async def look(self) -> Finding:
        try:
            revision = await current_revision(self.engine)
        except (SQLAlchemyError, OSError) as error:
            return Finding(Health.DOWN, f"no answer: {type(error).__name__}")
        if revision != newest_revision():
            return Finding(Health.DOWN, f"at revision {revision}, wants {newest_revision()}: run 'rental db upgrade'")
        return Finding(Health.OK, f"at revision {revision}")


@frozen
class ValkeyProbe(Probe):
    """Valkey answers; without it everything goes on, slower."""

    redis: Redis
    name: str = "valkey"

    async def look(self) -> Finding:
        try:
            await self.redis.ping()
        except (RedisError, OSError) as error:
            return Finding(Health.DEGRADED, f"no answer: {type(error).__name__}")
        return Finding(Health.OK, "answers")


@frozen
class WorkerProbe(Probe):
    """A worker was at work lately: without one nobody is told anything."""

    beat: PostgresBeat
    clock: Clock
    name: str = WORKER

    async def look(self) -> Finding:
        try:
            last = await self.beat.last(WORKER)
        except (SQLAlchemyError, OSError) as error:
            return Finding(Health.DEGRADED, f"cannot tell: {type(error).__name__}")
        if last is None:
            return Finding(Health.DEGRADED, "has never run: start 'rental worker'")
        silent = self.clock.now() - last
        state = Health.OK if silent < SILENCE else Health.DEGRADED
        return Finding(state, f"last beat {max(silent.total_seconds(), 0):.0f} s ago")


@frozen
class PhotosProbe(Probe):
    """The photo storage can tell that a picture is not there; without it windows open without pictures, and none can be added."""

    photos: PhotoStorage
    name: str = "photos"

    async def look(self) -> Finding:
        try:
            async with asyncio.timeout(IMPATIENCE):
                await self.photos.get(NO_PICTURE)
        except PhotoLostError:
            return Finding(Health.OK, "answers")
        except PhotosUnreachableError as error:
            return Finding(Health.DEGRADED, error.reason)
        except OSError as error:  # a timeout too
            return Finding(Health.DEGRADED, f"no answer: {type(error).__name__}")
        return Finding(Health.OK, "answers")


async def probes(container: AsyncContainer) -> tuple[Probe, ...]:
    """The probes of this installation, by importance."""
    beat, clock = await container.get(PostgresBeat), await container.get(Clock)
    return (
        DatabaseProbe(await container.get(AsyncEngine)),
        ValkeyProbe(await container.get(Redis)),
        WorkerProbe(beat, clock),
        PhotosProbe(await container.get(PhotoStorage)),
    )
