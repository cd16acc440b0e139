#!/usr/bin/env python3
"""Set everything up, then do one thing: ``demo``, ``test``, ``bench`` or a crm-desktop command."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
TRANSLATIONS = ROOT / "resources" / "translations"
LIBRARIES = [
    *["libegl1", "libgl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libxcb-cursor0"],
    *["libxkbcommon-x11-0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-image0"],
    *["libxcb-render-util0", "libxcb-shape0", "libxcb-xkb1"],
    *["libnss3", "libasound2", "libgbm1", "libxcb-dri3-0", "libxcomposite1", "libxdamage1"],
    *["libxfixes3", "libxkbfile1", "libxrandr2", "libxtst6"],  # these two lines: for the map
]
TEST_LIBRARIES = ["xvfb", "xdotool", "sane-utils", "faketime"]
FONTS = ("fonts-morisawa-bizud-gothic", "fonts-noto-cjk", "fonts-ipafont-gothic")


def main(arguments: list[str]) -> int:
    """Return the exit code of what was asked for."""
    if sys.version_info < (3, 11):  # noqa: UP036 (whoever is told runs an older one)
        print("CRM Desktop needs Python 3.11 or newer; this is", sys.version.split()[0])
        return 2
    command = arguments[0] if arguments else "desk"
    testing = command == "test"
    install_system_packages(testing=testing)
    install_requirements("requirements-test.txt" if testing else "requirements.txt")
    compile_translations()
    programs = {"test": "tests/checks.py", "bench": "tests/benchmarks/bench.py"}
    if command in programs:
        return call([PYTHON, ROOT / programs[command], *arguments[1:]])
    return call([PYTHON, "-m", "crm_desktop", *arguments])


def install_requirements(name: str) -> None:
    """Make ``.venv`` and bring it to what the requirements file names; nothing when it is."""
    wanted = hashlib.sha256(
        b"".join((ROOT / file).read_bytes() for file in (name, "pyproject.toml"))
    ).hexdigest()
    stamp = VENV / f"installed-{name}"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists():
        say(f"making {VENV.name}")
        venv.create(VENV, with_pip=True)
    say(f"installing what {name} names (once; some 400 MB)")
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet"]
    must([*pip, "--require-hashes", "--requirement", ROOT / name])
    must([*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT])
    stamp.write_text(wanted)


def install_system_packages(*, testing: bool) -> None:
    """On Debian and Ubuntu, install the libraries and the font that a window needs."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return
    missing = [name for name in LIBRARIES + TEST_LIBRARIES * testing if not is_installed(name)]
    if not any(is_installed(name) for name in FONTS):
        missing.append(FONTS[0])
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends"]
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    if sudo and not may_use_sudo():
        line = [*install, *map(current_name, missing)]
        say("system packages are missing; ask an administrator to run: sudo " + " ".join(line))
        return
    say("installing system packages: " + " ".join(missing))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call([*sudo, "apt-get", "update", "--quiet=2"], env=quiet)
    line = [*install, *map(current_name, missing)]
    if call([*sudo, *line, "--quiet=2"], env=quiet):
        say("that did not work; without them no window can open. Try: sudo " + " ".join(line))


def current_name(package: str) -> str:
    """Return ``package``, or its newer name where apt knows that: ``libasound2t64``."""
    asked = ["apt-cache", "show", f"{package}t64"]
    known = subprocess.run(asked, capture_output=True, check=False).returncode == 0
    return f"{package}t64" if known else package


def may_use_sudo() -> bool:
    """Return whether sudo is there and can ask for a password or needs none."""
    if not shutil.which("sudo"):
        return False
    return sys.stdin.isatty() or call(["sudo", "-n", "true"]) == 0


def is_installed(package: str) -> bool:
    """Return whether dpkg knows ``package`` (or its newer ``…t64`` name) as installed."""
    documents = Path("/usr/share/doc")
    return (documents / package).exists() or (documents / f"{package}t64").exists()


def compile_translations() -> None:
    """Compile each ``.ts`` that is newer than its ``.qm``."""
    for source in TRANSLATIONS.glob("*.ts"):
        compiled = source.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            fresh = source.with_suffix(".new")  # a desk that runs has the old one mapped
            must([BIN / "pyside6-lrelease", "-silent", source, "-qm", fresh])
            fresh.replace(compiled)


def call(line: list[str | Path], env: dict[str, str] | None = None) -> int:
    """Run ``line`` in the caller's folder and return its exit code."""
    try:
        return subprocess.call([str(part) for part in line], env=env)
    except KeyboardInterrupt:
        return 130


def must(line: list[str | Path]) -> None:
    """Run ``line``; when it fails, end with its exit code."""
    if code := call(line):
        sys.exit(code)


def say(text: str) -> None:
    """Tell the person what happens."""
    print(f"[crm-desktop] {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
