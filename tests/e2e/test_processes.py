"""The panel as a process, next to a worker."""

import httpx

from tests.support.ports import free_port
from tests.support.simulator import until
from tests.support.system import System


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
