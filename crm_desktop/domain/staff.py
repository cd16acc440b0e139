"""What a member of staff may be, and the form of a login."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class StaffRole(StrEnum):
    """What somebody is at the office, most usual first; each is a group of the database."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    SCANNER = "scanner"
    EXPORTER = "exporter"
    ANALYST = "analyst"
    ADMIN = "admin"

    @property
    def group(self) -> str:
        """The PostgreSQL role that has the rights: crm_operator."""
        return f"crm_{self.value}"


def roles_of(groups: Iterable[str]) -> frozenset[StaffRole]:
    """Return the roles whose groups are among ``groups``; other groups are left out."""
    named = set(groups)
    return frozenset(role for role in StaffRole if role.group in named)


def groups_of(roles: Iterable[StaffRole]) -> list[str]:
    """Return the groups of ``roles`` by name, each once."""
    return sorted({role.group for role in roles})


def is_login(text: str) -> bool:
    """Tell whether ``text`` may be a login: a-z, digits, _, a letter first, no system's name."""
    return bool(_LOGIN.fullmatch(text)) and not _RESERVED.fullmatch(text)


_LOGIN: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")
_RESERVED: Final = re.compile(
    r"(?:crm|pg|current|session)_.*|postgres|public|none|user|gateway|worker"
)
