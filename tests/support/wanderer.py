"""Somebody who taps and writes at random in a simulator's chat, and remembers every button they have seen."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiogram_dialog.utils import remove_intent_id
from attrs import define, field, frozen

from adapters.telegram.links import link_to
from rental_core.apartments.apartment import ApartmentId
from tests.support.acts import Act, Kind
from tests.support.forging import SEPARATOR, forged
from tests.support.seen import Message
from tests.support.simulator import Answer, NotSeenError, Person, until

SHOWN = 40  # messages of the chat that are looked at
PATIENCE = 30.0  # seconds; ends a wait for what never comes, and is no measure of speed: machines stall under many processes
A_LINK = link_to(ApartmentId(7), "bot").partition("start=")[2]
LINKS = (A_LINK, f"{A_LINK}x", f"x{A_LINK}", A_LINK.replace("7", str(2**63)), A_LINK.replace("7", "0"), A_LINK.replace("7", "-1"))
ARGUMENTS = (
    "x",
    "1",
    "-1",
    "apt_1",
    "a1",
    "apartment-1",
    "flat_1",
    "99999999999999999999",
    "A" * 64,
    "' OR 1=1 --",
    "\u202e",
    "1 2 3",
    "_",
    "==",
    *LINKS,
)
ODD = (
    "2",
    "5000",
    "100 000",
    "0",
    "-5",
    "привет",
    "vjcrdf",
    "?",
    "<b>",
    "&amp;",
    "{view}",
    "{{7*7}}",
    "%s",
    "🏳️\u200d🌈",
    "/ search",
    "9" * 400,
)
SPEAKING = ("send", "edit")  # how methods begin that show something


@frozen
class Button:
    """A button as it was seen: what it carries, and the message it was on, which may have changed since."""

    data: str
    message: Message
    widget: str

    @property
    def is_of_window(self) -> bool:
        """Not of a notice."""
        return SEPARATOR in self.data


@frozen(kw_only=True)
class Deed:
    """What was done: `taps` were answered so; after `sent` messages a reply has to come. `answering`: a button that is on the screen."""

    said: str
    taps: tuple[Answer, ...] = ()
    sent: int = 0
    answering: bool = False


def buttons_of(message: Message) -> list[Button]:
    """Those that ask the bot."""
    carried = [str(button["callback_data"]) for row in message.rows for button in row if "callback_data" in button]
    return [Button(data, message, remove_intent_id(data)[1]) for data in carried]


@define
class Wanderer:
    """`pool` is what everybody's buttons of the game carry, `words` what they may write, `photo` what they may send.

    `links` are the payloads of real links to apartments, which come behind /start.
    """

    chat: Person
    pool: dict[str, None]
    words: Sequence[str]
    photo: bytes
    links: Sequence[str] = ()
    memory: list[Button] = field(factory=list)
    tapped: Counter[str] = field(factory=Counter)
    messages: list[Message] = field(factory=list)
    commands: list[str] = field(factory=list)

    async def look(self) -> None:
        """See the chat as it is now."""
        shown: dict[str, Any] = await self.chat.simulator.get(f"{self.chat.path}/chat", last=SHOWN)
        self.messages = [message for message in map(Message, shown["messages"]) if not message.deleted]
        self.commands = [command["command"] for command in shown["commands"]]
        known = {(button.message.id, button.message.version, button.data) for button in self.memory}
        for button in (button for message in self.messages for button in buttons_of(message)):
            self.pool[button.data] = None
            if (button.message.id, button.message.version, button.data) not in known:
                self.memory.append(button)

    @property
    def windows(self) -> list[Message]:
        """The messages that are windows of dialogs, of which there should be one."""
        return [message for message in self.messages if any(button.is_of_window for button in buttons_of(message))]

    @property
    def newest(self) -> list[Button]:
        """The buttons of the newest message that has some."""
        return next((found for message in reversed(self.messages) if (found := buttons_of(message))), [])

    async def do(self, act: Act) -> Deed:
        """One of the simple acts; a tap where nothing can be tapped is a greeting instead."""
        if not self.messages:
            await self.look()
        if act.kind in WRITING:
            return await self._write(act)
        if not self.newest:
            return await self._say("hello?")
        return await self._tap(act)

    async def tap(self, button: Button, *, times: int = 1) -> Deed:
        """That many taps at once on a button as it was seen."""
        self.tapped[button.widget] += 1
        taps = await asyncio.gather(*(self._tap_data(button.data, button.message) for _ in range(times)))
        on_screen = button in self.newest
        return Deed(said=f"taps {button.data!r} x{times} on #{button.message.id}", taps=tuple(taps), answering=on_screen)

    def choose(self, act: Act) -> Button:
        """One of the newest buttons; an explorer takes those they have tapped least."""
        if act.kind is not Kind.EXPLORE:
            return self.newest[act.pick % len(self.newest)]
        least = min(self.tapped[button.widget] for button in self.newest)
        fresh = [button for button in self.newest if self.tapped[button.widget] == least]
        return fresh[act.pick % len(fresh)]

    async def _tap(self, act: Act) -> Deed:
        old = self.memory[act.pick % len(self.memory)]
        match act.kind:
            case Kind.TWICE:
                return await self.tap(self.choose(act), times=2)
            case Kind.ANY_MESSAGE:
                there = [button for message in self.messages for button in buttons_of(message)]
                return await self.tap(there[act.pick % len(there)])
            case Kind.REMEMBERED:
                return await self.tap(old)
            case Kind.FORGED | Kind.FORGED_BELOW_OLD:
                button = self.choose(act) if act.kind is Kind.FORGED else old
                data = forged(button.data, act.pick, act.trick, list(self.pool))
                answer = await self._tap_data(data, button.message)
                return Deed(said=f"forges {data!r} from {button.data!r} on #{button.message.id}", taps=(answer,))
            case _:
                return await self.tap(self.choose(act))

    async def _tap_data(self, data: str, message: Message) -> Answer:
        try:
            return await self.chat.tap_data(data, message, PATIENCE)
        except NotSeenError as error:
            if "no such version" not in str(error):  # the simulator forgets very old ones
                raise
            return await self.chat.tap_data(data, message, PATIENCE, stale=False)

    async def _say(self, text: str) -> Deed:
        await self.chat.say(text)
        return Deed(said=f"says {text[:60]!r}", sent=1)

    async def _write(self, act: Act) -> Deed:
        commands = self.commands or ["start"]
        match act.kind:
            case Kind.SAY:
                texts = (*self.words, *ODD)
                return await self._say(texts[act.pick % len(texts)])
            case Kind.COMMAND:
                return await self._say(f"/{commands[act.pick % len(commands)]}")
            case Kind.ARGUMENTS:
                arguments = (*ARGUMENTS, *self.links)
                return await self._say(
                    f"/{(*commands, 'nonsense')[act.pick % (len(commands) + 1)]} {arguments[act.trick % len(arguments)]}"
                )
            case Kind.LINK:
                links = self.links or LINKS
                return await self._say(f"/start {links[act.pick % len(links)]}")
            case Kind.EDIT:
                return await self._edit(act)
            case Kind.LEAVE:
                await self.chat.block()
                await self.chat.unblock()
                return Deed(said="blocks the bot and comes back")
        await self._send(act)
        return Deed(said=f"sends {act.kind.value}", sent=1)

    async def _edit(self, act: Act) -> Deed:
        written = [message for message in self.messages if not message.from_bot and "text" in message.raw]
        if not written:
            return await self._say("hello?")
        texts = (*self.words, *ODD)
        await self.chat.edit(written[act.pick % len(written)], texts[act.trick % len(texts)])
        return Deed(said="edits a message", sent=1)

    async def _send(self, act: Act) -> None:
        chat = self.chat
        sends: dict[Kind, Callable[[], Awaitable[object]]] = {
            Kind.PHOTO: lambda: chat.send_photo(self.photo, caption=ODD[act.pick % len(ODD)]),
            Kind.ALBUM: lambda: chat.send_album([self.photo, self.photo]),
            Kind.DOCUMENT: lambda: chat.send_document(b"%PDF-", name="passport.pdf"),
            Kind.STICKER: lambda: chat.send_sticker(b"RIFF....WEBP"),
            Kind.VOICE: lambda: chat.send_voice(b"OggS"),
            Kind.LOCATION: lambda: chat.send_location(float(act.pick % 181 - 90), float(act.trick % 361 - 180)),
            Kind.OWN_CONTACT: chat.share_contact,
            Kind.FOREIGN_CONTACT: lambda: chat.share_contact("+79991234567", "Somebody else"),
        }
        await sends[act.kind]()


WRITING = frozenset(
    {
        Kind.SAY,
        Kind.COMMAND,
        Kind.ARGUMENTS,
        Kind.LEAVE,
        Kind.PHOTO,
        Kind.ALBUM,
        Kind.DOCUMENT,
        Kind.STICKER,
        Kind.VOICE,
        Kind.EDIT,
        Kind.LINK,
        Kind.LOCATION,
        Kind.OWN_CONTACT,
        Kind.FOREIGN_CONTACT,
    }
)


async def replied(chat: Person, after: int, times: int) -> None:
    """Wait until the bot has shown something `times` times since that call. Raises NotSeenError."""

    async def look() -> bool:
        shown = [call for call in await chat.calls(after=after) if call["ok"] and call["method"].lower().startswith(SPEAKING)]
        return len(shown) >= times

    await until(look, PATIENCE, lambda: "no reply")
