from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from crm_desktop.actions.papers import quarantine
from crm_desktop.actions.quarantined_files import settle_quarantined
from crm_desktop.database.models.document import QuarantinedFile
from crm_desktop.database.queries.letters import quarantined_files
from crm_desktop.errors.database import RecordGone
from crm_desktop.errors.papers import PaperIsMarkup


def test_file_is_put_aside_once_and_kept(session: Session) -> None:
    content = b"<html>"
    file_id = quarantine(session, "手紙.jpg", "複合機", content, PaperIsMarkup("手紙.jpg"))

    settle_quarantined(session, file_id, staff_id=None)

    assert quarantined_files(session) == []
    assert session.get_one(QuarantinedFile, file_id).content == content
    with pytest.raises(RecordGone):
        settle_quarantined(session, file_id, staff_id=None)
