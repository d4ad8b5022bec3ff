"""People who talk to the bot through a simulator, for end-to-end tests: they say, tap, and wait for what they see."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any, Self, TypeVar

import httpx
from attrs import define, field, frozen

from tests.support.seen import Message, newest_button, plain

LOOK_EVERY = 0.02  # seconds
PATIENCE = 10.0  # seconds

Found = TypeVar("Found")


class NotSeenError(AssertionError):
    """What a test waited for did not come; the message shows the chat."""


@frozen
class Answer:
    """The bot's answer to a tap; `answered` is False when there was none in time."""

    callback_id: str
    answered: bool
    text: str = ""
    show_alert: bool = False


@define
class Simulator:
    """The steering side of a running simulator at `url`."""

    url: str
    http: httpx.AsyncClient = field(init=False)

    def __attrs_post_init__(self) -> None:
        limits = httpx.Limits(max_connections=200)
        self.http = httpx.AsyncClient(base_url=self.url, timeout=70, limits=limits, trust_env=False)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.aclose()

    async def get(self, path: str, **query: Any) -> Any:
        return checked(await self.http.get(path, params={k: v for k, v in query.items() if v is not None}))

    async def post(self, path: str, **body: Any) -> Any:
        return checked(await self.http.post(path, json=body))

    async def person(self, person_id: int, first_name: str, **profile: str) -> "Person":
        """Add somebody, or take up a known one. `profile`: last_name, username, phone, language_code."""
        await self.post("/sim/people", id=person_id, first_name=first_name, **profile)
        return Person(self, person_id)

    async def state(self) -> dict[str, Any]:
        state: dict[str, Any] = await self.get("/sim/state")
        return state

    async def ready(self, *, commands: bool = True, within: float = 30.0) -> None:
        """Wait until a bot polls or has set a webhook and, with `commands`, has set its command list."""

        async def look() -> bool:
            state = await self.state()
            listens = state["polled"] or state["webhook"]
            return bool(listens and (state["commands_set"] or not commands))

        await until(look, within, lambda: "the bot neither polls nor has set a webhook, or has set no commands")

    async def calls(self, method: str | None = None, *, chat: int | None = None, after: int = 0) -> list[dict[str, Any]]:
        """Recorded Bot API calls, oldest first: id, at, seconds, method, chat_id, params, ok, result, dropped."""
        calls: list[dict[str, Any]] = (await self.get("/sim/calls", method=method, chat_id=chat, after=after))["calls"]
        return calls

    async def fault(self, **fault: Any) -> None:
        """Order trouble: method, chat_id, code, description, retry_after, times, skip, delay, drop."""
        await self.post("/sim/faults", **fault)

    async def faults(self) -> list[dict[str, Any]]:
        faults: list[dict[str, Any]] = (await self.get("/sim/faults"))["faults"]
        return faults

    async def clear_faults(self) -> None:
        checked(await self.http.delete("/sim/faults"))

    async def advance_clock(self, seconds: float) -> None:
        await self.post("/sim/clock", advance=seconds)

    async def reset(self, *, people: bool = False) -> None:
        await self.post("/sim/reset", people=people)


