"""A database whose answers to commits get lost: what was saved is saved, unheard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from crm_desktop.database.engine import Database
from crm_desktop.errors.database import DatabaseUnreachable


class Unheard(Database):
    """Loses every answer to a commit while it is `unheard`."""

    _lost = False

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with super().writing() as session:
            yield session
        if self._lost:
            raise DatabaseUnreachable

    @contextmanager
    def unheard(self) -> Iterator[None]:
        self._lost = True
        try:
            yield
        finally:
            self._lost = False
