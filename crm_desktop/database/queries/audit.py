"""Whether the record of what was done is whole: everything is computed anew, here.

Nothing of the database's own code is trusted: only built-in functions are called, and no other
table, view or function can take the place of what is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.database.engine import allow_time
from crm_desktop.errors.access import RecordHidden


class Damage(StrEnum):
    """What can be wrong with a chain of entries."""

    CHANGED = "changed"
    GAP = "gap"
    REPEATED = "repeated"
    TAIL_MISSING = "tail_missing"
    BEHIND_END = "behind_end"
    END_DIFFERS = "end_differs"
    NO_END = "no_end"
    GONE = "gone"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class AuditHead:
    """How far a chain had come: the digest of the entry at ``place``, in hexadecimal."""

    chain: str
    place: int
    digest: str


@dataclass(frozen=True, slots=True)
class AuditDamage:
    """One thing that is wrong, at ``place`` of ``chain``.

    ``other_place`` is where the gap or the missing part begins (the first that is not there), 0
    where that has no meaning; ``about`` says of a changed entry what it claims to be.
    """

    damage: Damage
    chain: str
    place: int
    other_place: int = 0
    about: str = ""


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """What was found: ``heads`` are the ends of all chains as they are now.

    ``complete`` is False when there was more damage than is listed.
    """

    entries: int
    heads: tuple[AuditHead, ...]
    damages: tuple[AuditDamage, ...]
    complete: bool = True


def verify_audit(session: Session, known: Sequence[AuditHead] = ()) -> AuditVerdict:
    """Compute every digest anew and compare with the ends, and with heads ``known`` from before.

    ``session`` must be in a transaction that has done nothing yet; it stays read-only. Takes some
    seconds for a million entries.

    Raises:
        RecordHidden: the record is not a plain table, or this login may not see all of it.
    """
    for setting in _SETTINGS:
        session.execute(text(setting))
    allow_time(session, 0)
    if session.scalar(_READABLE) is not True:
        raise RecordHidden
    links = session.execute(_BROKEN_LINKS, {"most": _MOST_DAMAGES + 1}).all()
    damages = [_damaged_link(*row) for row in links]
    ends = session.execute(_ENDS).all()
    damages += [found for row in ends if (found := _damaged_end(*row)) is not None]
    damages += _contradictions(session, known)
    return AuditVerdict(
        entries=sum(row.entries for row in ends),
        heads=tuple(
            AuditHead(row.chain, row.last_place, row.last_digest) for row in ends if row.last_place
        ),
        damages=tuple(damages[:_MOST_DAMAGES]),
        complete=len(damages) <= _MOST_DAMAGES,
    )


def _damaged_link(chain: str, place: int, previous_place: int, about: str) -> AuditDamage:
    if place <= previous_place:
        return AuditDamage(Damage.REPEATED, chain, place, about=about)
    if place > previous_place + 1:
        return AuditDamage(Damage.GAP, chain, place - 1, previous_place + 1)
    return AuditDamage(Damage.CHANGED, chain, place, about=about)


def _damaged_end(
    chain: str,
    _entries: int,
    last_place: int,
    last_digest: str,
    length: int | None,
    digest: str,
) -> AuditDamage | None:
    if length is None:
        return AuditDamage(Damage.NO_END, chain, last_place)
    if last_place < length:
        return AuditDamage(Damage.TAIL_MISSING, chain, length, last_place + 1)
    if last_place > length:
        return AuditDamage(Damage.BEHIND_END, chain, last_place, length + 1)
    if last_digest != digest:
        return AuditDamage(Damage.END_DIFFERS, chain, last_place)
    return None


def _contradictions(session: Session, known: Sequence[AuditHead]) -> list[AuditDamage]:
    """Return where the entries are no longer what they were when ``known`` was written down."""
    columns = {
        "chains": [head.chain for head in known],
        "places": [head.place for head in known],
        "digests": [head.digest for head in known],
    }
    return [
        AuditDamage(Damage.GONE if gone else Damage.REWRITTEN, chain, place)
        for chain, place, gone in session.execute(_CONTRADICTIONS, columns)
    ]


_MOST_DAMAGES: Final = 1000
_SETTINGS: Final = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "SET LOCAL search_path = pg_catalog, pg_temp",
    # Rows that a policy hides would pass for missing ones; with this they are an error.
    "SET LOCAL row_security = off",
    "SET LOCAL work_mem = '128MB'",
)
_READABLE: Final = text("""
SELECT count(*) = 2
   AND bool_and(has_table_privilege(c.oid, 'SELECT')
                AND (NOT c.relrowsecurity OR r.rolsuper OR r.rolbypassrls
                     OR (pg_has_role(c.relowner, 'USAGE') AND NOT c.relforcerowsecurity)))
  FROM pg_class c
  JOIN pg_roles r ON r.rolname = CURRENT_USER
 WHERE c.relkind = 'r' AND c.oid IN (to_regclass('public.audit_entry'),
                                     to_regclass('public.audit_chain'))
""")
# Each entry is computed from itself and the digest that stands before it, so one changed entry is
# found where it is, not everything behind it as well.
_BROKEN_LINKS: Final = text("""
WITH linked AS (
    SELECT e.*,
           lag(e.place, 1, 0::bigint) OVER chained AS previous_place,
           lag(e.digest, 1, ''::bytea) OVER chained AS previous_digest
      FROM ONLY public.audit_entry e
    WINDOW chained AS (PARTITION BY e.chain ORDER BY e.place, e.id)
)
SELECT coalesce(chain, '') AS chain, coalesce(place, 0) AS place, previous_place,
       concat_ws(' ', to_char(happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"'), login,
                 action, subject, nullif(subject_id, '')) AS about
  FROM linked
 WHERE place IS DISTINCT FROM previous_place + 1
    OR digest IS DISTINCT FROM sha256(previous_digest || convert_to(jsonb_build_array(
           chain, place, extract(epoch FROM happened_at), login, program, action, subject,
           subject_id, customer_id, before, after)::text, 'UTF8'))
 ORDER BY chain, place
 LIMIT :most
""")
_ENDS: Final = text("""
WITH counted AS (
    SELECT coalesce(chain, '') AS chain, count(*) AS entries, max(place) AS last_place
      FROM ONLY public.audit_entry GROUP BY 1
)
SELECT coalesce(counted.chain, ended.chain) AS chain,
       coalesce(counted.entries, 0) AS entries,
       coalesce(counted.last_place, 0) AS last_place,
       coalesce((SELECT encode(e.digest, 'hex') FROM ONLY public.audit_entry e
                  WHERE e.chain = counted.chain AND e.place = counted.last_place
                  ORDER BY e.id DESC LIMIT 1), '') AS last_digest,
       ended.length, encode(ended.digest, 'hex') AS digest
  FROM counted
  FULL JOIN ONLY public.audit_chain ended ON ended.chain = counted.chain
 ORDER BY 1
""")
_CONTRADICTIONS: Final = text("""
SELECT known.chain, known.place, e.place IS NULL AS gone
  FROM unnest(CAST(:chains AS text[]), CAST(:places AS bigint[]), CAST(:digests AS text[]))
       AS known (chain, place, digest)
  LEFT JOIN ONLY public.audit_entry e ON e.chain = known.chain AND e.place = known.place
 WHERE encode(e.digest, 'hex') IS DISTINCT FROM known.digest
 ORDER BY 1, 2
""")
