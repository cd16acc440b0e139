"""Reads the fields of the form: the even form of what was typed, or why it is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from crm_desktop.actions.staff import StaffForm
from crm_desktop.database.queries.staff import StaffRow
from crm_desktop.domain.japanese_text import to_kana_display
from crm_desktop.domain.person_name import tidy_name
from crm_desktop.domain.staff import is_login, roles_of
from crm_desktop.errors.access import BadExtension, BadLogin, NameMissing, RoleMissing
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.text import BadKana
from crm_desktop.ui.staff.state import StaffEntry, StaffField


def entry_of(row: StaffRow, own_login: str) -> StaffEntry:
    """Return the form as it looks before anything is typed."""
    texts = {
        StaffField.NAME: row.name,
        StaffField.NAME_KANA: row.name_kana,
        StaffField.LOGIN: row.login,
        StaffField.EXTENSION: row.extension,
    }
    return StaffEntry(row, texts, roles_of(row.groups), own=row.login == own_login)


def read_field(entry: StaffEntry, which: StaffField) -> StaffEntry:
    """Return the entry with one field made even, or refused; an empty one is fine as yet."""
    refusals = {key: value for key, value in entry.refusals.items() if key is not which}
    text = entry.text(which)
    kept = which is StaffField.LOGIN and entry.row is not None
    if kept or which is StaffField.ROLES or not text.strip():
        return replace(entry, refusals=refusals)
    try:
        texts = {**entry.texts, which: _even(which, text)}
    except (BadKana, BadLogin, BadExtension) as refusal:
        return replace(entry, refusals={**refusals, which: refusal})
    return replace(entry, texts=texts, refusals=refusals)


def read_all(entry: StaffEntry) -> StaffEntry:
    """Return the entry with every field read; what must not be empty is refused where it is."""
    for which in StaffField:
        entry = read_field(entry, which)
    return replace(entry, refusals={**entry.refusals, **_missing(entry)})


def staff_form(entry: StaffEntry) -> StaffForm:
    """Return what is to be stored of an entry in which nothing is refused."""
    return StaffForm(
        entry.text(StaffField.NAME),
        entry.text(StaffField.NAME_KANA),
        entry.text(StaffField.EXTENSION),
        entry.roles,
    )


def _even(which: StaffField, text: str) -> str:
    match which:
        case StaffField.NAME:
            return tidy_name(text)
        case StaffField.NAME_KANA:
            return to_kana_display(text)
        case StaffField.LOGIN:
            login = _plain(text).lower()
            if not is_login(login):
                raise BadLogin(text)
            return login
        case _:
            extension = _plain(text)
            if not _EXTENSION.fullmatch(extension):
                raise BadExtension(text)
            return extension


def _missing(entry: StaffEntry) -> Mapping[StaffField, CrmError]:
    missing: dict[StaffField, CrmError] = {}
    if not entry.text(StaffField.NAME):
        missing[StaffField.NAME] = NameMissing()
    if not entry.text(StaffField.LOGIN):
        missing[StaffField.LOGIN] = BadLogin("")
    if not entry.roles:
        missing[StaffField.ROLES] = RoleMissing()
    return missing


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


_EXTENSION: Final = re.compile(r"[0-9]{1,10}")
