"""Looks through a whole database, and through its originals wherever they are."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Final

from crm_desktop.actions.backup_copies import BackupWork, stoppable
from crm_desktop.database.backup_facts import BackupFacts, backup_facts
from crm_desktop.database.engine import Database
from crm_desktop.database.fingerprints import one_moment
from crm_desktop.database.queries.audit import verify_audit
from crm_desktop.database.verification import (
    Check,
    Checked,
    check_constraints,
    data_pages,
    foreign_keys,
    identity_numbers,
    indexes,
    originals_here,
    orphaned_images,
    queue,
    unproved_constraints,
)
from crm_desktop.database.writable_moment import thrown_away
from crm_desktop.errors.access import RecordHidden
from crm_desktop.errors.papers import BadPaperStore, OriginalMissing, PaperStoreAway
from crm_desktop.images.original_store import original_store

_PROGRAM: Final = "crm-desktop verify"
_OF_THE_MOMENT: Final = (
    unproved_constraints,
    check_constraints,
    foreign_keys,
    identity_numbers,
    orphaned_images,
    data_pages,
    queue,
)


def verify_database(dsn: str, work: BackupWork) -> Generator[Checked, None, None]:
    """Yield one check after the other, each as soon as it is made; nothing is changed.

    The login must see all rows: the database's owner, or a superuser.

    Raises:
        RightMissing: it does not.
        WorkStopped, DatabaseUnreachable, SignInRefused: see there.
    """
    with one_moment(dsn) as connection, stoppable(connection, work.stopping):
        for look in _OF_THE_MOMENT:
            yield look(connection, work.say)
        here, facts = originals_here(connection, work.say), backup_facts(connection)
    yield _with_those_outside(here, facts, work)
    yield _audit(dsn, work)
    with thrown_away(dsn) as connection, stoppable(connection, work.stopping):
        yield indexes(connection, work.say)


def _with_those_outside(here: Checked, facts: BackupFacts, work: BackupWork) -> Checked:
    """Add the originals outside of the database, each read and compared."""
    if not facts.outside:
        return here
    try:
        store = original_store(facts.images_url)
        store.check()
        bad = 0
        for number, (key, media_type) in enumerate(facts.outside, start=1):
            work.stopping.check()
            work.say(f"originals outside, {number:,} of {len(facts.outside):,}")
            try:
                store.read(key, media_type)
            except OriginalMissing:
                bad += 1
    except (PaperStoreAway, BadPaperStore):
        return replace(here, left_out="the place outside the database does not answer")
    about = (f"{bad:,} outside the database",) if bad else ()
    return replace(
        here,
        looked_at=here.looked_at + len(facts.outside),
        bad=here.bad + bad,
        about=here.about + about,
    )


def _audit(dsn: str, work: BackupWork) -> Checked:
    work.say("the record of what was done")
    with Database(dsn, program=_PROGRAM, pool_size=1, statement_timeout_ms=0) as database:
        try:
            with database.reading() as session:
                verdict = verify_audit(session)
        except RecordHidden:
            return Checked(Check.AUDIT, 0, left_out="this login does not see all of it")
    return Checked(
        Check.AUDIT,
        verdict.entries,
        len(verdict.damages),
        tuple(sorted({str(damage.damage) for damage in verdict.damages})),
    )
