"""Blocks and the guard in dictionaries."""

from attrs import frozen

from adapters.memory.state import Sequences, State
from rental_core.apartments.apartment import ApartmentId
from rental_core.bookings.booking import BookingId
from rental_core.calendar.block import Block, BlockId
from rental_core.calendar.occupancy import Occupancy, TakenNights, Taker, TakerKind
from rental_core.calendar.ports import BlockNotFoundError, BlockRepository
from rental_core.stay import Stay


@frozen
class MemoryBlocks(BlockRepository):
    """Blocks by id."""

    state: State
    ids: Sequences

    async def get(self, block_id: BlockId) -> Block:
        try:
            return self.state.blocks[block_id]
        except KeyError:
            raise BlockNotFoundError(block_id) from None

    async def standing(self, apartment_id: ApartmentId) -> tuple[Block, ...]:
        return tuple(block for block in await self.of_apartment(apartment_id) if block.spans)

    async def of_apartment(self, apartment_id: ApartmentId) -> tuple[Block, ...]:
        return tuple(block for _, block in sorted(self.state.blocks.items()) if block.apartment_id == apartment_id)

    async def next_id(self) -> BlockId:
        return BlockId(next(self.ids.block))

    async def add(self, block: Block) -> None:
        if block.id in self.state.blocks:
            raise ValueError(f"block {block.id} is stored already")
        self.state.blocks[block.id] = block

    async def save(self, block: Block) -> None:
        await self.get(block.id)
        self.state.blocks[block.id] = block


@frozen
class MemoryOccupancy(Occupancy):
    """The holdings of each apartment, sorted by check-in."""

    state: State

    async def take(self, apartment: ApartmentId, nights: Stay, taker: Taker) -> bool:
        self._must_be_stored(taker)
        if await self.taken(apartment, nights):
            return False
        self._hold(apartment, (*self._holdings(apartment), TakenNights(nights, taker)))
        return True

    async def release(self, apartment: ApartmentId, taker: Taker) -> tuple[Stay, ...]:
        holdings = self._holdings(apartment)
        self._hold(apartment, tuple(holding for holding in holdings if holding.taker != taker))
        return tuple(holding.nights for holding in holdings if holding.taker == taker)

    async def taken(self, apartment: ApartmentId, within: Stay) -> tuple[TakenNights, ...]:
        return tuple(holding for holding in self._holdings(apartment) if holding.nights.overlaps(within))

    def _holdings(self, apartment: ApartmentId) -> tuple[TakenNights, ...]:
        return self.state.occupancy.get(apartment, ())

    def _hold(self, apartment: ApartmentId, holdings: tuple[TakenNights, ...]) -> None:
        self.state.occupancy[apartment] = tuple(sorted(holdings, key=lambda holding: holding.nights))

    def _must_be_stored(self, taker: Taker) -> None:
        booking = taker.kind is TakerKind.BOOKING
        if not (BookingId(taker.id) in self.state.bookings if booking else BlockId(taker.id) in self.state.blocks):
            raise LookupError(f"{taker} takes nights but is not stored")
