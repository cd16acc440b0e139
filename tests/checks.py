"""All checks in order; stops at the first that fails. ``run.py test`` calls it.

``--faults`` runs the fault injections alone, at their whole counts and one at a time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EACH_FILE_IN_ONE_PROCESS = ["-n", "2", "--dist", "loadfile"]
SAME_EXAMPLES_EACH_TIME = ["--hypothesis-profile", "ci"]
CHECKS = (
    ("format", ["ruff", "format", "--check", "."]),
    ("lint", ["ruff", "check", "."]),
    ("types", ["mypy", "crm_desktop", "tests", "migrations", "run.py"]),
    ("import arrows", ["lint-imports", "--no-logo"]),
    ("translations", ["python", "tests/check_translations.py"]),
    ("tests", ["pytest", *EACH_FILE_IN_ONE_PROCESS, *SAME_EXAMPLES_EACH_TIME]),
)
FAULTS = ["pytest", "tests/faults", "-m", "faults or not faults", "--timeout", "14400", "-rA"]


def main(words: list[str]) -> int:
    """Return 0 when every check passed, else the exit code of the one that failed.

    ``words`` are pytest's, but for ``--faults``.
    """
    if "--faults" in words:
        return inject_faults([word for word in words if word != "--faults"])
    return check(words)


def inject_faults(pytest_arguments: list[str]) -> int:
    """Run all of ``tests/faults``, however long; what it measured is printed at the end."""
    program = Path(sys.executable).parent / FAULTS[0]
    line = [str(program), *FAULTS[1:], *pytest_arguments]
    return subprocess.call(line, cwd=ROOT, env={**os.environ, "CRM_TEST_FAULTS": "whole"})


def check(pytest_arguments: list[str]) -> int:
    """Run one check after the other."""
    programs = Path(sys.executable).parent
    for name, line in CHECKS:
        print(f"== {name}", flush=True)
        extra = pytest_arguments if name == "tests" else []
        began = time.perf_counter()
        code = subprocess.call([programs / line[0], *line[1:], *extra], cwd=ROOT)
        print(f"== {name}: {time.perf_counter() - began:.0f} s", flush=True)
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
