"""Reads what exchanges put into HTTP bodies: JSON or a form, in UTF-8 or Shift_JIS."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from crm_desktop.telephony.source import EventRefused, Fields

MOST_FIELDS: Final = 100
MOST_VALUES: Final = 100
LONGEST_VALUE: Final = 500
DEEPEST: Final = 4


def fields_of_body(body: bytes, content_type: str) -> Fields:
    """Return the fields of a body; ``name[]`` and ``name`` are one field. Empty body: no fields.

    In JSON ``{"call": {"id": 1}}`` is the field ``call.id``.

    A form that is JSON in truth is read as such: ``curl -d '{…}'`` says form. Texts are bounded
    and hold no control characters, so they can be stored.

    Raises:
        EventRefused: it is neither, or holds more than a call event has.
    """
    if not body.strip():
        return {}
    if "json" in content_type or body.lstrip()[:1] == b"{":
        return _fields_of_json(body)
    if content_type in _FORMS:
        return fields_of_query(body)
    raise EventRefused(
        "content_type",
        f"Send application/json or application/x-www-form-urlencoded, not {content_type[:60]}.",
    )


def fields_of_query(query: bytes) -> Fields:
    """Return the fields of a form or of what stands behind ``?`` in a URL; see `fields_of_body`.

    ``+`` is a blank, but in front of a digit at the beginning, where senders forget to escape it.
    """
    fields: dict[str, list[str]] = {}
    for pair in query.split(b"&", MOST_FIELDS * 2):
        name, _, value = pair.partition(b"=")
        if name:
            _add(fields, _unquoted(name), _unquoted(value))
    return fields


def _unquoted(quoted: bytes) -> str:
    number_sign = quoted[:1] if _NUMBER_WITH_PLUS.match(quoted) else b""
    rest = quoted[len(number_sign) :].replace(b"+", b" ")
    return _text(number_sign + unquote_to_bytes(rest))


def _fields_of_json(body: bytes) -> Fields:
    try:
        told = json.loads(_text(body))
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise EventRefused("json", f"The body cannot be read as JSON{where}.") from error
    if not isinstance(told, dict):
        raise EventRefused("json", "The body must be one JSON object with the fields of a call.")
    fields: dict[str, list[str]] = {}
    for name, value in told.items():
        for path, text in _texts(name, value):
            if path == name or _has_room(fields, path):
                _add(fields, path, text)
    return fields


def _texts(path: str, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - whatever JSON holds
    match value:
        case None | bool():
            return
        case dict():
            if path.count(".") < DEEPEST:
                for name, part in value.items():
                    yield from _texts(f"{path}.{name}", part)
        case list():
            for part in value[:MOST_VALUES]:
                if not isinstance(part, list):
                    yield from _texts(path, part)
        case _:
            yield path, str(value)


def _has_room(fields: dict[str, list[str]], path: str) -> bool:
    """Tell whether one more inner field is kept; of those too many are no reason to refuse."""
    values = fields.get(path)
    return len(fields) < MOST_FIELDS if values is None else len(values) < MOST_VALUES


def _add(fields: dict[str, list[str]], name: str, text: str) -> None:
    values = fields.setdefault(_storable(name).removesuffix("[]"), [])
    if len(fields) > MOST_FIELDS or len(values) >= MOST_VALUES:
        raise EventRefused("too_much", "The body has more fields than a call event.")
    storable = _storable(text)
    if storable:
        values.append(storable)


def _storable(text: str) -> str:
    """Return ``text`` as a database can hold it: no NUL, no half characters, one line, bounded."""
    whole = text.encode("utf-8", "ignore").decode()
    return _CONTROL.sub(" ", whole).strip()[:LONGEST_VALUE]


def _text(octets: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return octets.decode(encoding)
        except UnicodeDecodeError:
            continue
    return octets.decode("utf-8", "replace")


_FORMS: Final = {
    "application/x-www-form-urlencoded",
    "application/octet-stream",  # what is assumed where nothing is said
    "text/plain",
}
_NUMBER_WITH_PLUS: Final = re.compile(rb"\+[0-9]")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
