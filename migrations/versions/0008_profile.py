"""Names people chose, and people who left."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# The words of whoever left may be taken out of the logs; everything else in them stays as it was written.
WORDS_MAY_GO = """
CREATE FUNCTION refuse_change_but_of_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) ->> TG_ARGV[0] = '' AND to_jsonb(NEW) - TG_ARGV[0] = to_jsonb(OLD) - TG_ARGV[0] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER append_only ON booking_move;
DROP TRIGGER append_only ON block_change;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON booking_move FOR EACH ROW EXECUTE FUNCTION refuse_change_but_of_words('said');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON block_change FOR EACH ROW EXECUTE FUNCTION refuse_change_but_of_words('comment');
"""
WORDS_STAY = """
DROP TRIGGER append_only ON booking_move;
DROP TRIGGER append_only ON block_change;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON booking_move FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON block_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP FUNCTION refuse_change_but_of_words();
"""
LEAVING = """
ALTER TABLE person ADD COLUMN name_chosen boolean DEFAULT false NOT NULL;
ALTER TABLE person ADD COLUMN left_at timestamptz;
ALTER TABLE person ALTER COLUMN telegram_id DROP NOT NULL;
ALTER TABLE person ADD CONSTRAINT person_left_check CHECK ((left_at IS NULL) = (telegram_id IS NOT NULL));
"""
# Nobody had left before this release: whoever has since gets an account that Telegram gives to nobody.
STAYING = """
ALTER TABLE person DROP CONSTRAINT person_left_check;
UPDATE person SET telegram_id = -id WHERE telegram_id IS NULL;
ALTER TABLE person ALTER COLUMN telegram_id SET NOT NULL;
ALTER TABLE person DROP COLUMN left_at;
ALTER TABLE person DROP COLUMN name_chosen;
"""
# Exports and leaving look for what one person said.
INDEXES = """
CREATE INDEX booking_move_by ON booking_move (by_id);
CREATE INDEX block_change_by ON block_change (by_id);
CREATE INDEX booking_landlord ON booking (landlord_id, id);
CREATE INDEX delivery_person ON delivery (person_id, id);
"""


def upgrade() -> None:
    for statements in (LEAVING, WORDS_MAY_GO, INDEXES):
        op.execute(statements)


def downgrade() -> None:
    for index in ("delivery_person", "booking_landlord", "block_change_by", "booking_move_by"):
        op.execute(f"DROP INDEX {index}")
    op.execute(WORDS_STAY)
    op.execute(STAYING)
