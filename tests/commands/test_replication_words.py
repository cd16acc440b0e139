from __future__ import annotations

from dataclasses import replace

import pytest

from crm_desktop.commands.replication_words import replication_words
from crm_desktop.database.queries.replication import ReplicationState, Standby, UnusedSlot

ALONE = ReplicationState(is_standby=False, confirming_names="", commits_wait=True, sees_all=True)
NEAR = Standby("node_b", "streaming", confirms=True, behind_bytes=0, behind_s=None)
FAR = Standby("node_c", "catchup", confirms=False, behind_bytes=3 * 1024**3, behind_s=61.04)


def test_server_that_nobody_follows_needs_no_words() -> None:
    assert replication_words(ALONE) == []


def test_standby_that_confirms_is_told_with_its_lag() -> None:
    words = replication_words(replace(ALONE, confirming_names="node_b", standbys=(NEAR, FAR)))

    assert words == [
        "Standby node_b: streaming, confirms each saving, 0 B behind.",
        "Standby node_c: catchup, confirms nothing, 3 GB behind (61.0 s).",
    ]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (replace(ALONE, confirming_names="node_b"), "!! No saving is finished"),
        (replace(ALONE, standbys=(FAR,)), "hint: no standby confirms"),
        (replace(ALONE, standbys=(NEAR,), commits_wait=False), "!! synchronous_commit is off"),
        (replace(ALONE, unused_slots=(UnusedSlot("node_b", 17_000_000),)), "16 MB of log"),
        (replace(ALONE, sees_all=False, confirming_names="x"), "GRANT pg_monitor"),
        (replace(ALONE, is_standby=True), "is a standby"),
    ],
)
def test_what_endangers_savings_is_said(state: ReplicationState, said: str) -> None:
    assert said in "\n".join(replication_words(state))
