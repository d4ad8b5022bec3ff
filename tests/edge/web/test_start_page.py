"""The start page: where to go from here, in the reader's language."""

import httpx
import pytest

from adapters.web.app import PanelFacts
from tests.edge.web.conftest import OpenPanel

RUSSIAN = "Аренда квартир в Telegram"
ENGLISH = "Apartment rental in Telegram"


@pytest.mark.parametrize(
    ("preferred", "expected"),
    [
        ("ru-RU,ru;q=0.9,en;q=0.8", RUSSIAN),
        ("en-GB,en;q=0.9", ENGLISH),
        ("de,en;q=0.5", ENGLISH),
        ("", RUSSIAN),
        ("*", RUSSIAN),
        ("en;q=0.5, ru", RUSSIAN),
    ],
)
async def test_it_speaks_the_language_the_browser_prefers(panel: httpx.AsyncClient, preferred: str, expected: str) -> None:
    page = await panel.get("/", headers={"Accept-Language": preferred})
    assert page.status_code == 200
    assert expected in page.text


@pytest.mark.parametrize(("asked", "expected"), [("ru", RUSSIAN), ("en", ENGLISH)])
async def test_a_language_can_be_asked_for(panel: httpx.AsyncClient, asked: str, expected: str) -> None:
    page = await panel.get("/", params={"lang": asked}, headers={"Accept-Language": "en" if asked == "ru" else "ru"})
    assert expected in page.text
    assert f'<html lang="{asked}">' in page.text


async def test_it_links_to_the_chat_only_where_there_is_one(open_panel: OpenPanel, panel: httpx.AsyncClient, database_url: str) -> None:
    real = await open_panel(database_url, "redis://127.0.0.1:1/0", PanelFacts("1.2.3", None))
    assert 'href="http://127.0.0.1:8081"' in (await panel.get("/")).text
    assert "demo" not in (await real.get("/", params={"lang": "en"})).text


@pytest.mark.parametrize("path", ["/", "/health", "/static/start.css", "/nowhere"])
async def test_every_answer_tells_browsers_to_be_strict(panel: httpx.AsyncClient, path: str) -> None:
    headers = (await panel.get(path)).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


async def test_everything_the_page_needs_is_served_from_here(panel: httpx.AsyncClient) -> None:
    style, icon = await panel.get("/static/start.css"), await panel.get("/static/icon.svg")
    assert style.headers["Content-Type"].startswith("text/css")
    assert icon.headers["Content-Type"].startswith("image/svg+xml")


@pytest.mark.parametrize(("language", "says"), [("ru", "Такой страницы нет"), ("en", "There is no such page")])
async def test_a_wrong_address_gets_a_page_that_leads_back(panel: httpx.AsyncClient, language: str, says: str) -> None:
    page = await panel.get("/nowhere", headers={"Accept-Language": language, "Accept": "text/html"})
    assert page.status_code == 404
    assert says in page.text
    assert 'href="/"' in page.text


async def test_a_wrong_address_answers_programs_in_their_language(panel: httpx.AsyncClient) -> None:
    answer = await panel.get("/nowhere", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert answer.json()["status_code"] == 404
