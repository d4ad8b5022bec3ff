"""Apartments that a review sends back with a reason, and those that their landlords remove."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

REASON = "ALTER TABLE apartment ADD COLUMN rejection text DEFAULT '' NOT NULL"
STATES = """
ALTER TABLE apartment DROP CONSTRAINT apartment_publication_check;
ALTER TABLE apartment ADD CONSTRAINT apartment_publication_check
    CHECK (publication IN ('draft', 'review', 'published', 'paused', 'rejected', 'banned', 'removed'));
"""
# What was removed is paused again.
STATES_BEFORE = """
UPDATE apartment SET publication = 'paused' WHERE publication = 'removed';
ALTER TABLE apartment DROP CONSTRAINT apartment_publication_check;
ALTER TABLE apartment ADD CONSTRAINT apartment_publication_check
    CHECK (publication IN ('draft', 'review', 'published', 'paused', 'rejected', 'banned'));
"""


# The queue of reviews is short, whatever the number of apartments.
QUEUE = "CREATE INDEX apartment_to_review ON apartment (id) WHERE publication = 'review'"


def upgrade() -> None:
    for statements in (REASON, STATES, QUEUE):
        op.execute(statements)


def downgrade() -> None:
    op.execute("DROP INDEX apartment_to_review")
    op.execute(STATES_BEFORE)
    op.execute("ALTER TABLE apartment DROP COLUMN rejection")
