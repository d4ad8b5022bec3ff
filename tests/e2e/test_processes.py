"""Panel and bot as processes."""

import httpx
import pytest

from tests.support.ports import free_port
from tests.support.simulator import Simulator, until
from tests.support.system import System
from tests.support.town import Town


async def test_the_panel_process_reports_on_the_running_system(system: System) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    system.environment = {**system.environment, "RENTAL_PANEL_URL": url}
    system.must_run("worker", "panel")
    async with httpx.AsyncClient(base_url=url, trust_env=False) as panel:

        async def well() -> bool:
            return bool((await panel.get("/health")).json()["status"] == "ok")

        await until(well, 15, lambda: system.log("panel"))
        assert (await panel.get("/", headers={"Accept-Language": "en"})).status_code == 200
    system.stop("panel")


async def test_a_bot_that_is_stopped_answers_first_what_it_has_taken(system: System, simulator: Simulator, town: Town, way: str) -> None:
    system.must_run("bot")
    await simulator.ready()
    anna = (await town.resident("Anna")).chat
    await simulator.fault(method="sendMessage", chat_id=anna.id, delay=2)
    asked = await anna.say("/start")

    async def is_asked_for() -> bool:
        return any(fault["hits"] for fault in await simulator.faults())

    await until(is_asked_for, 10, lambda: system.log("bot"))
    system.stop("bot")
    await anna.sees("Hello, Anna", after=asked)


@pytest.mark.parametrize("way", ["webhook"], indirect=True)
async def test_the_bot_with_a_webhook_reports_on_itself(system: System, way: str) -> None:
    system.must_run("worker", "bot")
    url = httpx.URL(system.environment["RENTAL_WEBHOOK_URL"])
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(url.copy_with(path="/health"))).json()["checks"]["database"]["status"] == "ok"
        assert (await client.post(url, json={"update_id": 1})).status_code == 401
