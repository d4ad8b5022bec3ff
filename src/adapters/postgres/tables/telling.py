"""What happened, who is told, what is due; and what people have entered."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, false, func, text
from sqlalchemy.dialects.postgresql import JSONB

from adapters.postgres.tables.base import MOMENT, id_of, metadata, one_of, own_id
from rental_core.notifications.message import DeliveryState

outbox = Table(
    "outbox",
    metadata,
    own_id(),
    Column("at", MOMENT, nullable=False, server_default=func.now()),
    Column("kind", Text, nullable=False),
    Column("body", JSONB, nullable=False),
)

# What each consumer has still to do. Its done mark is that the row is gone, so that a claim looks at open work only, however long the
# outbox grows, and consumers never wait for each other's locks.
outbox_todo = Table(
    "outbox_todo",
    metadata,
    Column("consumer", Text, primary_key=True),
    Column("event_id", BigInteger, ForeignKey("outbox.id"), primary_key=True, autoincrement=False),
    Column("set_aside", Text),  # why the consumer could make nothing of it
)

delivery = Table(
    "delivery",
    metadata,
    own_id(),
    Column("event_id", BigInteger, nullable=False),  # no foreign key: what was told outlives what happened
    id_of("person_id", "person"),
    Column("kind", Text, nullable=False),
    id_of("booking_id", "booking", null=True),
    id_of("apartment_id", "apartment", null=True),
    Column("state", Text, nullable=False, server_default=DeliveryState.WAITING.value),
    Column("due", MOMENT, nullable=False),
    Column("leased_until", MOMENT),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("uncertain", Integer, nullable=False, server_default=text("0")),
    Column("error", Text),
    Column("receipt", Text),
    Column("shows", Text),
    # Set with each move of the booking: comparing every card with its booking would cost more with every booking there ever was.
    Column("stale", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("event_id", "person_id", "kind"),
    one_of("state", DeliveryState),
    Index("delivery_person", "person_id", "id"),
    Index("delivery_waiting", "person_id", "id", postgresql_where=text("state = 'waiting'")),
    Index("delivery_oldest", "id", postgresql_where=text("state = 'waiting'")),
    Index("delivery_card", "booking_id", postgresql_where=text("kind IN ('decision-card', 'decision-reminder')")),
    Index("delivery_stale", "id", postgresql_where=text("stale")),
)

timer = Table(
    "timer",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("subject", BigInteger, primary_key=True, autoincrement=False),
    Column("due", MOMENT, primary_key=True),
    Column("leased_until", MOMENT),
    Column("done", Boolean, nullable=False, server_default=false()),
    Index("timer_due", "due", postgresql_where=text("NOT done")),
)

draft = Table(
    "draft",
    metadata,
    Column("person_id", BigInteger, ForeignKey("person.id"), primary_key=True, autoincrement=False),
    Column("body", JSONB, nullable=False),
)

beat = Table(
    "beat",
    metadata,
    Column("name", Text, primary_key=True),
    Column("at", MOMENT, nullable=False),
)
