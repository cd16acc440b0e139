"""What the columns of a file mean, kept as data: one TOML file a kind of shop system."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from crm_desktop.errors.files import BadImportProfile
from crm_desktop.tables.import_fields import (
    CUSTOMER_FIELDS,
    LIST_FIELDS,
    ORDER_FIELDS,
    WORD_FIELDS,
)


@dataclass(frozen=True, slots=True)
class TableProfile:
    """The columns of one kind of table.

    ``columns`` gives the headers that may stand for a field, ``needed`` lists fields one of each
    group of which must be there, ``repeated`` are headers that come twice: the first counts.
    """

    columns: Mapping[str, tuple[str, ...]]
    needed: tuple[tuple[str, ...], ...]
    repeated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportProfile:
    """One kind of shop system.

    ``lists`` are the tables of mailings, enclosures and who got them, where the profile has them.
    ``words`` translates what stands in a cell, folded as by `folded_word`, into what is stored.
    ``excluding_tax`` tells that prices of order lines come without consumption tax.
    """

    name: str
    shop: str
    customer_code_prefix: str
    order_number_prefix: str
    channel: str
    excluding_tax: bool
    customers: TableProfile
    orders: TableProfile
    words: Mapping[str, Mapping[str, str]]
    lists: Mapping[str, TableProfile] = field(default_factory=dict)

    def table(self, name: str) -> TableProfile:
        """Return the columns of the table ``name``.

        Raises:
            BadImportProfile: it has none for this table.
        """
        tables = {"customers": self.customers, "orders": self.orders, **self.lists}
        if name not in tables:
            raise BadImportProfile(self.name, f"it has no columns for {name}")
        return tables[name]


def load_import_profile(path: Path) -> ImportProfile:
    """Read the profile at ``path``; its name is that of the file.

    Raises:
        BadImportProfile: not there, not TOML, or with fields and values that do not exist.
    """
    name = path.stem
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadImportProfile(name, str(error)) from error
    try:
        return _profile(name, content)
    except (KeyError, TypeError, AttributeError) as error:
        raise BadImportProfile(name, f"missing or of the wrong kind: {error}") from error


def folded_header(header: str) -> str:
    """Return the form in which headers are compared: width, case, blanks, ``_``, ``-`` dropped."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", header).casefold())


def folded_word(word: str) -> str:
    """Return the form in which words such as 女性 or ``Cash on delivery`` are looked up."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", word).casefold())


def _profile(name: str, content: Mapping[str, Any]) -> ImportProfile:
    words = {
        field: {folded_word(word): str(value) for word, value in listed.items()}
        for field, listed in content["words"].items()
    }
    _refuse_unknown(name, "words", set(words), set(WORD_FIELDS))
    for word_field, listed in words.items():
        known = set(WORD_FIELDS[word_field])
        _refuse_unknown(name, f"words.{word_field}", set(listed.values()), known)
    return ImportProfile(
        name=name,
        shop=str(content["shop"]),
        customer_code_prefix=str(content["customer_code_prefix"]),
        order_number_prefix=str(content["order_number_prefix"]),
        channel=str(content["channel"]),
        excluding_tax=bool(content["excluding_tax"]),
        customers=_table(name, "customers", content["customers"], CUSTOMER_FIELDS),
        orders=_table(name, "orders", content["orders"], CUSTOMER_FIELDS | ORDER_FIELDS),
        words=words,
        lists={
            table: _table(name, table, content[table], fields)
            for table, fields in LIST_FIELDS.items()
            if table in content
        },
    )


def _table(
    name: str, table: str, content: Mapping[str, Any], fields: frozenset[str]
) -> TableProfile:
    columns = {field: tuple(map(str, headers)) for field, headers in content["columns"].items()}
    needed = tuple(tuple(map(str, group)) for group in content["needed"])
    _refuse_unknown(name, f"{table}.columns", set(columns), set(fields))
    _refuse_unknown(name, f"{table}.needed", {one for group in needed for one in group}, {*columns})
    return TableProfile(columns, needed, tuple(map(str, content.get("repeated", ()))))


def _refuse_unknown(name: str, place: str, given: set[str], known: set[str]) -> None:
    if unknown := sorted(given - known):
        raise BadImportProfile(name, f"{place}: unknown {', '.join(unknown)}")


_BETWEEN: Final = re.compile(r"[\s_\-]+")
