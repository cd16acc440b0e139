"""What an office settles about its calls, as a person types it and as it is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from crm_desktop.domain.caller import read_caller
from crm_desktop.domain.floor import FloorLimits
from crm_desktop.domain.openings import OutlierRule
from crm_desktop.domain.task_rules import TaskRules, settings_of_tasks
from crm_desktop.errors.office import BadDialAddress, BadLineNumber, BadPrefix, LineTwice

MOST_REASONS: Final = 20
LONGEST_WORK_S: Final = 3_600
LARGEST_LIMIT: Final = 9_999


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """The office's settings about calls.

    ``lines`` are pairs of the number that is called and what the office calls it;
    ``away_reasons`` what can be chosen for being away, empty: the built-in ones;
    ``after_call_seconds`` how long after-call work should take, 0: no limit, and with
    ``after_call_ends`` it ends by itself then; ``outside_prefix`` what the exchange wants before
    a call to the outside; ``dial_url`` the address that dials, with ``{number}`` in it;
    ``floor`` when supervisors are warned; ``outliers`` when somebody's openings are marked;
    ``tasks`` who they can be for and when they are late.
    """

    lines: tuple[tuple[str, str], ...] = ()
    away_reasons: tuple[str, ...] = ()
    after_call_seconds: int = 0
    after_call_ends: bool = False
    category_required: bool = False
    start_away: bool = False
    outside_prefix: str = ""
    dial_url: str = ""
    floor: FloorLimits = field(default_factory=FloorLimits)
    outliers: OutlierRule = field(default_factory=OutlierRule)
    tasks: TaskRules = field(default_factory=TaskRules)


def settings_of(form: OfficeForm) -> dict[str, Any]:
    """Return what is kept of ``form``, by key; numbers in E.164 where they can be read so.

    Lines without number and name, and empty reasons, are left out.

    Raises:
        BadLineNumber, LineTwice: a line has no number, or no name, or another line's number.
        BadPrefix, BadDialAddress: nothing could be dialled with it.
    """
    if not _PREFIX.fullmatch(form.outside_prefix.strip()):
        raise BadPrefix(form.outside_prefix)
    address = form.dial_url.strip()
    if address and not (address.startswith(("https://", "http://")) and "{number}" in address):
        raise BadDialAddress(address)
    reasons = dict.fromkeys(reason.strip() for reason in form.away_reasons)
    return {
        "line_names": _line_names(form.lines),
        "away_reasons": [reason for reason in reasons if reason][:MOST_REASONS],
        "after_call_seconds": min(max(form.after_call_seconds, 0), LONGEST_WORK_S),
        "after_call_ends": form.after_call_ends,
        "category_required": form.category_required,
        "start_away": form.start_away,
        "outside_prefix": form.outside_prefix.strip(),
        "dial_url": address,
        "alarm_waiting": _bounded(form.floor.waiting),
        "alarm_wait_s": _bounded(form.floor.wait_s),
        "alarm_missed": _bounded(form.floor.missed),
        "service_level_s": _bounded(form.floor.service_level_s),
        "openings_outlier_least": _bounded(form.outliers.least),
        "openings_outlier_per_call": _bounded(form.outliers.per_call),
        "openings_outlier_times_median": _bounded(form.outliers.times_median),
        **settings_of_tasks(form.tasks),
    }


def _bounded(limit: int) -> int:
    return min(max(limit, 0), LARGEST_LIMIT)


def _line_names(lines: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for typed, name in ((typed.strip(), name.strip()) for typed, name in lines):
        if not typed and not name:
            continue
        number = read_caller(typed).number or typed
        if not _NUMBER.fullmatch(number) or not name:
            raise BadLineNumber(typed or name)
        if number in names:
            raise LineTwice(typed)
        names[number] = name
    return names


_PREFIX: Final = re.compile(r"[0-9*#]{0,4}")
_NUMBER: Final = re.compile(r"[+0-9A-Za-z*#_.-]{2,40}")  # a name of the exchange's will do, too
