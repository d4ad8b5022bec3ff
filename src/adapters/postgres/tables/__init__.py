"""The tables, as SQLAlchemy Core sees them; the migrations make them, a test proves that the two agree."""

from adapters.postgres.tables.base import metadata
from adapters.postgres.tables.edits import apartment_edit
from adapters.postgres.tables.favourites import favourite
from adapters.postgres.tables.market import apartment, city, listing, person, price_step
from adapters.postgres.tables.nights import NIGHT_TAKEN_ONCE, block, block_change, booking, booking_move, occupancy
from adapters.postgres.tables.places import place
from adapters.postgres.tables.telling import beat, delivery, draft, outbox, outbox_todo, timer

__all__ = [
    "NIGHT_TAKEN_ONCE",
    "apartment",
    "apartment_edit",
    "beat",
    "block",
    "block_change",
    "booking",
    "booking_move",
    "city",
    "delivery",
    "draft",
    "favourite",
    "listing",
    "metadata",
    "occupancy",
    "outbox",
    "outbox_todo",
    "person",
    "place",
    "price_step",
    "timer",
]
