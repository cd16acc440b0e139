from __future__ import annotations

from crm_desktop.telephony.ami_frames import AmiEvent
from crm_desktop.telephony.ami_rights import AmiRights


def channel(uniqueid: str) -> AmiEvent:
    return AmiEvent("CoreShowChannel", {"Uniqueid": uniqueid})


def queue(completed: int) -> AmiEvent:
    counts = {"Completed": str(completed), "Abandoned": "0"}
    return AmiEvent("QueueParams", {"Queue": "受付", **counts})


def looks(*lists: list[AmiEvent], told: list[AmiEvent] | None = None) -> list[list[str]]:
    """Return what is missing after each of the lists; ``told`` comes before the second."""
    rights = AmiRights()
    found = []
    for number, rows in enumerate(lists):
        for event in [*(told or [] if number == 1 else []), *rows]:
            rights.take(event)
        found.append(rights.look())
    return found


def test_channels_that_change_without_a_word_show_that_calls_are_kept_from_us() -> None:
    rows = [[channel("1.1")], [channel("1.2")], [channel("1.3")]]

    assert looks(*rows) == [[], [], ["call"]]


def test_queue_that_counts_calls_without_a_word_shows_that_agents_are_kept_from_us() -> None:
    assert looks([queue(1)], [queue(2)], [queue(3)]) == [[], [], ["agent"]]


def test_nothing_is_missing_while_nothing_happens() -> None:
    assert looks(*[[channel("1.1"), queue(1)]] * 4) == [[]] * 4


def test_one_event_of_a_kind_proves_the_right() -> None:
    told = [
        AmiEvent("Newchannel", {"Privilege": "call,all"}),
        AmiEvent("QueueCallerJoin", {"Privilege": "agent,all"}),
    ]
    rows = [[channel(f"1.{number}"), queue(number)] for number in range(4)]

    assert looks(*rows, told=told) == [[]] * 4
