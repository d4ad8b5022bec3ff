"""What landlords submit, and how admins decide about it."""

import pytest

from rental_core.accounts.person import Role
from rental_core.apartments.apartment import Publication
from tests.edge.telegram.conftest import Renter
from tests.edge.telegram.shelves import store_of
from tests.support.market import Market


@pytest.fixture
async def admin(renter: Renter, market: Market) -> Renter:
    """The person in the chat, an admin; the market's flat waits for a review."""
    await renter.say("/start")
    person = next(each for each in store_of(market).committed.people.values() if each.telegram_id == 501)
    await market.change_person(person, roles=frozenset({Role.ADMIN}))
    await market.change_flat(publication=Publication.REVIEW)
    return renter


def stored(market: Market) -> Publication:
    return store_of(market).committed.apartments[market.flat.id].publication


async def test_an_admin_publishes_what_waits(admin: Renter, market: Market) -> None:
    await admin.say("/start")
    await admin.tap("To review")
    await admin.tap("Студия у моря")
    assert "On review" in admin.text
    assert "11, кв. 40" in admin.text
    answer = await admin.tap("Publish")
    assert answer is not None
    assert "The landlord is told" in str(answer.text)
    assert stored(market) is Publication.PUBLISHED
    assert "Somebody has looked at it already" in admin.text
    await admin.tap("All that waits")
    assert "Nothing is waiting" in admin.text


async def test_a_second_admin_hears_that_it_is_decided(admin: Renter, market: Market) -> None:
    await admin.say("/review")
    await admin.tap("Студия у моря")
    await market.change_flat(publication=Publication.PUBLISHED)
    answer = await admin.tap("Publish")
    assert answer is not None
    assert "published already" in str(answer.text)
    assert "Somebody has looked at it already" in admin.text


async def test_it_is_sent_back_for_a_ready_reason(admin: Renter, market: Market) -> None:
    await admin.say("/review")
    await admin.tap("Студия у моря")
    await admin.tap("Send back")
    await admin.tap("The price looks like a mistake")
    assert stored(market) is Publication.REJECTED
    assert store_of(market).committed.apartments[market.flat.id].rejection == "price"


async def test_or_with_words_which_survive_a_look_elsewhere(admin: Renter, market: Market) -> None:
    await admin.say("/review")
    await admin.tap("Студия у моря")
    await admin.tap("Send back")
    await admin.say("Покажите <кухню>")
    assert "Покажите &lt;кухню&gt;" in admin.text
    await admin.tap("Back")
    await admin.tap("Send back")
    await admin.tap("Send back with these words")
    assert store_of(market).committed.apartments[market.flat.id].rejection == "Покажите <кухню>"


async def test_whoever_is_no_admin_sees_no_queue(renter: Renter, market: Market) -> None:
    await market.change_flat(publication=Publication.REVIEW)
    await renter.say("/start")
    assert "To review" not in "".join(renter.buttons)
    await renter.say("/review")
    assert "Студия" not in renter.text
    await renter.send(f"review:{market.flat.id}")
    assert "Студия" not in renter.text


async def test_a_landlord_submits_takes_back_pauses_and_resumes(landlord: Renter, market: Market) -> None:
    await market.change_flat(publication=Publication.DRAFT)
    await landlord.say("/letting")
    await landlord.tap("My apartments")
    await landlord.tap("Студия")
    await landlord.tap("Submit for publication")
    assert stored(market) is Publication.REVIEW
    await landlord.tap("Take back from review")
    assert stored(market) is Publication.DRAFT
    await market.change_flat(publication=Publication.PUBLISHED)
    await market.request()
    await landlord.say("/letting")
    await landlord.tap("My apartments")
    await landlord.tap("Студия")
    await landlord.tap("Pause")
    assert "Requests that wait for your answer stay: <b>1</b>" in landlord.text
    await landlord.tap("Yes, pause it")
    assert stored(market) is Publication.PAUSED
    await landlord.tap("Remove")
    answer = await landlord.tap("Yes, remove it")
    assert answer is not None
    assert "There is 1 stay or request ahead" in str(answer.text)
    await landlord.tap("Back")
    await landlord.tap("Put back into the search")
    assert stored(market) is Publication.PUBLISHED


async def test_a_draft_is_removed_for_good(landlord: Renter, market: Market) -> None:
    await market.change_flat(publication=Publication.DRAFT)
    await landlord.say("/letting")
    await landlord.tap("My apartments")
    await landlord.tap("Студия")
    await landlord.tap("Remove")
    await landlord.tap("Yes, remove it")
    assert stored(market) is Publication.REMOVED
    assert "Nothing yet" in landlord.text


async def test_a_landlord_reads_why_it_was_sent_back(landlord: Renter, market: Market) -> None:
    await market.change_flat(publication=Publication.REJECTED, rejection="address")
    await landlord.say("/letting")
    await landlord.send(f"flat:{market.flat.id}")
    assert "The address is wrong or not complete" in landlord.text
    await landlord.tap("Submit for publication")
    assert stored(market) is Publication.REVIEW
