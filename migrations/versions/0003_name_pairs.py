"""Find two characters inside a name; trigrams need three and are no longer needed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The price keeps the planner from reading the whole table instead of the index.
    op.execute("""
        CREATE FUNCTION name_pairs(name_key text, kana_key text) RETURNS text[]
            LANGUAGE plpgsql IMMUTABLE STRICT COST 10000 AS $$
        DECLARE pairs text[] := '{}';
        BEGIN
            FOR place IN 1 .. length(name_key) - 1 LOOP
                pairs := pairs || substr(name_key, place, 2);
            END LOOP;
            FOR place IN 1 .. length(kana_key) - 1 LOOP
                pairs := pairs || substr(kana_key, place, 2);
            END LOOP;
            RETURN pairs;
        END $$""")
    op.drop_index("ix_customer_name_key_trigram", table_name="customer")
    op.drop_index("ix_customer_kana_key_trigram", table_name="customer")
    op.create_index(
        "ix_customer_name_pairs",
        "customer",
        [sa.text("name_pairs(name_key, kana_key)")],
        postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": 256},
    )
