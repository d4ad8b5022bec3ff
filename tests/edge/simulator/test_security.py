"""A server without a login answers its own machine, its own page and its own bot."""

from pathlib import Path

import httpx
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramUnauthorizedError

from adapters.simulator import RunningSimulator, SimulatorSettings, start_simulator
from tests.edge.simulator.conftest import bot_of
from tests.support.simulator import Person, Simulator


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.10", "example.com", ""])  # noqa: S104  # refused is the point
def test_only_loopback_is_listened_on(tmp_path: Path, host: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        SimulatorSettings(folder=tmp_path, host=host)


@pytest.mark.parametrize("token", ["123456:AAHfiqksKZ8WmR2zSjiQ7_v4TMAKdiHm9T0", "SIM", ""])
def test_a_real_bots_token_is_not_taken(tmp_path: Path, token: str) -> None:
    with pytest.raises(ValueError, match="not a token a simulator made"):
        SimulatorSettings(folder=tmp_path, token=token)


def test_the_token_is_not_shown_with_the_settings(tmp_path: Path) -> None:
    token = "1234567:SIM" + "x" * 32
    assert token not in repr(SimulatorSettings(folder=tmp_path, token=token))


async def test_another_token_is_unauthorized(simulator: RunningSimulator) -> None:
    async with Bot("42:TEST") as other:
        other.session = bot_of(simulator).session
        with pytest.raises(TelegramUnauthorizedError, match="Unauthorized"):
            await other.get_me()


async def test_a_chosen_token_is_kept(tmp_path: Path) -> None:
    token = "1234567:SIM" + "x" * 32
    first = await start_simulator(SimulatorSettings(folder=tmp_path, token=token))
    await first.stop()
    second = await start_simulator(SimulatorSettings(folder=tmp_path))
    await second.stop()
    assert (first.token, second.token) == (token, token)


async def test_files_need_the_token(sim: Simulator) -> None:
    assert (await sim.http.get("/file/bot42:TEST/photos/file_1.jpg")).status_code == 401


@pytest.mark.parametrize("path", ["/", "/sim/people", "/page/main.js", "/bot42:TEST/getMe"])
async def test_a_foreign_host_name_is_refused(sim: Simulator, path: str) -> None:
    assert (await sim.http.get(path, headers={"Host": "evil.example:80"})).status_code == 421


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_other_sites_give_no_orders(sim: Simulator, origin: str) -> None:
    answer = await sim.http.post("/sim/people", json={"first_name": "Мэллори"}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert (await sim.get("/sim/people"))["people"] == []


async def test_the_own_page_gives_orders(sim: Simulator, simulator: RunningSimulator) -> None:
    for origin in (simulator.url, f"http://localhost:{simulator.port}"):
        answer = await sim.http.post("/sim/people", json={"first_name": "Анна"}, headers={"Origin": origin})
        assert answer.status_code == 200


async def test_the_page_may_run_nothing_but_its_own_files(sim: Simulator) -> None:
    page = await sim.http.get("/")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "<script>" not in page.text


async def test_everything_the_page_names_is_there(sim: Simulator) -> None:
    for name in (
        "main.js",
        "attach.js",
        "media.js",
        "map.js",
        "media.css",
        "chat.css",
        "frame.css",
        "controls.css",
        "icon.svg",
        "pattern.svg",
    ):
        assert (await sim.http.get(f"/page/{name}")).status_code == 200


@pytest.mark.parametrize("path", ["/page/../server.py", "/page/%2e%2e/server.py", "/sim/photos/..%2fsimulator.sqlite3.jpg"])
async def test_no_path_leads_out_of_the_folder(sim: Simulator, path: str) -> None:
    assert (await sim.http.get(path)).status_code in (403, 404)


async def test_markup_in_names_and_messages_stays_text(anna: Person, sim: Simulator) -> None:
    await sim.person(2, "<script>alert(1)</script>")
    said = await anna.say("<img src=x onerror=alert(1)>")
    assert said.text == "<img src=x onerror=alert(1)>"
    people = await sim.http.get("/sim/people")
    assert people.headers["Content-Type"].startswith("application/json")


async def test_a_body_that_is_too_large_is_refused(simulator: RunningSimulator) -> None:
    async with httpx.AsyncClient(base_url=simulator.url, trust_env=False) as http:
        files = {"photo": ("x.jpg", b"x" * (51 * 1024 * 1024))}
        answer = await http.post(f"/bot{simulator.token}/sendPhoto", data={"chat_id": "1"}, files=files)
        assert answer.json()["error_code"] == 413
