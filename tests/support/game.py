"""A game of four people in a market of their own, who do random things, and what must hold after each of them."""

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from attrs import define, field
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from rental_core.apartments.apartment import Apartment
from rental_core.bookings.booking import BookingId
from rental_core.bookings.ports import BookingsWork
from rental_core.bookings.status import StatusHistory
from rental_core.work import UnitOfWork
from tests.support.acts import Act, Kind
from tests.support.canaries import Canaries
from tests.support.market import EVER
from tests.support.simulator import Person, until
from tests.support.system import System
from tests.support.town import Resident, Town
from tests.support.truth import Scene, check_guard, check_no_losers, check_status
from tests.support.wanderer import PATIENCE, SPEAKING, Deed, Wanderer, buttons_of, replied

TROUBLE = re.compile(r"Traceback|\[(?:error|critical)\b")
UGLY = re.compile(
    r"Traceback|\b[A-Z]\w+(?:Error|Exception)\b|at 0x|\bNone\b(?! of)"
    r"|(?<!\{)\{[a-z_]+\}(?!\})|%\(\w+\)|</?[biau]>|&(?:lt|gt|amp|quot|#\d+);"
)
BOOKINGS = text("SELECT id FROM booking WHERE apartment_id = :apartment")


@define
class Logs:
    """What the system's processes have written since the last look."""

    system: System
    read: dict[str, int] = field(factory=dict)

    def news(self) -> str:
        said = ""
        for name, running in self.system.running.items():
            with running.log.open("rb") as log:
                log.seek(self.read.get(name, 0))
                fresh = log.read()
            self.read[name] = self.read.get(name, 0) + len(fresh)
            said += fresh.decode(errors="replace")
        return said

    def check(self) -> None:
        """Fails when an error or a traceback was written."""
        said = self.news()
        assert not TROUBLE.search(said), said[-6000:]


