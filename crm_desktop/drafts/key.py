"""The key of somebody's drafts on this PC, in the keyring of the operating system."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Final

import fasteners
from cryptography.fernet import Fernet

from crm_desktop.credentials import store_password, stored_password
from crm_desktop.errors.access import KeyringRefused, NoKeyring
from crm_desktop.errors.drafts import DraftsNotLasting

SERVICE: Final = "crm-desktop drafts"
_KEY_BYTES: Final = 32
_LOCK: Final = "key.lock"


def draft_key(folder: Path, login: str) -> bytes:
    """Return the key of the drafts of ``login``, made when it is asked for the first time.

    Programs that ask at the same time get the same one: they wait for each other at a lock in
    ``folder``, which is made where it is missing. May take long: a keyring may ask a person to
    open it.

    Raises:
        DraftsNotLasting: there is no keyring, it does not open, or it keeps nothing.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with fasteners.InterProcessLock(folder / _LOCK):
            return _kept_key(login) or _new_key(login)
    except (NoKeyring, KeyringRefused, OSError) as error:
        raise DraftsNotLasting(type(error).__name__) from error


def _kept_key(login: str) -> bytes | None:
    """Return the key that is kept; None when there is none, or something that is none."""
    kept = stored_password(SERVICE, login)
    if kept is None:
        return None
    try:
        is_key = len(urlsafe_b64decode(kept)) == _KEY_BYTES
    except ValueError:
        return None
    return kept.encode() if is_key else None


def _new_key(login: str) -> bytes:
    store_password(SERVICE, login, Fernet.generate_key().decode())
    key = _kept_key(login)
    if key is None:  # some keyrings take everything and keep nothing
        raise NoKeyring
    return key
