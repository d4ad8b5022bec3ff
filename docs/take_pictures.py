"""Takes the pictures of the guides: `make pictures`.

A demo of its own in a temporary folder, a renter's and a landlord's way through its chat page on a phone's width, in Russian and in
English. Of the windows that the guides show the message alone is kept. `--all FOLDER` keeps every screen of the ways there instead, to
be looked at.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from adapters.wording import wording
from docs import landlords_way, renters_way
from docs.phone import Camera, Chat
from entrypoints.children import child
from entrypoints.demo_market import LANDLORD
from rental_core.accounts.person import Language
from tests.support.ports import free_port

PICTURES = Path(__file__).parent / "pictures"
SHOWN = (
    "menu",
    "dates-out",
    "summary",
    "result",
    "details",
    "months",
    "check-message",
    "trip",
    "declined",
    "profile-phone",
    "letting",
    "flat",
    "status",
    "calendar",
    "all-calendars",
    "prices",
    "price-calendar",
    "mode",
    "photos",
    "request",
    "guests",
    "add-street",
    "income",
)  # in the guides
SHARPNESS = 1.5
PATIENCE = 20_000  # milliseconds
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update")


async def open_chat(browser: Browser, url: str, person: int, language: Language, camera: Camera) -> Chat:
    page = await browser.new_page(base_url=url, viewport=camera.viewport, device_scale_factor=SHARPNESS, locale=language.value)
    page.set_default_timeout(PATIENCE)
    await page.goto(f"/?people={person}&lang={language.value}")
    return Chat(page, wording(language), camera)


async def take_all(url: str, camera: Camera) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        landlord = await open_chat(browser, url, LANDLORD.id, Language.RUSSIAN, camera)
        for guest in renters_way.GUESTS:
            profile = {"first_name": guest.first_name, "last_name": guest.last_name, "language_code": guest.language.value}
            await landlord.page.request.post("/sim/people", data={"id": guest.id, **profile})
            await landlord.page.request.post(
                f"/sim/people/{guest.id}/text", data={"text": "/start"}
            )  # who has said nothing sees no input field
            await renters_way.walk(await open_chat(browser, url, guest.id, guest.language, camera), landlord, guest)
        await landlords_way.walk(landlord)
        await landlord.say("/language")
        await landlord.tap("English")
        await landlords_way.walk(await open_chat(browser, url, LANDLORD.id, Language.ENGLISH, camera))
        await browser.close()


def browser_path() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return found or sys.exit("No Chromium on this machine.")


@contextmanager
def demo() -> Iterator[str]:
    """A demo of its own while the block runs; the address of its chat page."""
    with tempfile.TemporaryDirectory() as folder:
        chat_url = f"http://127.0.0.1:{free_port()}"
        environment = {
            "RENTAL_DATA_DIR": folder,
            "RENTAL_CHAT_URL": chat_url,
            "RENTAL_PANEL_URL": f"http://127.0.0.1:{free_port()}",
            "RENTAL_BOT_TOKEN": "",
            "RENTAL_DATABASE_URL": "",
            "RENTAL_REDIS_URL": "",
            "PYTHONUNBUFFERED": "1",
        }
        with child("demo", "demo", logs=Path(folder), environment=environment) as running:
            while "Ctrl-C" not in running.log.read_text(errors="replace"):
                running.must_run()
                time.sleep(0.5)
            yield chat_url


def main() -> None:
    parser = argparse.ArgumentParser(description="Takes the pictures of the guide.")
    parser.add_argument("--all", metavar="FOLDER", type=Path, help="keep every screen in this folder instead")
    every = parser.parse_args().all
    camera = Camera(every, None) if every else Camera(PICTURES, frozenset(SHOWN))
    camera.folder.mkdir(parents=True, exist_ok=True)
    with demo() as url:
        asyncio.run(take_all(url, camera))


if __name__ == "__main__":
    main()
