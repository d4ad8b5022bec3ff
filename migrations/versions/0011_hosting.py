"""Bookings of a landlord and of an apartment by check-in, for lists that are read page by page."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# By landlord alone is served by the new one as well. Confirmed stays are few among all that ever were.
BY_CHECK_IN = """
DROP INDEX booking_landlord;
CREATE INDEX booking_hosted ON booking (landlord_id, check_in, id);
CREATE INDEX booking_ahead ON booking (landlord_id, check_in, id) WHERE status = 'confirmed';
CREATE INDEX booking_let ON booking (apartment_id, check_in, id);
"""
BY_ID = """
CREATE INDEX booking_landlord ON booking (landlord_id, id);
DROP INDEX booking_let;
DROP INDEX booking_ahead;
DROP INDEX booking_hosted;
"""


def upgrade() -> None:
    op.execute(BY_CHECK_IN)


def downgrade() -> None:
    op.execute(BY_ID)
