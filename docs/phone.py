"""A phone's screen: somebody's chat on the demo's page, and a camera before it."""

import io
import re
from datetime import date
from pathlib import Path

from attrs import define, frozen
from PIL import Image
from playwright.async_api import FilePayload, FloatRect, Locator, Page, ViewportSize

from adapters.wording import Wording
from rental_core.accounts.person import Language

COLOURS = 256
PHONE = ViewportSize(width=390, height=780)  # CSS pixels
TALL = ViewportSize(width=390, height=1400)  # every message fits
ROOM = 10  # CSS pixels around a message
QUIET = 350  # milliseconds without a change: the bot has said all
# Returns once nothing waits for the bot, all pictures are there, and the chat has not changed for a while.
SETTLED = """quiet => new Promise(done => {
    let timer;
    const calm = () => !document.querySelector(".waiting, .busy") && [...document.images].every(each => each.complete);
    const again = () => { clearTimeout(timer); timer = setTimeout(() => calm() ? (watch.disconnect(), done()) : again(), quiet); };
    const watch = new MutationObserver(again);
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    again();
})"""


@frozen
class Camera:
    """Keeps pictures in `folder`: of `shown` the newest message alone, or the whole page of everything when that is None."""

    folder: Path
    shown: frozenset[str] | None

    @property
    def viewport(self) -> ViewportSize:
        return PHONE if self.shown is None else TALL

    async def take(self, page: Page, language: Language, name: str) -> None:
        """A picture small enough for a repository."""
        if self.shown is not None and name not in self.shown:
            return
        clip = await self._message(page) if self.shown else None
        taken = await page.screenshot(animations="disabled", caret="hide", clip=clip)
        picture = Image.open(io.BytesIO(taken)).convert("RGB")
        few = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(self.folder / f"{language.value}-{name}.png", optimize=True)

    async def _message(self, page: Page) -> FloatRect:
        newest = page.locator(".message").last
        while not (box := await newest.bounding_box()):  # the page may be about to draw it again
            await newest.wait_for()
        return FloatRect(x=0, y=box["y"] - ROOM, width=self.viewport["width"], height=box["height"] + 2 * ROOM)


@define
class Chat:
    """One person's chat on a page, in their language."""

    page: Page
    words: Wording
    camera: Camera

    @property
    def keyboard(self) -> Locator:
        """The buttons of the newest message that has some."""
        return self.page.locator(".message.with-keys").last

    async def settled(self) -> None:
        await self.page.evaluate(SETTLED, QUIET)

    async def shoot(self, name: str) -> None:
        await self.settled()
        await self.camera.take(self.page, self.words.language, name)

    async def say(self, text: str, shot: str = "") -> None:
        """Something typed, or a command."""
        await self.settled()
        await self.page.locator("textarea").fill(text)
        await self.page.locator("textarea").press("Enter")
        await self._then(shot)

    async def tap(self, text: str, shot: str = "", *, exact: bool = False) -> None:
        """A button by its English text, or by a part of it."""
        await self.settled()
        said = self.words.text(text)
        await self.keyboard.get_by_role("button", name=re.compile(f"^{re.escape(said)}$") if exact else said).last.click()
        await self._then(shot)

    async def leaf(self, text: str) -> None:
        """Through the cards until one has this button."""
        await self.settled()
        while not await self.keyboard.get_by_role("button", name=self.words.text(text)).count():
            await self.tap("›", exact=True)

    async def choose(self, number: int, shot: str = "") -> None:
        """A button by its place, from 0."""
        await self.settled()
        await self.keyboard.get_by_role("button").nth(number).click()
        await self._then(shot)

    async def day(self, day: date, shot: str = "") -> None:
        """A day of the month that the calendar shows."""
        await self.settled()
        await self.keyboard.get_by_role("button", name=re.compile(rf"^\D?{day.day}\D?$")).last.click()
        await self._then(shot)

    async def sees(self, text: str, shot: str = "") -> None:
        """Wait for a message that comes by itself, by a button of it."""
        await self.keyboard.get_by_role("button", name=self.words.text(text)).last.wait_for()
        await self._then(shot)

    async def send_photo(self, shot: str) -> None:
        person = await self.page.locator(".column").get_attribute("data-person")
        drawn = io.BytesIO()
        Image.new("RGB", (320, 120), "teal").save(drawn, "JPEG")
        photo = FilePayload(name="photo.jpg", mimeType="image/jpeg", buffer=drawn.getvalue())
        await self.page.request.post(f"/sim/people/{person}/photo", multipart={"photo": photo})
        await self._then(shot)

    async def close(self, shot: str) -> None:
        """The alert that lies over the chat."""
        await self.shoot(shot)
        await self.page.keyboard.press("Escape")
        await self.settled()

    async def _then(self, shot: str) -> None:
        await self.settled()
        if shot:
            await self.shoot(shot)
