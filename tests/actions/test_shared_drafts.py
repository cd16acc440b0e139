"""Drafts on the server, whatever was typed into them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import text

from crm_desktop.actions.shared_drafts import share_draft
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.draft import Draft, DraftKind
from tests.builders import a_customer
from tests.conftest import LoginOf


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("髙\0橋", "髙橋"), (r"共有\u0000", r"共有\u0000"), ("お孫さん\ud83d", "お孫さん\ufffd")],
)
def test_draft_is_shared_whatever_is_typed_into_it(
    database: Database, login_of: LoginOf, typed: str, stored: str
) -> None:
    with database.writing() as session:
        customer_id = a_customer(session).id
    draft = Draft(uuid4(), DraftKind.NOTE, customer_id, {"body": typed}, datetime.now(UTC))

    with Database(login_of(OPERATOR)) as desk:
        with desk.asking() as session:
            session.execute(text("SELECT open_card(:id, 'search')"), {"id": customer_id})
        with desk.writing() as session:
            assert share_draft(session, draft)

    query = text("SELECT fields ->> 'body' FROM draft WHERE id = :id")
    with database.reading() as session:
        assert session.scalar(query, {"id": draft.draft_id}) == stored
