"""House rules, and how long a stay may be."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

HOUSE_RULES = """
ALTER TABLE apartment
    ADD COLUMN house_rules text DEFAULT '' NOT NULL,
    ADD COLUMN min_nights smallint DEFAULT 1 NOT NULL,
    ADD COLUMN max_nights smallint DEFAULT 90 NOT NULL,
    ADD CONSTRAINT apartment_nights_check CHECK (min_nights BETWEEN 1 AND max_nights);
"""


def upgrade() -> None:
    op.execute(HOUSE_RULES)


def downgrade() -> None:
    op.execute("ALTER TABLE apartment DROP COLUMN house_rules, DROP COLUMN min_nights, DROP COLUMN max_nights")
