"""A landlord's windows: everything they let, and one apartment of it."""

from rental_core.apartments.apartment import Publication
from rental_core.stay import FOREVER, Stay
from tests.edge.telegram.conftest import Renter
from tests.support.builders import stay
from tests.support.market import Market


async def test_whoever_lets_nothing_is_invited_to(renter: Renter) -> None:
    await renter.say("/start")
    await renter.tap("Let a place")
    assert "Nothing yet" in renter.text
    assert "My apartments" not in renter.buttons


async def test_how_everything_stands_is_said_at_once(landlord: Renter, market: Market) -> None:
    await market.another_flat(publication=Publication.DRAFT, title="Черновик")
    await market.request()
    await market.block(Stay(market.clock.now().date(), FOREVER))
    await landlord.say("/letting")
    assert "Published: 1, of them occupied now: 1" in landlord.text
    assert "Not published: 1" in landlord.text
    assert "Requests to decide: <b>1</b>" in landlord.text


async def test_a_few_are_a_list(landlord: Renter, market: Market) -> None:
    await market.another_flat(title="Вид на горы", publication=Publication.PAUSED)
    await market.request()
    await landlord.say("/letting")
    await landlord.tap("My apartments")
    assert list(landlord.buttons)[:2] == ["⏸ Вид на горы · улица Орджоники…", "🟢 Студия у моря · улица Орджоники… · 🔔 1"]
    await landlord.tap("Студия")
    assert "Студия у моря" in landlord.text
    assert "орджоникидзе, 11, кв. 40" in landlord.text.lower()
    assert "Requests to decide: <b>1</b>" in landlord.text
    await landlord.tap("Back")
    assert "My apartments" in landlord.text


async def test_one_of_two_hundred_is_two_taps_away(landlord: Renter, market: Market) -> None:
    for number in range(199):
        await market.another_flat(title=f"Квартира {number:03}")
    await landlord.say("/letting")
    await landlord.tap("My apartments")
    [shelf] = [said for said in landlord.buttons if said[:12] <= "Квартира 090" <= said[15:27] and " … " in said]
    await landlord.tap(shelf)
    await landlord.tap("Квартира 090")
    assert "<b>Квартира 090</b>" in landlord.text
    await landlord.tap("Back")
    await landlord.tap("Show all")
    assert "Квартира 000 … Квартира" in "".join(landlord.buttons)


async def test_or_found_by_a_part_of_its_name(landlord: Renter, market: Market) -> None:
    await market.another_flat(title="Вид на горы")
    await landlord.say("/letting")
    await landlord.tap("My apartments")
    await landlord.say("на <b>горе")
    assert "None of yours is called like “на &lt;b&gt;горе”" in landlord.text
    await landlord.say("горы")
    assert next(iter(landlord.buttons)) == "🟢 Вид на горы · улица Орджоники…"
    await landlord.tap("Show all")
    assert "Студия" in "".join(landlord.buttons)


async def test_a_draft_without_a_name_has_one_all_the_same_and_says_what_is_missing(landlord: Renter, market: Market) -> None:
    await market.change_flat(title="", publication=Publication.DRAFT, photos=(), rates=None)
    await landlord.say("/letting")
    await landlord.tap("My apartments")
    await landlord.tap("✏️ улица")
    assert "Still missing for publication: at least one photo, a price per night" in landlord.text


async def test_when_it_is_free_again_and_who_comes_next(landlord: Renter, market: Market) -> None:
    await market.block(stay("2027-05-01", "2027-05-04"))
    await market.confirm(await market.request(stay("2027-05-20", "2027-05-22")), by=market.landlord)
    await landlord.say("/letting")
    await landlord.tap("My apartments")
    await landlord.tap("Студия")
    assert "Occupied, free again on 4 May" in landlord.text
    assert "Next arrival: 20 May" in landlord.text
    await landlord.tap("As renters see it")
    assert "Check-in from" in landlord.text


async def test_somebody_elses_apartment_is_not_found(renter: Renter, market: Market) -> None:
    await renter.say("/letting")
    for forged in (market.flat.id, 999, "0", "x"):
        await renter.send(f"letting_open:{forged}")
        assert "Студия" not in renter.text
    await renter.say("/letting")
    assert "Nothing yet" in renter.text
