"""The statements of the call feed, which each desk of an office asks with each step of each call.

They go to psycopg as they are: what SQLAlchemy adds costs more than the server's answer. First
comes the newest step's id, whoever may see it, then the columns of `CallStepRow`: null where there
is no step, those of the call where this login does not see it. Each call is looked up by its id,
which OFFSET 0 makes sure of, however many steps the planner expects: to go through all calls
would be to ask of each whether this login may see it. The id is cast: only comparisons of two
bigints use an index before the policies are asked (see ``guard.compare_after_policies``).
"""

from __future__ import annotations

from typing import Final

_STEPS: Final = b"""
SELECT newest.id, step.id, step.call_id, step.stage, step.extension, step.outcome,
       step.happened_at, call.direction, call.caller, call.no_number_reason, call.caller_raw,
       call.called_raw, call.line_name, call.queue, call.customer_id, call.began_at,
       call.answered_at, call.ended_at IS NOT NULL
FROM (SELECT newest_step_id() AS id) AS newest
LEFT JOIN (%b) AS step ON true
LEFT JOIN LATERAL (SELECT * FROM call WHERE call.id = step.call_id OFFSET 0) AS call ON true
ORDER BY step.id
"""
STEPS_AFTER: Final = (
    _STEPS
    % b"""
    SELECT id, call_id, stage, extension, outcome, happened_at FROM call_step
    WHERE id > %(step_id)s::bigint ORDER BY id LIMIT %(most)s
"""
)
OWN_STEPS_AFTER: Final = (
    _STEPS
    % b"""
    SELECT id, call_id, stage, extension, outcome, happened_at
    FROM own_steps_after(%(step_id)s::bigint, %(most)s::integer)
"""
)
CALLS_NOW: Final = b"""
WITH newest AS MATERIALIZED (
    SELECT newest_step_id() AS id
), leg AS MATERIALIZED (
    SELECT DISTINCT call_id FROM call_leg
    WHERE extension = %(extension)s AND extension <> '' AND ended_at IS NULL
)
SELECT newest.id, going_on.*
FROM newest
LEFT JOIN LATERAL (
    SELECT step.id, step.call_id, step.stage, step.extension, step.outcome,
           step.happened_at, call.direction, call.caller, call.no_number_reason, call.caller_raw,
           call.called_raw, call.line_name, call.queue, call.customer_id, call.began_at,
           call.answered_at, false AS over
    FROM leg
    CROSS JOIN LATERAL (
        SELECT id, call_id, stage, extension, outcome, happened_at FROM call_step
        WHERE call_step.call_id = leg.call_id AND call_step.extension = %(extension)s
          AND call_step.id <= newest.id
        ORDER BY id DESC LIMIT 1
    ) AS step
    CROSS JOIN LATERAL (SELECT * FROM call WHERE call.id = step.call_id OFFSET 0) AS call
    WHERE step.stage <> 'ended' AND call.ended_at IS NULL
    ORDER BY step.id LIMIT %(most)s
) AS going_on ON true
ORDER BY going_on.id
"""
