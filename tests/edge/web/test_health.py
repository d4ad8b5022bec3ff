"""/health says what is missing, and what to do about it."""

from datetime import UTC, datetime, timedelta

import httpx
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.embedded import ValkeyServer
from adapters.postgres.readers import PostgresBeat
from adapters.postgres.schema import downgrade, newest_revision
from entrypoints.health import WORKER
from tests.edge.web.conftest import OpenPanel
from tests.support.ports import free_port


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
