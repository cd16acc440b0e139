"""Check that the Japanese file holds every string of the program, and each one translated."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "resources" / "translations" / "crm_ja.ts"
Key = tuple[str, str]


def main() -> int:
    """Return 0 when nothing is missing, left over or unfinished; else say what and return 1."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.ts"
        lupdate(fresh)
        wanted = set(messages(fresh))
    kept = messages(KEPT)
    faults = [("not in crm_ja.ts", key) for key in sorted(wanted - kept.keys())]
    faults += [("no longer in the program", key) for key in sorted(kept.keys() - wanted)]
    faults += [("not translated", key) for key, done in sorted(kept.items()) if not done]
    for fault, (context, source) in faults:
        print(f"{fault}: {context}: {source!r}")
    print(f"{len(kept)} strings, {len(faults)} faults")
    return 1 if faults else 0


def lupdate(target: Path) -> None:
    """Write the strings of the program's sources to ``target``."""
    sources = sorted((ROOT / "crm_desktop").rglob("*.py"))
    program = Path(sys.executable).parent / "pyside6-lupdate"
    line: list[str | Path] = [program, *sources, "-ts", target, "-silent", "-locations", "none"]
    subprocess.run(line, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


def messages(file: Path) -> dict[Key, bool]:
    """Return each string of ``file`` by context and source, and whether it is translated."""
    found: dict[Key, bool] = {}
    for context in ET.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            key = (context.findtext("name", ""), message.findtext("source", ""))
            found[key] = (
                translation is not None
                and translation.get("type") is None
                and bool(translation.text or len(translation))
            )
    return found


if __name__ == "__main__":
    sys.exit(main())