@define
class Person:
    """One person's chat with the bot. `toast` is the text of the last answer to a tap."""

    simulator: Simulator
    id: int
    toast: str = ""

    @property
    def path(self) -> str:
        return f"/sim/people/{self.id}"

    async def say(self, text: str) -> Message:
        return Message((await self.simulator.post(f"{self.path}/text", text=text))["message"])

    async def send_photo(self, photo: bytes, caption: str = "") -> Message:
        return Message((await self._upload("photo", {"photo": ("photo.jpg", photo)}, caption))["message"])

    async def send_document(self, data: bytes, name: str = "file.pdf", caption: str = "") -> Message:
        return Message((await self._upload("document", {"document": (name, data)}, caption))["message"])

    async def send_album(self, photos: Sequence[bytes], caption: str = "") -> list[Message]:
        """2 to 10 photos in one go; the caption belongs to the first."""
        parts = {f"photo{number}": (f"photo{number}.jpg", photo) for number, photo in enumerate(photos)}
        return [Message(raw) for raw in (await self._upload("album", parts, caption))["messages"]]

    async def send_sticker(self, picture: bytes, emoji: str = "👍") -> Message:
        return Message(await self._send_file("sticker", picture, emoji=emoji))

    async def send_voice(self, sound: bytes, seconds: int = 2) -> Message:
        return Message(await self._send_file("voice", sound, duration=str(seconds)))

    async def edit(self, message: Message, text: str) -> Message:
        """Another text for a message of theirs."""
        return Message((await self.simulator.post(f"{self.path}/edit", message_id=message.id, text=text))["message"])

    async def _send_file(self, kind: str, data: bytes, **fields: str) -> Any:
        return checked(await self.simulator.http.post(f"{self.path}/{kind}", data=fields, files={kind: (kind, data)}))["message"]

    async def send_location(self, latitude: float, longitude: float) -> Message:
        """A place, in degrees."""
        sent = await self.simulator.post(f"{self.path}/location", latitude=latitude, longitude=longitude)
        return Message(sent["message"])

    async def share_contact(self, phone_number: str = "", first_name: str = "") -> Message:
        """The person's own, which needs a `phone` in the profile, or somebody else's."""
        body = {"phone_number": phone_number, "first_name": first_name}
        return Message((await self.simulator.post(f"{self.path}/contact", **body))["message"])

    async def _upload(self, kind: str, parts: dict[str, tuple[str, bytes]], caption: str) -> Any:
        return checked(await self.simulator.http.post(f"{self.path}/{kind}", data={"caption": caption}, files=parts))

    async def press(self, text: str, **place: float) -> Message:
        """Press a key of the reply keyboard; one that asks for a location takes `latitude` and `longitude`."""
        return Message((await self.simulator.post(f"{self.path}/press", text=text, **place))["message"])

    async def tap(self, text: str, message: Message | None = None, wait: float = PATIENCE) -> Answer:
        """Press the inline button with this text, or containing it, of `message` (default: the newest that has one).

        A message seen earlier is tapped as it was seen. Raises NotSeenError when no such button comes in time.
        """
        if message is not None:
            button = message.button(text)
            if button is None:
                raise NotSeenError(f"no button {text!r} in {message}")
            return await self.tap_data(button["callback_data"], message, wait)
        found = await self._wait_for(lambda chat: newest_button(chat, text), f"a button {text!r}", PATIENCE)
        return await self.tap_data(found[1]["callback_data"], found[0], wait)

    async def tap_data(self, data: str, message: Message, wait: float = PATIENCE, *, stale: bool = True) -> Answer:
        """Press with any data, also one that no button has. With `stale` the tap carries the message as seen."""
        version = {"version": message.version} if stale else {}
        body = {"message_id": message.id, "data": data, "wait": wait, **version}
        reply = await self.simulator.post(f"{self.path}/tap", **body)
        given = reply["answer"] or {}
        self.toast = given.get("text", "")
        return Answer(reply["callback_id"], reply["answered"], self.toast, given.get("show_alert", False))

    async def chat(self) -> list[Message]:
        """All messages, oldest first, deleted ones included."""
        return [Message(raw) for raw in (await self.transcript())["messages"]]

    async def transcript(self) -> dict[str, Any]:
        """bot, person, messages, reply_keyboard, commands, menu_button."""
        transcript: dict[str, Any] = await self.simulator.get(f"{self.path}/chat")
        return transcript

    async def visible(self) -> list[Message]:
        return [message for message in await self.chat() if not message.deleted]

    async def last(self) -> Message:
        """The bot's newest message that is still there. Raises NotSeenError when there is none."""
        found = [message for message in await self.visible() if message.from_bot]
        if not found:
            raise NotSeenError("the bot has said nothing")
        return found[-1]

    async def buttons(self) -> list[str]:
        """Texts of the newest inline keyboard."""
        return next((m.buttons for m in reversed(await self.visible()) if m.buttons), [])

    async def reply_keys(self) -> list[str]:
        """Texts of the reply keyboard."""
        keyboard = (await self.transcript())["reply_keyboard"] or {}
        return [key["text"] for row in keyboard.get("keyboard", ()) for key in row]

    async def sees(self, text: str, within: float = PATIENCE, *, after: Message | None = None) -> Message:
        """Wait for the newest visible message of the bot that contains `text`, `after` another one if given."""
        since = after.id if after else 0

        def look(chat: list[Message]) -> Message | None:
            return next((m for m in reversed(chat) if m.from_bot and m.id > since and plain(text) in m.text), None)

        return await self._wait_for(look, f"{text!r}", within)

    async def sees_button(self, text: str, within: float = PATIENCE) -> Message:
        """Wait for the newest visible message with a button that contains `text`."""
        found = await self._wait_for(lambda chat: newest_button(chat, text), f"a button {text!r}", within)
        return found[0]

    async def no_longer_sees(self, text: str, within: float = PATIENCE) -> None:
        """Wait until no visible message of the bot contains `text`."""
        gone = "never in a message"
        await self._wait_for(lambda chat: gone if all(plain(text) not in m.text for m in chat) else None, gone, within)

    async def calls(self, method: str | None = None, *, after: int = 0) -> list[dict[str, Any]]:
        return await self.simulator.calls(method, chat=self.id, after=after)

    async def block(self) -> None:
        await self.simulator.post(f"{self.path}/block")

    async def unblock(self) -> None:
        await self.simulator.post(f"{self.path}/unblock")

    async def _wait_for(self, look: Callable[[list[Message]], Found | None], what: str, within: float) -> Found:
        end = time.monotonic() + within
        while True:
            chat = await self.visible()
            if (found := look(chat)) is not None:
                return found
            if time.monotonic() > end:
                raise NotSeenError(f"{what} was not seen within {within} s:\n" + "\n".join(map(str, chat[-8:])))
            await asyncio.sleep(LOOK_EVERY)


async def until(look: Callable[[], Any], within: float, problem: Callable[[], str]) -> None:
    """Wait until the coroutine function `look` says True. Raises NotSeenError."""
    end = time.monotonic() + within
    while not await look():
        if time.monotonic() > end:
            raise NotSeenError(problem())
        await asyncio.sleep(LOOK_EVERY)


def checked(response: httpx.Response) -> Any:
    """The JSON body. Raises NotSeenError with the simulator's reason when it refused."""
    if response.is_error:
        raise NotSeenError(f"{response.request.url.path}: {response.status_code} {reason(response)}")
    return response.json()


def reason(response: httpx.Response) -> str:
    try:
        return str(response.json()["error"])
    except (ValueError, KeyError):
        return response.text
