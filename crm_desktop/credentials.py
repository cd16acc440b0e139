"""Passwords in the keyring of the operating system; never in a file, never in a log.

Where a computer has no keyring (a headless Linux), nothing is stored: ``NoKeyring`` says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from crm_desktop.errors.access import KeyringRefused, NoKeyring


def stored_password(service: str, login: str) -> str | None:
    """Return the password kept for ``login`` at ``service``, or None when there is none.

    Raises:
        NoKeyring, KeyringRefused: see there.
    """
    import keyring  # noqa: PLC0415 (takes 0.1 s to import)

    with _keyring_failures():
        return keyring.get_password(service, login)


def store_password(service: str, login: str, password: str) -> None:
    """Keep ``password`` for ``login`` at ``service``, in place of the one before.

    Raises:
        NoKeyring, KeyringRefused: see there.
    """
    import keyring  # noqa: PLC0415

    with _keyring_failures():
        keyring.set_password(service, login, password)


def forget_password(service: str, login: str) -> None:
    """Remove what is kept for ``login`` at ``service``; nothing when nothing is.

    Raises:
        NoKeyring, KeyringRefused: see there.
    """
    import keyring  # noqa: PLC0415

    with _keyring_failures():
        if keyring.get_password(service, login) is not None:
            keyring.delete_password(service, login)


@contextmanager
def _keyring_failures() -> Iterator[None]:
    from keyring.errors import KeyringError, NoKeyringError  # noqa: PLC0415

    try:
        yield
    except NoKeyringError as error:
        raise NoKeyring from error
    except KeyringError as error:
        # Its words may repeat what was to be kept, so no traceback may go on to them.
        raise KeyringRefused(type(error).__name__) from None
