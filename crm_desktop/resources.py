"""Where the files that come with the program lie, in the repository and once installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resources_folder() -> Path:
    """Return the folder of icons, translations and Japanese tables."""
    return _folder("_resources", "resources")


def migrations_folder() -> Path:
    """Return the folder that holds alembic's ``env.py`` and ``versions``."""
    return _folder("_migrations", "migrations")


def resource(*parts: str) -> Path:
    """Return the path of one file of ours, such as ``resource("icons", "phone.svg")``."""
    return resources_folder().joinpath(*parts)


def _folder(installed: str, in_repository: str) -> Path:
    folder = _PACKAGE / installed
    return folder if folder.is_dir() else _PACKAGE.parent / in_repository