@define
class Game:
    """`wanderers` are the people of the acts; `landlord` owns the `flats`. `done` tells what has happened, for whoever reads a failure."""

    town: Town
    logs: Logs
    canaries: Canaries
    landlord: Resident
    flats: Sequence[Apartment]
    wanderers: Sequence[Wanderer]
    done: list[str] = field(factory=list)
    _heard: dict[int, int] = field(factory=dict)  # chat -> the last call that was looked at

    async def play(self, acts: Sequence[Act]) -> None:
        """Do them one after the other, and see what is left. Raises AssertionError with the story so far."""
        try:
            for act in acts:
                await self._turn(act)
            await self._close()
        except AssertionError as error:
            story = "\n".join(self.done)
            raise AssertionError(f"{error}\n\nWhat had happened:\n{story}") from error

    async def _turn(self, act: Act) -> None:
        wanderer = self.wanderers[act.who % len(self.wanderers)]
        self.done.append(f"{act}:")
        if act.kind is Kind.TOGETHER:
            other = self.wanderers[(act.who + 1 + act.trick % (len(self.wanderers) - 1)) % len(self.wanderers)]
            deeds = await asyncio.gather(wanderer.do(act), other.do(act))
            await self._after(wanderer, deeds[0])
            await self._after(other, deeds[1])
        else:
            await self._after(wanderer, await wanderer.do(act))

    async def _after(self, wanderer: Wanderer, deed: Deed) -> None:
        chat = wanderer.chat
        self.done[-1] += f" {chat.id} {deed.said} -> {[tap.text for tap in deed.taps]}"
        assert all(tap.answered for tap in deed.taps), "a tap was not answered"
        if deed.sent:
            await replied(chat, self._heard.get(chat.id, 0), deed.sent)
        shown, _ = await asyncio.gather(self._listen(chat), self._check_windows(wanderer))
        if deed.answering:
            assert shown or any(tap.text for tap in deed.taps), "a dead button: nothing was said and nothing was drawn"
        await self._check_words(chat, "\n".join(tap.text for tap in deed.taps))
        self.logs.check()

    async def _listen(self, chat: Person) -> bool:
        """Look at what the bot has shown in this chat since the last time; whether it has drawn anything."""
        calls = [call for call in await chat.calls(after=self._heard.get(chat.id, 0)) if call["method"].lower().startswith(SPEAKING)]
        if calls:
            self._heard[chat.id] = max(call["id"] for call in calls)
        for call in calls:
            if call["ok"] and isinstance(call["result"], dict):
                await self._check_words(chat, said_in(call["result"]))
        return bool(calls)

    async def _check_words(self, chat: Person, said: str) -> None:
        ugly = {each.group() for each in UGLY.finditer(said)} - WRITTEN_BY_PEOPLE
        assert not ugly, f"{ugly} was said: {said}"
        misplaced = await self.canaries.misplaced(chat.id, said)
        assert not misplaced, f"{chat.id} reads what is not for them, {misplaced}: {said}"

    async def _check_windows(self, wanderer: Wanderer) -> None:
        async def one() -> bool:
            await wanderer.look()
            return len(wanderer.windows) <= 1

        await until(one, PATIENCE, lambda: "windows pile up:\n" + "\n".join(map(str, wanderer.messages)))

    async def _close(self) -> None:
        """Everybody finds their way to a search, and the nights are in order."""
        await asyncio.gather(*(self._go_home(wanderer) for wanderer in self.wanderers))
        for flat in self.flats:
            await self._check_nights(flat)

    async def _go_home(self, wanderer: Wanderer) -> None:
        self.done.append(f"{wanderer.chat.id} says /start and /search in the end")
        for command, widgets in (("/start", "menu_"), ("/search", "search_")):
            said = await wanderer.chat.say(command)
            await until(partial(leads_to, wanderer, widgets, said.id), PATIENCE, lambda: "\n".join(map(str, wanderer.messages)))
        await self._after(wanderer, Deed(said="is done"))

    async def _check_nights(self, flat: Apartment) -> None:
        scene = await self._scene(flat)
        check_guard(scene)
        check_status(scene)
        deciders = {move.by for booking in scene.bookings for move in booking.history if move.to.value in {"confirmed", "declined"}}
        renters = {booking.renter_id for booking in scene.bookings}
        assert not deciders & (renters - {self.landlord.id}), "a renter has decided about a request"

        scenes = [scene]  # the first look is enough where nobody loses

        async def no_losers() -> bool:
            try:
                check_no_losers(scenes.pop() if scenes else await self._scene(flat))
            except AssertionError:
                return False
            return True

        await until(no_losers, PATIENCE, lambda: f"somebody waits for sold nights of {flat.id}")

    async def _scene(self, flat: Apartment) -> Scene:
        container: Any = self.town.container
        work = await container.get(UnitOfWork[BookingsWork])
        async with (await container.get(AsyncEngine)).connect() as connection:
            ids = (await connection.execute(BOOKINGS, {"apartment": flat.id})).scalars().all()
        switches = await (await container.get(StatusHistory))(flat.id, by=self.landlord.id)
        async with work() as transaction:
            return Scene(
                now=datetime.now(UTC),
                zone=flat.zone,
                bookings=tuple([await transaction.bookings.get(BookingId(number)) for number in ids]),
                blocks=await transaction.blocks.of_apartment(flat.id),
                holdings=await transaction.occupancy.taken(flat.id, EVER),
                switches=switches,
            )


WRITTEN_BY_PEOPLE = frozenset({"{view}", "<b>", "<i>", "&amp;"})


async def leads_to(wanderer: Wanderer, widgets: str, after: int) -> bool:
    """Whether the window is a newer message than `after`, with a button of that dialog."""
    await wanderer.look()
    shown = [button for message in wanderer.windows if message.id > after for button in buttons_of(message)]
    return any(button.widget.startswith(widgets) for button in shown)


def said_in(message: dict[str, Any]) -> str:
    """All that a person reads in a message: text, caption, buttons, names of files and contacts."""
    buttons = [button["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]
    others = [str(message[kind]) for kind in ("contact", "document", "venue") if kind in message]
    return "\n".join([message.get("text", ""), message.get("caption", ""), *buttons, *others])
