"""Everything one simulator holds, and the two ways it changes: stored together, then shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from attrs import frozen

from adapters.simulator.callbacks import Callbacks
from adapters.simulator.calls import Calls
from adapters.simulator.clock import Clock
from adapters.simulator.commands import Commands
from adapters.simulator.events import Events
from adapters.simulator.faults import Faults
from adapters.simulator.files import Files
from adapters.simulator.limits import RateLimits
from adapters.simulator.messages import Message, Messages
from adapters.simulator.people import People, Person
from adapters.simulator.photos import Photos
from adapters.simulator.settings import SimulatorSettings
from adapters.simulator.store import Store
from adapters.simulator.token import own_token
from adapters.simulator.updates import Updates
from adapters.simulator.webhooks import Webhooks


@frozen(kw_only=True)
class World:
    token: str
    bot: dict[str, Any]
    store: Store
    people: People
    messages: Messages
    photos: Photos
    files: Files
    callbacks: Callbacks
    updates: Updates
    webhooks: Webhooks
    commands: Commands
    clock: Clock
    faults: Faults
    limits: RateLimits
    calls: Calls
    events: Events

    @contextmanager
    def change(self) -> Iterator[None]:
        """Store all or nothing, then let people see it. No await inside."""
        with self.events.held(), self.store.transaction():
            yield

    def seen_by_bot(self, message: Message, person: Person) -> dict[str, Any]:
        return message.seen_by_bot(person, self.bot)

    def show(self, message: Message) -> None:
        self.events.publish("message", message.chat_id, {"message": message.seen_by_person()})

    def show_keyboard(self, person_id: int) -> None:
        keyboard = self.people.get(person_id).reply_keyboard
        self.events.publish("keyboard", person_id, {"reply_keyboard": keyboard})

    def show_person(self, person: Person) -> None:
        self.events.publish("person", person.id, {"person": person.shown()})

    def close(self) -> None:
        """Let open polls and streams end."""
        self.updates.close()
        self.events.close()


def open_world(settings: SimulatorSettings) -> World:
    """Raises FolderInUseError when another simulator runs on the folder."""
    store = Store(settings.folder)
    token = own_token(store, settings.token)
    bot = {
        "id": int(token.partition(":")[0]),
        "is_bot": True,
        "first_name": settings.bot_name,
        "username": settings.bot_username,
    }
    return World(
        token=token,
        bot=bot,
        store=store,
        people=People(store),
        messages=Messages(store),
        photos=Photos(store, settings.folder / "photos"),
        files=Files(store, settings.folder / "files"),
        callbacks=Callbacks(store),
        updates=Updates(store),
        webhooks=Webhooks(store),
        commands=Commands(store),
        clock=Clock(store),
        faults=Faults(),
        limits=RateLimits(settings.rate_limits),
        calls=Calls(),
        events=Events(),
    )
