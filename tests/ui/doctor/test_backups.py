from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crm_desktop.database.queries.backups import BackupsTold
from crm_desktop.ui.doctor.backups import backup_words
from crm_desktop.ui.shared.formats import Formats

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
GOOD = BackupsTold(NOW - timedelta(days=3), NOW - timedelta(days=3), 9, NOW, "", running=False)


def words(told: BackupsTold | None) -> str:
    return backup_words(told, Formats("en", UTC), now=NOW)


def test_last_good_backup_is_told_with_its_age() -> None:
    assert "(3 days ago), restored and compared" in words(GOOD)


def test_what_went_wrong_since_is_told_besides() -> None:
    told = words(replace(GOOD, last_problem="BackupDiskFull"))

    assert "3 days ago" in told
    assert "the disk for backups is full" in told


def test_one_that_was_not_proved_is_not_called_good() -> None:
    assert "not restored to compare" in words(replace(GOOD, good_verified_at=None))


def test_problem_without_words_of_its_own_leads_to_the_log() -> None:
    assert "log" in words(replace(GOOD, good_at=None, last_problem="Odd"))


def test_office_without_backups_is_told_how_they_are_made() -> None:
    assert "crm-desktop db backup" in words(None)
