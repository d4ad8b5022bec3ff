"""Bookings, blocks and the nights they take."""

from sqlalchemy import (
    CHAR,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, DATERANGE, JSONB, ExcludeConstraint

from adapters.postgres.tables.base import MOMENT, id_of, metadata, one_of, own_id, words
from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import BookingStatus

NIGHT_TAKEN_ONCE = "night_taken_once"

# `status` equals the last of the booking's moves: it is what compare-and-swap swaps. `lines` are the quote's, amounts in `currency`.
booking = Table(
    "booking",
    metadata,
    own_id(),
    id_of("apartment_id", "apartment"),
    id_of("landlord_id", "person"),
    id_of("renter_id", "person"),
    Column("status", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("check_in", Date, nullable=False),
    Column("check_out", Date, nullable=False),
    Column("guests", SmallInteger, nullable=False),
    Column("preparation_nights", SmallInteger, nullable=False, server_default=text("0")),
    Column("lines", JSONB, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("currency", CHAR(3), nullable=False),
    words("message"),
    Column("key", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("check_in_at", MOMENT, nullable=False),
    Column("check_out_at", MOMENT, nullable=False),
    Column("expires_at", MOMENT, nullable=False),
    CheckConstraint("check_out > check_in", name="stay"),
    one_of("status", BookingStatus),
    one_of("mode", BookingMode),
    UniqueConstraint("renter_id", "key"),
    Index("booking_hosted", "landlord_id", "check_in", "id"),
    Index("booking_ahead", "landlord_id", "check_in", "id", postgresql_where=text("status = 'confirmed'")),
    Index("booking_let", "apartment_id", "check_in", "id"),
    Index("booking_renter", "renter_id", "check_in", "id"),
    Index("booking_wanting", "apartment_id", "id", postgresql_where=text("status = 'requested'")),
    Index("booking_to_decide", "landlord_id", "expires_at", "id", postgresql_where=text("status = 'requested'")),
    Index(
        "booking_confirmed",
        "apartment_id",
        "id",
        postgresql_where=text("status IN ('confirmed', 'cancelled', 'completed', 'no-show')"),
    ),
)

booking_move = Table(  # append-only: a trigger refuses anything else but taking out words
    "booking_move",
    metadata,
    Column("booking_id", BigInteger, ForeignKey("booking.id"), primary_key=True, autoincrement=False),
    Column("number", SmallInteger, primary_key=True, autoincrement=False),  # 0 is the request
    Column("was", Text),
    Column("became", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    id_of("by_id", "person", null=True),
    Column("why", Text),
    words("said"),
    CheckConstraint("(number = 0) = (was IS NULL)", name="was"),
    Index("booking_move_by", "by_id"),
)

block = Table(
    "block",
    metadata,
    own_id(),
    id_of("apartment_id", "apartment"),
    Column("standing", Boolean, nullable=False),  # whether its last change has spans
    Index("block_apartment", "apartment_id", "id"),
)

block_change = Table(  # append-only: a trigger refuses anything else but taking out words
    "block_change",
    metadata,
    Column("block_id", BigInteger, ForeignKey("block.id"), primary_key=True, autoincrement=False),
    Column("number", SmallInteger, primary_key=True, autoincrement=False),
    Column("spans", ARRAY(DATERANGE), nullable=False),
    Column("at", MOMENT, nullable=False),
    id_of("by_id", "person"),
    words("comment"),
    Index("block_change_by", "by_id"),
)

# The guard. Every night that is taken, by whom, and nothing else: its one constraint is the promise that no night is sold twice.
occupancy = Table(
    "occupancy",
    metadata,
    id_of("apartment_id", "apartment"),
    Column("check_in", Date, nullable=False),
    Column("check_out", Date, nullable=False),
    id_of("booking_id", "booking", null=True),
    id_of("block_id", "block", null=True),
    CheckConstraint("check_out > check_in", name="nights"),  # an empty range would overlap nothing
    CheckConstraint("num_nonnulls(booking_id, block_id) = 1", name="taker"),
    ExcludeConstraint(("apartment_id", "="), (text("daterange(check_in, check_out)"), "&&"), name=NIGHT_TAKEN_ONCE, using="gist"),
    Index("occupancy_probe", "apartment_id", "check_in", postgresql_include=["check_out"]),
)
