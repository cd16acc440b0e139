from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import keyring
import pytest
from cryptography.fernet import Fernet
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoBackend

from crm_desktop.drafts.key import SERVICE, draft_key
from crm_desktop.errors.drafts import DraftsNotLasting
from tests.drafts.keyrings import ForgetfulKeyring, LockedKeyring, MemoryKeyring


def test_key_is_made_once_and_kept(tmp_path: Path, own_keyring: MemoryKeyring) -> None:
    key = draft_key(tmp_path, "髙橋")

    assert draft_key(tmp_path, "髙橋") == key
    assert own_keyring.kept == {(SERVICE, "髙橋"): key.decode()}
    Fernet(key)


def test_everybody_has_a_key_of_their_own(tmp_path: Path) -> None:
    assert draft_key(tmp_path, "髙橋") != draft_key(tmp_path, "高橋")


PROGRAM = """
import sys
from pathlib import Path
import keyring
from crm_desktop.drafts.key import draft_key
from tests.drafts.keyrings import SharedKeyring
folder = Path(sys.argv[1])
keyring.set_keyring(SharedKeyring(folder))
print("ready", flush=True)
sys.stdin.readline()
print(draft_key(folder, "hana").decode())
"""


def test_all_programs_that_ask_at_once_get_the_same_key(tmp_path: Path) -> None:
    line = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    programs = [
        subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    ready = [program.stdout.readline() for program in programs if program.stdout]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()

    keys = {program.communicate()[0] for program in programs}

    assert ready == ["ready\n"] * 3
    assert len(keys) == 1
    Fernet(keys.pop().strip())


@pytest.mark.parametrize("damage", ["", "ひみつ", "QUJD", "=" * 44])
def test_entry_that_is_no_key_is_made_anew(
    tmp_path: Path, own_keyring: MemoryKeyring, damage: str
) -> None:
    own_keyring.kept[SERVICE, "hana"] = damage

    Fernet(draft_key(tmp_path, "hana"))


@pytest.mark.parametrize("kind", [NoBackend, LockedKeyring, ForgetfulKeyring])
def test_keyring_that_keeps_nothing_is_told(tmp_path: Path, kind: type[KeyringBackend]) -> None:
    keyring.set_keyring(kind())

    with pytest.raises(DraftsNotLasting):
        draft_key(tmp_path, "hana")
