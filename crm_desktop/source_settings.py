"""How a phone system that pushes by HTTP speaks: the tables ``[gateway.source.NAME]``."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from crm_desktop.settings_file import NOTHING, SettingsFile

DIALECTS: Final = ("zammad", "sipgate", "placetel", "vtiger", "miitel", "3cx", "template")
NEEDS_PUBLIC_URL: Final = ("sipgate",)
NEEDS_SECRET: Final = ("placetel",)
METHODS: Final = ("GET", "POST")
STAGES: Final = ("ringing", "answered", "ended", "transferred", "ignored")
DIRECTIONS: Final = ("in", "out")
RESULTS: Final = (
    "answered",
    "missed",
    "rejected",
    "busy",
    "unreachable",
    "forwarded",
    "failed",
)
FIELDS: Final = (
    "event",
    "call_id",
    "direction",
    "from",
    "to",
    "outside",
    "office",
    "extension",
    "queue",
    "cause",
    "time",
    "recording",
)


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """How one source speaks.

    ``telephones`` says which extensions ring when it names a telephone, or a called number, so:
    many senders tell neither extensions nor names that are known here. All but that and
    ``dialect`` is for the dialect ``template`` only.

    ``fields`` says under which names it sends what we call so (`FIELDS`; what is not named here
    goes by our own name), ``events``, ``directions`` and ``results`` which of our words each of
    its own means. ``direction`` is that of calls of which none is told. ``withheld`` are its texts
    for callers who do not show their number, besides those that are known everywhere.
    """

    dialect: str = "zammad"
    telephones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    methods: tuple[str, ...] = METHODS
    direction: str = ""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    directions: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[str, str] = field(default_factory=dict)
    withheld: tuple[str, ...] = ()


class SourceProblem(Exception):
    """A table of a source cannot be used; ``keys`` lead to what is wrong with it, maybe none."""

    def __init__(self, keys: tuple[str, ...], problem: str) -> None:
        """``problem`` is a sentence without its full stop."""
        super().__init__(problem)
        self.keys = keys
        self.problem = problem


def read_sources(
    file: SettingsFile, known: Collection[str], *, public_url: str
) -> dict[str, SourceSettings]:
    """Return how the sources speak of which a table ``[gateway.source.NAME]`` tells.

    Raises:
        SettingsError: a source that is not ``known``, or a value that cannot be used.
    """
    tables = file.value("gateway", "source")
    if tables is NOTHING:
        return {}
    if not isinstance(tables, dict):
        raise file.error("gateway", "source", "write [gateway.source.NAME] for each source")
    sources = {}
    for name, table in tables.items():
        section = f"gateway.source.{name}"
        if not isinstance(table, dict):
            raise file.error("gateway.source", name, f"{name} must be a section: [{section}]")
        if name not in known:
            problem = f"add {name!r} to the sources in [gateway]"
            raise file.error("gateway.source", name, problem)
        sources[name] = _read_from(file, section, table, public_url)
    return sources


def _read_from(
    file: SettingsFile, section: str, table: Mapping[str, Any], public_url: str
) -> SourceSettings:
    try:
        source = read_source(table)
    except SourceProblem as mistake:
        inside = ".".join([section, *mistake.keys[:-1]])
        raise file.error(inside, mistake.keys[-1], mistake.problem) from mistake
    if source.dialect in NEEDS_PUBLIC_URL and not public_url:
        problem = f"{source.dialect} is answered with whole addresses: set public_url in [gateway]"
        raise file.error(section, "dialect", problem)
    return source


def read_source(table: Mapping[str, Any]) -> SourceSettings:
    """Return what the table of one source says.

    Raises:
        SourceProblem: an unknown key, or a value that cannot be used.
    """
    for key in table:
        if key not in SourceSettings.__dataclass_fields__:
            raise SourceProblem((key,), f"there is no setting {key!r} of a source")
    dialect = _one_of(("dialect",), table.get("dialect", "zammad"), DIALECTS)
    for key in table:
        if dialect != "template" and key not in {"dialect", "telephones"}:
            raise SourceProblem((key,), f'{key} is only for the dialect "template"')
    direction = table.get("direction", "")
    return SourceSettings(
        dialect,
        telephones=_telephones(_mapping("telephones", table.get("telephones", {}))),
        methods=_methods(table.get("methods", list(METHODS))),
        direction=_one_of(("direction",), direction, DIRECTIONS) if direction != "" else "",
        fields=_fields(_mapping("fields", table.get("fields", {}))),
        events=_words("events", table.get("events", {}), STAGES),
        directions=_words("directions", table.get("directions", {}), DIRECTIONS),
        results=_words("results", table.get("results", {}), RESULTS),
        withheld=_texts(("withheld",), table.get("withheld", [])),
    )


def _methods(value: object) -> tuple[str, ...]:
    methods = _texts(("methods",), value)
    if not methods:
        raise SourceProblem(("methods",), f"methods must be one of {_listed(METHODS)}")
    return tuple(_one_of(("methods",), method, METHODS) for method in methods)


def _telephones(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    extensions = {
        named: _texts(("telephones", named), [value] if isinstance(value, str) else value)
        for named, value in table.items()
    }
    for named, listed in extensions.items():
        if not all(re.fullmatch("[0-9]{1,10}", extension) for extension in listed):
            raise SourceProblem(("telephones", named), "extensions are digits only, ten at most")
    return extensions


def _fields(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    for ours in table:
        if ours not in FIELDS:
            problem = f"there is no field {ours!r}; ours are {', '.join(FIELDS)}"
            raise SourceProblem(("fields", ours), problem)
    return {
        ours: _texts(("fields", ours), [theirs] if isinstance(theirs, str) else theirs)
        for ours, theirs in table.items()
    }


def _words(key: str, value: object, ours: tuple[str, ...]) -> dict[str, str]:
    table = _mapping(key, value)
    return {theirs: _one_of((key, theirs), word, ours) for theirs, word in table.items()}


def _mapping(key: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise SourceProblem((key,), f"{key} must be a table of its own")
    return value


def _texts(keys: tuple[str, ...], value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
        raise SourceProblem(keys, f"{keys[-1]} must be a list of texts")
    return tuple(value)


def _one_of(keys: tuple[str, ...], value: object, choices: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in choices:
        raise SourceProblem(keys, f"{keys[-1]} must be one of {_listed(choices)}")
    return value


def _listed(choices: tuple[str, ...]) -> str:
    return ", ".join(f'"{choice}"' for choice in choices)
