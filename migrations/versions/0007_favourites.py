"""What renters keep for later."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

FAVOURITE = """
CREATE TABLE favourite (
    person_id bigint NOT NULL,
    apartment_id bigint NOT NULL,
    kept_at timestamptz NOT NULL,
    CONSTRAINT favourite_pkey PRIMARY KEY (person_id, apartment_id),
    CONSTRAINT favourite_person_id_fkey FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT favourite_apartment_id_fkey FOREIGN KEY (apartment_id) REFERENCES apartment (id) ON DELETE CASCADE
);
CREATE INDEX favourite_latest ON favourite (person_id, kept_at, apartment_id);
CREATE INDEX favourite_apartment ON favourite (apartment_id);
"""


def upgrade() -> None:
    op.execute(FAVOURITE)


def downgrade() -> None:
    op.execute("DROP TABLE favourite")
