"""The statements with which call events are recorded: three round trips, however many calls.

They go to psycopg as they are: what SQLAlchemy adds to each costs as much as the statement.
OFFSET 0 has each call's reports looked up, where the planner would go through those of all calls.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from psycopg.rows import dict_row
from sqlalchemy.orm import Session

from crm_desktop.database.engine import driver_connection

Row = dict[str, Any]


def lock_calls(session: Session, key: int) -> None:
    """Let one transaction at a time go on to read and write calls, until it ends."""
    driver_connection(session).execute(_LOCK, [key])


def read_calls(session: Session, ids: Sequence[tuple[str, str]]) -> list[Row]:
    """Return the newest call of each source and id with its reports, a row each.

    An id that was not seen before is a row of nulls; ``line_names`` is the office's setting, as
    JSON text, in each row.
    """
    # As JSON: its number of rows is unknown to the planner either way, so one plan serves all.
    wanted = json.dumps([{"source": source, "call_id": call_id} for source, call_id in ids])
    with driver_connection(session).cursor(row_factory=dict_row) as cursor:
        return cursor.execute(_READ, {"ids": wanted}).fetchall()


def write_calls(
    session: Session, rows: Mapping[str, Sequence[Row]], *, channels: Sequence[str]
) -> list[int]:
    """Store calls with all that belongs to them, notify ``channels``; return the new steps' ids.

    ``rows`` are those of calls, legs, legs_gone, reports and steps, tied together by ``place``.
    """
    parameters = {name: json.dumps(some, default=_in_json) for name, some in rows.items()}
    parameters["channels"] = json.dumps(channels)
    told = driver_connection(session).execute(_WRITE, parameters).fetchone()
    return list(told[0]) if told else []


def _in_json(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


_LOCK: Final = b"SELECT pg_advisory_xact_lock(%s)"
_READ: Final = b"""
SELECT wanted.source, wanted.call_id,
       known.id, known.occurrence,
       report.stage, report.happened_at, report.event_key, report.facts,
       (SELECT value::text FROM office_setting WHERE key = 'line_names') AS line_names
FROM ROWS FROM (jsonb_to_recordset(%(ids)s::jsonb) AS (source text, call_id text))
     WITH ORDINALITY AS wanted (source, call_id, place)
LEFT JOIN LATERAL call_known(wanted.source, wanted.call_id) AS known ON true
LEFT JOIN LATERAL (
    SELECT id, stage, happened_at, event_key, facts FROM call_report
    WHERE call_report.call_id = known.id::bigint OFFSET 0) AS report ON true
ORDER BY wanted.place, report.id
"""
_WRITE: Final = b"""
WITH told AS (
    SELECT * FROM jsonb_to_recordset(%(calls)s::jsonb) AS told (
        place int, row_id bigint, source text, source_call_id text, occurrence int,
        direction text, caller_raw text, caller text, no_number_reason text, called_raw text,
        line_name text, queue text, began_at timestamptz, answered_at timestamptz,
        ended_at timestamptz, result text, ended_by text, cause text, recording_url text)
), begun AS (
    INSERT INTO call (
        source, source_call_id, occurrence, direction, caller_raw, caller, no_number_reason,
        called_raw, line_name, queue, began_at, answered_at, ended_at, result, ended_by, cause,
        recording_url)
    SELECT source, source_call_id, occurrence, direction, caller_raw, caller, no_number_reason,
           called_raw, coalesce(line_name, ''), queue, began_at, answered_at, ended_at, result,
           ended_by, cause, recording_url
    FROM told WHERE row_id IS NULL ORDER BY place
    RETURNING id, source, source_call_id, occurrence
), gone_on AS (
    UPDATE call SET
        direction = told.direction, caller_raw = told.caller_raw, caller = told.caller,
        no_number_reason = told.no_number_reason, called_raw = told.called_raw,
        line_name = coalesce(told.line_name, call.line_name), queue = told.queue,
        began_at = told.began_at, answered_at = told.answered_at, ended_at = told.ended_at,
        result = told.result, ended_by = told.ended_by, cause = told.cause,
        recording_url = told.recording_url
    FROM told WHERE call.id = told.row_id
), place_of AS (
    SELECT told.place, coalesce(told.row_id, begun.id) AS call_id
    FROM told LEFT JOIN begun USING (source, source_call_id, occurrence)
), legs AS (
    INSERT INTO call_leg (
        call_id, source_leg_id, extension, staff_id, rang_at, answered_at, ended_at, outcome)
    SELECT place_of.call_id, leg.source_leg_id, leg.extension, staff.id,
           leg.rang_at, leg.answered_at, leg.ended_at, leg.outcome
    FROM jsonb_to_recordset(%(legs)s::jsonb) AS leg (
        place int, source_leg_id text, extension text, rang_at timestamptz,
        answered_at timestamptz, ended_at timestamptz, outcome text)
    JOIN place_of USING (place)
    LEFT JOIN staff ON staff.extension = leg.extension
    ON CONFLICT (call_id, source_leg_id) DO UPDATE SET
        rang_at = excluded.rang_at, answered_at = excluded.answered_at,
        ended_at = excluded.ended_at, outcome = excluded.outcome
), legs_gone AS (
    DELETE FROM call_leg
    USING jsonb_to_recordset(%(legs_gone)s::jsonb) AS gone (place int, source_leg_id text)
    JOIN place_of USING (place)
    WHERE call_leg.call_id = place_of.call_id AND call_leg.source_leg_id = gone.source_leg_id
), reports AS (
    INSERT INTO call_report (call_id, event_key, stage, facts, happened_at, raw)
    SELECT place_of.call_id, report.event_key, report.stage, report.facts, report.happened_at,
           report.raw
    FROM ROWS FROM (jsonb_to_recordset(%(reports)s::jsonb) AS (
        place int, event_key text, stage text, facts jsonb, happened_at timestamptz, raw jsonb))
        WITH ORDINALITY AS report (
            place, event_key, stage, facts, happened_at, raw, number)
    JOIN place_of USING (place) ORDER BY report.number
), steps AS (
    INSERT INTO call_step (call_id, stage, extension, outcome, happened_at)
    SELECT place_of.call_id, step.stage, step.extension, step.outcome, step.happened_at
    FROM ROWS FROM (jsonb_to_recordset(%(steps)s::jsonb) AS (
        place int, stage text, extension text, outcome text, happened_at timestamptz))
        WITH ORDINALITY AS step (place, stage, extension, outcome, happened_at, number)
    JOIN place_of USING (place) ORDER BY step.number
    RETURNING id
)
SELECT news.step_ids, (
    SELECT count(pg_notify(channel, news.newest))
    FROM jsonb_array_elements_text(%(channels)s::jsonb) AS told (channel))
FROM (SELECT array_agg(id ORDER BY id) AS step_ids, max(id)::text AS newest
      FROM steps HAVING count(*) > 0) AS news
"""
