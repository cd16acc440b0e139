"""Where log lines go and how they look; what must not be in them is taken out at the last moment.

Nothing personal and no password is logged on purpose. What slips in all the same (in a traceback,
in words of a library) is masked when a line is written: telephone numbers, passwords and tokens,
and what PostgreSQL says of single rows.
"""

from __future__ import annotations

import json
import logging
import re
import time
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
NOISY = ("alembic", "keyring", "aiohttp.access", "fasteners", "PIL")

_SHOWN_OF_SHORT = 5
_HIDDEN = 4
_DIGIT = "[0-9０-９]"
_GAP = "[-‐−ー－()（） ]{1,2}"
_NUMBER = re.compile(
    rf"(?<![0-9０-９A-Za-z_.-])(?:[+＋]{_DIGIT}{{7,15}}"
    rf"|(?<!:)[0０]{_DIGIT}{{1,4}}{_GAP}{_DIGIT}{{1,4}}{_GAP}{_DIGIT}{{3,4}}"
    rf"|(?<!:)[0０]{_DIGIT}{{9,10}})(?![0-9０-９A-Za-z_])"
)
# A value may hold line ends of its own, so they end nothing: only what surely follows one does.
_ROW_VALUES = re.compile(
    r"(DETAIL|CONTEXT):.*?"
    r"(?=(?:\n|\\n)(?:LINE \d|HINT:|DETAIL:|CONTEXT:|\[SQL: |\[SQL parameters|\(Background on )"
    r"|\n\n(?:The above exception|During handling)|\Z)",
    re.DOTALL,
)
_QUOTED = r"""b?'(?:\\.|''|[^'\\])*'|b?"(?:\\.|[^"\\])*\""""
_PASSWORD_IN_URL = re.compile(r"(://[^/@\s:\"']*:)[^\s\"'<>]*@")
_NAME = (
    r"\b(?:(?:PG|ssl)?passw(?:or)?d|CRM_DESKTOP_GATEWAY_(?:TOKEN|SECRET)_\w+"
    r"|(?:client_)?secret|token|pwd)"
)
_NAMED_SECRET = re.compile(
    rf"({_NAME}[\"']?(?:\s*[=:]\s*|\s+(?=')))(?:{_QUOTED}|[^\s,;&)\]}}\"']+)", re.IGNORECASE
)
_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BARE_SECRET = re.compile(r"(/api/v1/cti/|SCRAM-SHA-256\$)[^\s/?\"']+")


def masked(number: str | None) -> str:
    """Return ``number`` without its last four digits, to be logged; short ones stay as they are.

    An empty or missing number is "no number".
    """
    if not number:
        return "no number"
    if len(number) <= _SHOWN_OF_SHORT:
        return number
    return number[:-_HIDDEN] + "*" * _HIDDEN


def start_logging(level: str, file: Path | None = None, *, as_json: bool = False) -> None:
    """Send lines from ``level`` on to standard error, and to ``file`` where one is named.

    The file is kept below 5 × 2 MB; its folder is made. ``as_json`` is for programs that read them.
    """
    formatter = JsonFormatter() if as_json else MaskingFormatter()
    handlers: list[logging.Handler] = [logging.StreamHandler()]
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(
            RotatingFileHandler(
                file, maxBytes=2_000_000, backupCount=4, encoding="utf-8", delay=True
            )
        )
    for handler in handlers:
        handler.setFormatter(formatter)
    logging.basicConfig(level=level.upper(), handlers=handlers, force=True)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


class MaskingFormatter(logging.Formatter):
    """Writes one line in UTC and masks what looks like a telephone number, tracebacks included.

    Only lines of a traceback follow, each set in: what an event tells cannot look like another.
    """

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__(FORMAT)
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        """Return the finished line, masked."""
        return harmless(super().format(record)).replace("\n", "\n    ")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        """Return the line without its traceback; line ends in it are written out."""
        return super().formatMessage(record).replace("\n", "\\n")


class JsonFormatter(logging.Formatter):
    """Writes one JSON object a line, masked; ``extra={"facts": {…}}`` adds fields of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object, without a line end in it."""
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(
            {name: harmless(str(value)) for name, value in told.items()}, ensure_ascii=False
        )


def harmless(text: str) -> str:
    """Return ``text`` with telephone numbers, passwords, tokens and values of rows masked.

    What moves a cursor is written out, but line ends; halves of characters too: no file takes them.
    """
    text = _ROW_VALUES.sub(r"\1: ****", text)
    text = _PASSWORD_IN_URL.sub(r"\1****@", text)
    text = _NAMED_SECRET.sub(r"\1****", text)
    text = _BARE_SECRET.sub(r"\1****", text)
    text = _NUMBER.sub(lambda found: masked(found[0]), text)
    return _CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)
