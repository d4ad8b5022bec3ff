"""The pool of drawn rooms."""

from pathlib import Path
from random import Random

import pytest

from adapters.memory import MemoryPhotos
from adapters.photos import RoomKind, RoomPool, drawn_rooms
from adapters.photos import pool as pool_module
from rental_core.apartments.apartment import PhotoKey


async def test_the_pool_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[RoomKind, int]] = []

    def draw(kind: RoomKind, seed: int) -> bytes:
        drawn.append((kind, seed))
        return f"{kind} {seed}".encode()

    monkeypatch.setattr(pool_module, "draw_room", draw)
    photos, index = MemoryPhotos(), tmp_path / "rooms.json"
    first = await drawn_rooms(photos, index)
    assert len(drawn) == sum(pool_module.POOL.values())
    assert await drawn_rooms(photos, index) == first
    assert len(drawn) == sum(pool_module.POOL.values())


async def test_a_pool_with_lost_pictures_or_a_broken_index_is_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "draw_room", lambda kind, seed: f"{kind} {seed}".encode())
    index = tmp_path / "rooms.json"
    first = await drawn_rooms(MemoryPhotos(), index)
    assert await drawn_rooms(MemoryPhotos(), index) == first
    index.write_text('{"rooms": 1}')
    assert await drawn_rooms(MemoryPhotos(), index) == first


def test_an_advert_shows_a_room_first_and_no_picture_twice() -> None:
    pool = RoomPool({kind: tuple(PhotoKey(f"{kind.value} {number}") for number in range(8)) for kind in RoomKind})
    for seed in range(50):
        picked = pool.pick(Random(seed), 8, balcony=True)
        assert picked[0].split()[0] in {"living", "bedroom"}
        assert picked[1].startswith("balcony")
        assert len(picked) == len(set(picked)) >= 6
