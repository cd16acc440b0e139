"""The real program in another process, as tests see it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

PROJECT = Path(__file__).parents[2]
PATIENCE_S = 60.0
MODULE = "tests.faults.desk_process"


class ScriptedDesk:
    """A desk that does what it is told; leaving the block kills it."""

    def __init__(self, dsn: str, folder: Path) -> None:
        """Start it and wait until it has read its drafts; what it logs goes to ``log``."""
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / "desk.log"
        with self.log.open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-X", "faulthandler", "-m", MODULE, dsn, str(folder)],
                cwd=PROJECT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        try:
            assert self._answer() == {"ready": True}
        except BaseException:
            self.kill()
            raise

    def __enter__(self) -> ScriptedDesk:
        """Return the desk."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it if it runs still."""
        self.kill()

    def tell(self, command: str) -> None:
        """Let it do something without waiting for it."""
        self._input.write(command + "\n")
        self._input.flush()

    def do(self, command: str) -> Any:
        """Let it do something and return what it answers."""
        self.tell(command)
        return self._answer()["answer"]

    def wait(self, question: str, until: Callable[[Any], object]) -> Any:
        """Ask again and again until the answer is right; return it."""
        give_up_at = time.monotonic() + PATIENCE_S
        while time.monotonic() < give_up_at:
            answer = self.do(question)
            if until(answer):
                return answer
            time.sleep(0.05)
        raise TimeoutError(f"{question}: {answer}")

    def kill(self) -> None:
        """Kill -9."""
        self.process.kill()
        self.process.communicate()

    @property
    def _input(self) -> IO[str]:
        assert self.process.stdin is not None
        return self.process.stdin

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            code, said = self.process.wait(), self.log.read_text(encoding="utf-8")
            raise AssertionError(f"the desk ended with {code}: {said[-3000:]}")
        return json.loads(line)
