"""The photos of an apartment, put in order in the chat."""

from rental_core.apartments.apartment import PhotoKey
from tests.edge.telegram.conftest import Renter
from tests.edge.telegram.shelves import store_of
from tests.support.market import Market

A, B, C = PhotoKey("a.jpg"), PhotoKey("b.jpg"), PhotoKey("c.jpg")


def photos(market: Market) -> tuple[PhotoKey, ...]:
    return store_of(market).committed.apartments[market.flat.id].photos


async def open_photos(landlord: Renter) -> None:
    await landlord.say("/letting")
    await landlord.tap("My apartments")
    await landlord.tap("Студия")
    await landlord.tap("Photos")


async def test_photos_are_put_in_order(landlord: Renter, market: Market) -> None:
    await market.change_flat(photos=(A, B, C))
    await open_photos(landlord)
    assert "Photo 1 of 3: the main one" in landlord.text
    await landlord.tap("Later ➡️")
    assert photos(market) == (B, A, C)
    assert "Photo 2 of 3" in landlord.text
    await landlord.tap("⬅️ Earlier")
    assert photos(market) == (A, B, C)
    await landlord.tap("‹")
    assert "Photo 3 of 3" in landlord.text
    await landlord.tap("Make it the main one")
    assert photos(market) == (C, A, B)
    assert "the main one" in landlord.text


async def test_a_photo_is_deleted_after_a_second_word_but_never_the_last(landlord: Renter, market: Market) -> None:
    await market.change_flat(photos=(A, B))
    await open_photos(landlord)
    await landlord.tap("›")
    await landlord.tap("Delete this photo")
    await landlord.tap("Yes, delete it")
    assert photos(market) == (A,)
    await landlord.tap("Delete this photo")
    answer = await landlord.tap("Yes, delete it")
    assert answer is not None
    assert "one photo at least" in str(answer.text)
    assert photos(market) == (A,)


async def test_without_photos_there_is_an_invitation(landlord: Renter, market: Market) -> None:
    await market.change_flat(photos=())
    await open_photos(landlord)
    assert "Nothing yet" in landlord.text
    assert "up to 10" in landlord.text
