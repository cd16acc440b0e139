from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from crm_desktop.credentials import forget_password, store_password, stored_password
from crm_desktop.errors.access import KeyringRefused, NoKeyring


class Memory(KeyringBackend):
    priority: Any = -1  # never chosen by itself

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


class Locked(Memory):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("the password was ひみつ")


@pytest.fixture(autouse=True)
def _own_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(Memory())
    yield
    keyring.set_keyring(before)


def test_password_is_kept_until_it_is_forgotten() -> None:
    store_password("db.example/crm", "髙橋", "ひみつ")
    assert stored_password("db.example/crm", "髙橋") == "ひみつ"

    forget_password("db.example/crm", "髙橋")
    forget_password("db.example/crm", "髙橋")
    assert stored_password("db.example/crm", "髙橋") is None


def test_without_a_keyring_nothing_is_kept() -> None:
    keyring.set_keyring(NoBackend())  # type: ignore[no-untyped-call]

    with pytest.raises(NoKeyring):
        store_password("db.example/crm", "hana", "ひみつ")


def test_locked_keyring_is_a_refusal_without_its_words() -> None:
    keyring.set_keyring(Locked())

    with pytest.raises(KeyringRefused) as refusal:
        stored_password("db.example/crm", "hana")

    assert "ひみつ" not in str(refusal.value)
