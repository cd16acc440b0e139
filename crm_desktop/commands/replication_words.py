"""What ``crm-desktop db status`` says of the servers that follow a server."""

from __future__ import annotations

from collections.abc import Iterator

from crm_desktop.database.queries.replication import ReplicationState, Standby


def replication_words(state: ReplicationState) -> list[str]:
    """Return what to say, a sentence a line; nothing of a server that nobody follows or should."""
    if state.is_standby:
        return ["This server is a standby: it is read, and takes over when it is promoted."]
    if not state.sees_all:
        if not state.confirming_names:
            return []
        return ["Who follows this server is not shown to this login: GRANT pg_monitor TO it."]
    return list(_lines(state))


def _lines(state: ReplicationState) -> Iterator[str]:
    if state.is_stuck:
        yield (
            f"!! No saving is finished: synchronous_standby_names is {state.confirming_names!r}, "
            "and no such standby is connected. Start it, or set the setting to '' and reload."
        )
    for standby in state.standbys:
        yield _words(standby)
    if state.standbys and not any(standby.confirms for standby in state.standbys):
        yield (
            "hint: no standby confirms: what is saved last is lost with this server. "
            "Set synchronous_standby_names."
        )
    if any(standby.confirms for standby in state.standbys) and not state.commits_wait:
        yield "!! synchronous_commit is off or local: no saving waits for the standby."
    for slot in state.unused_slots:
        yield (
            f"!! Nobody reads the replication slot {slot.name}: {_size(slot.kept_bytes)} of log "
            "are kept for it and fill the disk. Start its standby, or drop the slot."
        )


def _words(standby: Standby) -> str:
    confirms = "confirms each saving" if standby.confirms else "confirms nothing"
    behind = f"{_size(standby.behind_bytes)} behind"
    if standby.behind_s is not None:
        behind += f" ({standby.behind_s:.1f} s)"
    return f"Standby {standby.name}: {standby.state}, {confirms}, {behind}."


def _size(count: int) -> str:
    for unit in ("B", "kB", "MB"):
        if count < _THOUSAND:
            return f"{count} {unit}"
        count //= _THOUSAND
    return f"{count} GB"


_THOUSAND = 1024
