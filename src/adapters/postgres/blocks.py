"""Blocks as rows: each with its changes, which are only ever added."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from attrs import frozen
from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.rows import AnyRow, next_id_of
from adapters.postgres.tables import block, block_change
from rental_core.apartments.apartment import ApartmentId
from rental_core.calendar.block import Block, BlockChange, BlockId
from rental_core.calendar.ports import BlockNotFoundError, BlockRepository
from rental_core.stay import Stay

NEXT_ID = next_id_of("block")
BLOCKS = (
    select(block.c.id, block.c.apartment_id, block_change)
    .join(block_change, block_change.c.block_id == block.c.id)
    .order_by(block.c.id, block_change.c.number)
)
BY_ID = BLOCKS.where(block.c.id == bindparam("id"))
OF_APARTMENT = BLOCKS.where(block.c.apartment_id == bindparam("apartment_id"))
STANDING = OF_APARTMENT.where(block.c.standing)
ADD = insert(block)
SAVE = update(block).where(block.c.id == bindparam("block_id"))
COUNT_CHANGES = select(func.count()).where(block_change.c.block_id == bindparam("block_id"))
ADD_CHANGES = insert(block_change)


@frozen
class PostgresBlocks(BlockRepository):
    """Read and changed under the lock of the apartment, so that nobody appends in between."""

    connection: AsyncConnection

    async def get(self, block_id: BlockId) -> Block:
        found = to_blocks(await self.connection.execute(BY_ID, {"id": block_id}))
        if not found:
            raise BlockNotFoundError(block_id)
        return found[0]

    async def standing(self, apartment_id: ApartmentId) -> tuple[Block, ...]:
        return to_blocks(await self.connection.execute(STANDING, {"apartment_id": apartment_id}))

    async def of_apartment(self, apartment_id: ApartmentId) -> tuple[Block, ...]:
        return to_blocks(await self.connection.execute(OF_APARTMENT, {"apartment_id": apartment_id}))

    async def next_id(self) -> BlockId:
        return BlockId((await self.connection.execute(NEXT_ID)).scalar_one())

    async def add(self, added: Block) -> None:
        await self.connection.execute(ADD, {"id": added.id, "apartment_id": added.apartment_id, "standing": bool(added.spans)})
        await self.connection.execute(ADD_CHANGES, change_rows(added))

    async def save(self, changed: Block) -> None:
        stored = (await self.connection.execute(COUNT_CHANGES, {"block_id": changed.id})).scalar_one()
        if appended := change_rows(changed)[stored:]:
            await self.connection.execute(SAVE, {"block_id": changed.id, "standing": bool(changed.spans)})
            await self.connection.execute(ADD_CHANGES, appended)


def change_rows(closed: Block) -> list[dict[str, Any]]:
    return [
        {
            "block_id": closed.id,
            "number": number,
            "spans": [Range(span.check_in, span.check_out) for span in change.spans],
            "at": change.at,
            "by_id": change.by,
            "comment": change.comment,
        }
        for number, change in enumerate(closed.history)
    ]


def to_blocks(rows: Iterable[AnyRow]) -> tuple[Block, ...]:
    """Blocks from their changes, which come sorted by block and number."""
    return tuple(
        Block(id=block_id, apartment_id=apartment_id, history=tuple(to_change(row) for row in changes))
        for (block_id, apartment_id), changes in groupby(rows, key=lambda row: (row.id, row.apartment_id))
    )


def to_change(row: AnyRow) -> BlockChange:
    spans = tuple(Stay(span.lower, span.upper) for span in row.spans)
    return BlockChange(spans, row.at, row.by_id, row.comment)
