"""Settings that are tables by name, such as ``[ami.honsha]``: each is read into a dataclass."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final, TypeVar

from crm_desktop.settings_file import NOTHING, SettingsFile

Kind = TypeVar("Kind")

LAST_PORT: Final = 65_535


def tables_in(file: SettingsFile, section: str) -> dict[str, dict[str, Any]]:
    """Return the tables ``[section.NAME]`` by their names, as they stand in ``file``.

    Raises:
        SettingsError: something else stands there.
    """
    tables = file.value("", section)
    if tables is NOTHING:
        return {}
    if not isinstance(tables, dict) or not all(isinstance(each, dict) for each in tables.values()):
        raise file.error("", section, f"write [{section}.NAME] for each")
    return tables


def refuse_names_twice(file: SettingsFile, sections: Sequence[str]) -> None:
    """Complain of the first name that two tables of ``sections`` have."""
    known: dict[str, str] = {}
    for section in sections:
        for name in tables_in(file, section):
            other = known.setdefault(name.lower(), section)
            if other != section:
                problem = f"[{other}.{name}] has this name too; calls are told apart by it"
                raise file.error(section, name, problem)


def read_tables(
    file: SettingsFile,
    section: str,
    kind: type[Kind],
    problems_of: Callable[[Kind], Mapping[str, str]],
) -> dict[str, Kind]:
    """Return what the tables say; ``problems_of`` tells what is wrong with which value.

    Raises:
        SettingsError: an unknown key, or a value that cannot be used.
    """
    return {
        name: _read(file, f"{section}.{name}", table, kind, problems_of)
        for name, table in tables_in(file, section).items()
    }


def _read(
    file: SettingsFile,
    section: str,
    table: Mapping[str, Any],
    kind: type[Kind],
    problems_of: Callable[[Kind], Mapping[str, str]],
) -> Kind:
    kinds = {item.name: type(item.default) for item in fields(kind)}  # type: ignore[arg-type]  # it is one
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in kinds:
            raise file.error(section, key, f"there is no setting {key!r} in [{section}]")
        values[key] = tuple(value) if isinstance(value, list) else value
        of_texts = not isinstance(value, list) or all(isinstance(part, str) for part in value)
        if type(values[key]) is not kinds[key] or not of_texts:
            raise file.error(section, key, f"{key} must be {_WORDS[kinds[key]]}")
    settings = kind(**values)
    for key, problem in problems_of(settings).items():
        raise file.error(section, key, problem)
    return settings


_WORDS: Final[dict[type, str]] = {
    str: "a text in quotes",
    int: "a whole number",
    bool: "true or false",
    tuple: "a list of texts",
}
