"""All checks in order; stops at the first that fails. ``run.py test`` calls it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = (
    ("format", ["ruff", "format", "--check", "."]),
    ("lint", ["ruff", "check", "."]),
    ("types", ["mypy", "crm_desktop", "tests", "migrations", "run.py"]),
    ("import arrows", ["lint-imports", "--no-logo"]),
    ("translations", ["python", "tests/check_translations.py"]),
    ("tests", ["pytest", "-n", "2"]),
)


def main(pytest_arguments: list[str]) -> int:
    """Return 0 when every check passed, else the exit code of the one that failed."""
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
