"""/health says what is missing, and what to do about it."""

import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.embedded import ValkeyServer
from adapters.memory import MemoryPhotos
from adapters.postgres.readers import PostgresBeat
from adapters.postgres.schema import downgrade, newest_revision
from adapters.web.health import Finding, Health
from entrypoints import health
from entrypoints.health import WORKER
from rental_core.apartments.apartment import PhotoKey
from rental_core.apartments.ports import PhotoLostError
from tests.edge.web.conftest import OpenPanel
from tests.support.ports import free_port
from tests.support.s3 import KEY, NAME, REGION, SECRET, s3_server


async def beat(engine: AsyncEngine, ago: timedelta = timedelta(0)) -> None:
    await PostgresBeat(engine).beat(WORKER, datetime.now(UTC) - ago)


async def test_all_is_well(panel: httpx.AsyncClient, engine: AsyncEngine) -> None:
    await beat(engine)
    answer = await panel.get("/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["checks"]["database"] == {"status": "ok", "detail": f"at revision {newest_revision()}"}


async def test_a_database_that_is_gone_is_down(open_panel: OpenPanel, valkey_server: ValkeyServer) -> None:
    panel = await open_panel(f"postgresql://nobody@127.0.0.1:{free_port()}/gone", valkey_server.url)
    answer = await panel.get("/health")
    assert answer.status_code == 503
    assert answer.json()["status"] == "down"
    assert answer.json()["checks"]["database"]["status"] == "down"
    assert answer.json()["checks"]["worker"]["detail"].startswith("cannot tell")


async def test_an_old_database_is_down_and_the_cure_is_named(panel: httpx.AsyncClient, database_url: str, engine: AsyncEngine) -> None:
    await beat(engine)
    downgrade(database_url, "-1")
    answer = await panel.get("/health")
    assert answer.status_code == 503
    assert "rental db upgrade" in answer.json()["checks"]["database"]["detail"]


async def test_a_database_without_tables_is_down_and_the_cure_is_named(panel: httpx.AsyncClient, database_url: str) -> None:
    downgrade(database_url, "base")
    answer = await panel.get("/health")
    assert answer.status_code == 503
    assert "rental db upgrade" in answer.json()["checks"]["database"]["detail"]


async def test_without_valkey_everything_goes_on_slower(open_panel: OpenPanel, database_url: str, engine: AsyncEngine) -> None:
    await beat(engine)
    panel = await open_panel(database_url, f"redis://127.0.0.1:{free_port()}/0")
    answer = await panel.get("/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    assert answer.json()["checks"]["valkey"]["status"] == "degraded"


async def test_a_worker_that_never_ran_is_named(panel: httpx.AsyncClient) -> None:
    answer = await panel.get("/health")
    assert answer.status_code == 200
    assert answer.json()["checks"]["worker"] == {"status": "degraded", "detail": "has never run: start 'rental worker'"}


async def test_a_silent_worker_is_told_with_its_last_beat(panel: httpx.AsyncClient, engine: AsyncEngine) -> None:
    await beat(engine, ago=timedelta(minutes=5))
    worker = (await panel.get("/health")).json()["checks"]["worker"]
    assert worker["status"] == "degraded"
    assert worker["detail"].startswith("last beat 30")


async def test_a_bucket_that_refuses_us_is_named_and_everything_goes_on(
    open_panel: OpenPanel, database_url: str, valkey_server: ValkeyServer, engine: AsyncEngine
) -> None:
    await beat(engine)
    async with s3_server() as server:
        place = {"s3_url": server.url, "s3_bucket": NAME, "s3_key": KEY, "s3_region": REGION}
        well = await open_panel(database_url, valkey_server.url, s3_secret=SECRET, **place)
        assert (await well.get("/health")).json()["checks"]["photos"] == {"status": "ok", "detail": "answers"}
        refused = await open_panel(database_url, valkey_server.url, s3_secret="guessed", **place)
        answer = await refused.get("/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    assert answer.json()["checks"]["photos"] == {"status": "degraded", "detail": "403 SignatureDoesNotMatch"}


class Silent(MemoryPhotos):
    """Never answers."""

    async def get(self, key: PhotoKey) -> bytes:
        await asyncio.Event().wait()
        raise PhotoLostError(key)


async def test_a_bucket_that_is_silent_takes_nothing_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "IMPATIENCE", 0.01)
    assert await health.PhotosProbe(Silent()).look() == Finding(Health.DEGRADED, "no answer: TimeoutError")
