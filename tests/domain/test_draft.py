from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from crm_desktop.domain.draft import DRAFT_DAYS, Draft, DraftKind, too_old

TYPED = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
WEEK = timedelta(days=DRAFT_DAYS)


@pytest.mark.parametrize(
    ("age", "old"),
    [(timedelta(0), False), (WEEK, False), (WEEK + timedelta(seconds=1), True), (-WEEK, False)],
)
def test_draft_is_too_old_after_seven_days(age: timedelta, *, old: bool) -> None:
    draft = Draft(uuid4(), DraftKind.NOTE, 4182, {"text": "髙橋様 耳が遠い"}, TYPED)

    assert too_old(draft, TYPED + age) is old


def test_kind_is_stored_as_one_word_and_read_back() -> None:
    assert [DraftKind(str(kind)) for kind in DraftKind] == list(DraftKind)
    assert all(str(kind).replace("_", "").isalpha() for kind in DraftKind)
