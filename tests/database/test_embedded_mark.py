"""The mark that keeps two computers from one cluster."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from crm_desktop.database import embedded_mark
from crm_desktop.database.embedded_mark import (
    SILENT_AFTER_S,
    Mark,
    Opener,
    SignsOfLife,
    this_opener,
)
from crm_desktop.errors.embedded import EmbeddedFolderTaken, StillAlive

HERE = Opener("受付-PC1", "m1", "b1", "pid:[1]", "tadokoro")
OTHER = Opener("受付-PC2", "m2", "b2", "pid:[1]", "tadokoro")


def fall_silent(home: Path) -> None:
    long_ago = time.time() - 2 * SILENT_AFTER_S
    os.utime(home / "opened-by.json", (long_ago, long_ago))


def test_programs_of_one_account_share_the_mark(tmp_path: Path) -> None:
    Mark(tmp_path, HERE).take()

    Mark(tmp_path, HERE).take()

    assert [file.name for file in tmp_path.iterdir()] == ["opened-by.json"]


@pytest.mark.parametrize(
    "other",
    [
        OTHER,
        replace(HERE, machine="m2", boot="b2"),
        replace(HERE, account="saeki"),
        replace(HERE, processes="pid:[2]"),
    ],
    ids=["another computer", "one of the same name", "another account", "another container"],
)
def test_somebody_else_is_refused_however_long_they_are_silent(
    tmp_path: Path, other: Opener
) -> None:
    Mark(tmp_path, other).take()
    fall_silent(tmp_path)

    with pytest.raises(EmbeddedFolderTaken) as refusal:
        Mark(tmp_path, HERE).take()

    assert refusal.value.computer == other.computer
    assert refusal.value.since.startswith("20")


def test_mark_from_before_this_computer_was_started_anew_is_taken(tmp_path: Path) -> None:
    Mark(tmp_path, replace(HERE, boot="b0")).take()
    fall_silent(tmp_path)
    mark = Mark(tmp_path, HERE)

    mark.take()

    assert mark.beat()
    assert not Mark(tmp_path, replace(HERE, boot="b0")).beat()


def test_clone_of_this_computer_that_is_alive_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = Mark(tmp_path, replace(HERE, boot="b0"))
    clone.take()
    monkeypatch.setattr(time, "sleep", lambda _s: clone.beat())

    with pytest.raises(EmbeddedFolderTaken):
        Mark(tmp_path, HERE).take()


def test_mark_cut_short_by_a_power_failure_is_nobodys_to_take(tmp_path: Path) -> None:
    (tmp_path / "opened-by.json").write_text("")

    with pytest.raises(EmbeddedFolderTaken):
        Mark(tmp_path, HERE).take()


def test_person_may_take_the_mark_of_a_silent_computer_away(tmp_path: Path) -> None:
    Mark(tmp_path, OTHER).take()
    fall_silent(tmp_path)

    gone = Mark(tmp_path, HERE).take_away()

    assert gone is not None
    assert gone.computer == "受付-PC2"
    Mark(tmp_path, HERE).take()


def test_nobody_may_take_the_mark_of_a_living_computer_away(tmp_path: Path) -> None:
    Mark(tmp_path, OTHER).take()

    with pytest.raises(StillAlive):
        Mark(tmp_path, HERE).take_away()


def test_who_slept_while_the_folder_was_taken_over_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded_mark, "BEAT_S", 0.01)
    lost: list[bool] = []
    mark = Mark(tmp_path, OTHER)
    mark.take()
    fall_silent(tmp_path)
    Mark(tmp_path, HERE).take_away()
    Mark(tmp_path, HERE).take()

    life = SignsOfLife(mark, lambda: lost.append(True))
    life._thread.join(20)

    assert lost == [True]
    assert Mark(tmp_path, HERE).beat()


def test_only_who_made_the_mark_removes_it(tmp_path: Path) -> None:
    Mark(tmp_path, OTHER).take()

    Mark(tmp_path, HERE).remove()

    assert Mark(tmp_path, HERE).opener() is not None


def test_this_computer_knows_itself_again() -> None:
    assert this_opener().is_same(this_opener())


def test_start_told_as_a_time_may_differ_as_the_clock_is_set() -> None:
    before = replace(HERE, boot="1795319471")

    assert before.is_same(replace(HERE, boot="1795319473"))
    assert before.is_gone_from(replace(HERE, boot="1795329471"))
