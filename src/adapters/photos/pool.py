"""A set of drawn rooms to choose from, made once and kept in the photo storage."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from random import Random

import PIL
from attrs import frozen

from adapters.photos.rooms import STYLE, RoomKind, draw_room
from rental_core.apartments.apartment import MAX_PHOTOS, PhotoKey
from rental_core.apartments.ports import PhotoLostError, PhotoStorage

POOL = {
    RoomKind.LIVING: 12,
    RoomKind.BEDROOM: 12,
    RoomKind.KITCHEN: 8,
    RoomKind.BATHROOM: 6,
    RoomKind.BALCONY: 6,
    RoomKind.ENTRANCE: 4,
}
FOLLOWING = (RoomKind.KITCHEN, RoomKind.BATHROOM, RoomKind.BEDROOM, RoomKind.ENTRANCE, RoomKind.LIVING, RoomKind.BEDROOM, RoomKind.KITCHEN)


@frozen
class RoomPool:
    """Stored pictures of each kind of room."""

    rooms: Mapping[RoomKind, tuple[PhotoKey, ...]]

    def pick(self, random: Random, count: int, *, balcony: bool = False) -> tuple[PhotoKey, ...]:
        """At most `count` (1..10) different pictures as an advert has them: the room or the view first, then kitchen, bath, the rest."""
        first = RoomKind.LIVING if random.random() < 0.65 else RoomKind.BEDROOM
        second = RoomKind.BEDROOM if first is RoomKind.LIVING else RoomKind.LIVING
        kinds = [first, *((RoomKind.BALCONY,) if balcony else ()), second, *FOLLOWING][: min(count, MAX_PHOTOS)]
        return tuple(dict.fromkeys(random.choice(self.rooms[kind]) for kind in kinds))


async def drawn_rooms(photos: PhotoStorage, index: Path) -> RoomPool:
    """The pool, drawn in about ten seconds the first time. `index` remembers the keys: later runs only look whether all is there."""
    style = f"{STYLE}, Pillow {PIL.__version__}"
    known = await asyncio.to_thread(_read, index, style)
    if known is None or not await _all_there(photos, known):
        known = RoomPool({kind: await _draw_all(photos, kind, count) for kind, count in POOL.items()})
        await asyncio.to_thread(_write, index, style, known)
    return known


async def _draw_all(photos: PhotoStorage, kind: RoomKind, count: int) -> tuple[PhotoKey, ...]:
    return tuple(await asyncio.gather(*(_draw(photos, kind, seed) for seed in range(count))))


async def _draw(photos: PhotoStorage, kind: RoomKind, seed: int) -> PhotoKey:
    return await photos.put(await asyncio.to_thread(draw_room, kind, seed), suffix="jpg")


async def _all_there(photos: PhotoStorage, pool: RoomPool) -> bool:
    try:
        for keys in pool.rooms.values():
            for key in keys:
                await photos.get(key)
    except PhotoLostError:
        return False
    return True


def _read(index: Path, style: str) -> RoomPool | None:
    try:
        noted = json.loads(index.read_text("utf-8"))
        pool = RoomPool({kind: tuple(PhotoKey(key) for key in noted["rooms"][kind.value]) for kind in RoomKind})
    except (OSError, ValueError, LookupError, TypeError):
        return None
    complete = noted.get("style") == style and all(len(pool.rooms[kind]) == count for kind, count in POOL.items())
    return pool if complete else None


def _write(index: Path, style: str, pool: RoomPool) -> None:
    index.parent.mkdir(parents=True, exist_ok=True)
    note = {"style": style, "rooms": {kind.value: keys for kind, keys in pool.rooms.items()}}
    unfinished = index.with_suffix(".part")
    unfinished.write_text(json.dumps(note, indent=1), "utf-8")
    unfinished.replace(index)
