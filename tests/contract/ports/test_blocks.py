"""BlockRepository."""

from datetime import timedelta

from rental_core.calendar.block import BlockId
from rental_core.calendar.ports import BlockNotFoundError
from rental_core.stay import FOREVER, Stay
from rental_core.work import UnitOfWork
from tests.support.builders import NOON, stay
from tests.support.market import EveryWork, Market
from tests.support.refused import refused
from tests.support.stored import emptied, stored_block

NIGHTS = stay("2027-05-05", "2027-05-20")


async def test_a_block_is_stored_with_every_change(market: Market) -> None:
    block = await stored_block(market, NIGHTS, Stay(NIGHTS.check_out, FOREVER))
    by = market.landlord.id
    async with market.work() as work:
        once = block.freed(stay("2027-05-10", "2027-05-12"), at=NOON + timedelta(hours=1), by=by, comment="готово")
        await work.blocks.save(once)
    async with market.work() as work:
        twice = once.freed(stay("2027-05-15", "2027-05-16"), at=NOON + timedelta(hours=2), by=by, comment="")
        await work.blocks.save(twice)
    async with market.work() as work:
        assert await work.blocks.get(block.id) == twice


async def test_several_changes_are_stored_at_once(market: Market) -> None:
    block = await stored_block(market, NIGHTS)
    changed = emptied(block.freed(stay("2027-05-10", "2027-05-12"), at=NOON, by=market.landlord.id, comment="часть"))
    async with market.work() as work:
        await work.blocks.save(changed)
    async with market.work() as work:
        assert await work.blocks.get(block.id) == changed


async def test_a_block_nobody_made_is_not_found(work: UnitOfWork[EveryWork]) -> None:
    async with work() as transaction:
        with refused(BlockNotFoundError(404)):
            await transaction.blocks.get(BlockId(404))


async def test_blocks_that_still_want_nights_are_standing_in_the_order_of_their_ids(market: Market) -> None:
    first, gone, last = [await stored_block(market, NIGHTS) for _ in range(3)]
    async with market.work() as work:
        await work.blocks.save(emptied(gone))
    async with market.work() as work:
        assert await work.blocks.standing(market.flat.id) == (first, last)
        assert await work.blocks.of_apartment(market.flat.id) == (first, emptied(gone), last)


async def test_an_apartment_has_its_own_blocks(market: Market) -> None:
    await stored_block(market, NIGHTS)
    other = await market.another_flat()
    async with market.work() as work:
        assert await work.blocks.standing(other.id) == ()
        assert await work.blocks.of_apartment(other.id) == ()


async def test_the_next_id_is_no_blocks(market: Market) -> None:
    block = await stored_block(market, NIGHTS)
    async with market.work() as work:
        assert len({block.id, *[await work.blocks.next_id() for _ in range(3)]}) == 4
