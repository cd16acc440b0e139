"""Forms that are frozen dataclasses, as JSON and back."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from crm_desktop.domain.draft import Json

T = TypeVar("T")

_MOMENTS = (date, datetime, time)


def form_as_json(form: Any) -> dict[str, Json]:  # noqa: ANN401 - a dataclass of any kind
    """Return the fields of ``form`` by name; what has no JSON form of its own becomes a text."""
    return {item.name: _as_json(getattr(form, item.name)) for item in fields(form)}


def form_of_json(blank: T, typed: Mapping[str, Json]) -> T:
    """Return a form of the kind of ``blank``; a field that is missing is as in ``blank``.

    Raises:
        ValueError, TypeError: a field holds what it cannot.
    """
    kind: Any = type(blank)
    hints = get_type_hints(kind)
    values = {
        item.name: _value(hints[item.name], typed[item.name])
        if item.name in typed
        else getattr(blank, item.name)
        for item in fields(kind)
    }
    made: T = kind(**values)
    return made


def _as_json(value: Any) -> Json:  # noqa: ANN401
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return _as_json(value.value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, tuple | list | frozenset | set):
        return [_as_json(one) for one in value]
    if is_dataclass(value):
        return form_as_json(value)
    return str(value)


def _value(hint: Any, value: Json) -> Any:  # noqa: ANN401
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        kinds = [one for one in inner if one is not type(None)]
        return None if value is None else _value(kinds[0], value)
    if origin in {tuple, frozenset, list} and isinstance(value, list | tuple):
        is_even = origin is not tuple or inner[-1] is ...
        kinds = [inner[0]] * len(value) if is_even else list(inner)
        return origin(_value(kind, one) for kind, one in zip(kinds, value, strict=True))
    return _plain(hint, value)


def _plain(hint: Any, value: Any) -> Any:  # noqa: ANN401
    if hint in _MOMENTS:
        return hint.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, Enum | Path):
        return hint(value)
    if is_dataclass(hint) and isinstance(value, Mapping):
        hints = get_type_hints(hint)
        made: Any = hint
        return made(**{name: _value(hints[name], one) for name, one in value.items()})
    return value
