"""Puts days on record that have passed, as the audit of an office has them."""

from __future__ import annotations

from datetime import timedelta

import psycopg

YESTERDAY = timedelta(days=1, minutes=1)


def work_on_record(owner: psycopg.Connection, *, ago: timedelta = YESTERDAY) -> None:
    """Have it on record that somebody opened a card so long ago by the server's clock."""
    owner.execute("INSERT INTO audit_chain (chain, login) VALUES ('c', 'c') ON CONFLICT DO NOTHING")
    owner.execute(
        "INSERT INTO audit_entry (chain, place, happened_at, login, action, subject, digest)"
        " SELECT 'c', count(*) + 1, now() - %s, 'c', 'open', 'customer', ''"
        "   FROM audit_entry WHERE chain = 'c'",
        [ago],
    )
