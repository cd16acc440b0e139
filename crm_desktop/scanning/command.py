"""Any program that scans into a folder: NAPS2 on Windows, a script, a maker's own tool."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from crm_desktop.errors.base import CrmError
from crm_desktop.errors.scanning import FeederEmpty, ScannerFailed, ScannerSilent
from crm_desktop.scanning.file_name import is_scan_name, natural_key
from crm_desktop.scanning.pages_in_hand import PagesInHand, new_batch
from crm_desktop.scanning.scan_program import ScanProgram, memory_folder
from crm_desktop.scanning.source import Found, ScannedFile, ScanOrder

FOLDER: Final = "{folder}"


class CommandSource:
    """What a program writes into a new folder; each run of it is one batch.

    ``command`` is the program and its arguments, in which ``{folder}`` stands for the folder. Its
    pages are taken in the order of their names when it has ended, also when it ends badly.
    """

    def __init__(self, name: str, command: Sequence[str], *, timeout_s: float = 120.0) -> None:
        """Start nothing yet; one that prints nothing for ``timeout_s`` is ended."""
        self.name = name
        self.follows = False
        self._command = tuple(command)
        self._timeout_s = timeout_s
        self._pages = PagesInHand(name)

    def scan(self, order: ScanOrder) -> Found:
        """Yield what an earlier run could not hand over, then run the program and yield its pages.

        Raises:
            CrmError: it is missing, hangs, or ended with a failure; its pages were yielded.
        """
        yield from self._pages.waiting()
        if order.stop.is_set():
            return
        with memory_folder() as folder:
            problem = self._problem_of_run(folder, order)
            pages = self._taken(Path(folder))
        yield from pages
        if problem is None and not pages:
            problem = FeederEmpty(self.name)
        if problem is not None and not order.stop.is_set():
            raise problem

    def settle(self, files: Sequence[ScannedFile]) -> None:
        """Let go of the pages."""
        self._pages.settle(files)

    def _problem_of_run(self, folder: str, order: ScanOrder) -> CrmError | None:
        words = [word.replace(FOLDER, folder) for word in self._command]
        try:
            with ScanProgram(self.name, words) as program:
                for _line in program.lines(order, timeout_s=self._timeout_s):
                    pass
        except ScannerSilent as error:
            return error
        if not program.exit_code:
            return None
        said = " / ".join(program.last_words) or f"it ended with {program.exit_code}"
        return ScannerFailed(self.name, problem=said[:_LONGEST_PROBLEM])

    def _taken(self, folder: Path) -> list[ScannedFile]:
        batch = new_batch(self.name)
        try:
            paths = [path for path in folder.iterdir() if _is_page(path)]
            return [
                self._pages.keep(
                    path.read_bytes(), ending=path.suffix[:_LONGEST_ENDING], batch=batch
                )
                for path in sorted(paths, key=lambda path: (natural_key(path.name), path.name))
            ]
        except OSError as error:
            raise ScannerFailed(self.name, problem=error.strerror or "no page") from error


def _is_page(path: Path) -> bool:
    return is_scan_name(path.name) and path.is_file() and not path.is_symlink()


_LONGEST_PROBLEM: Final = 500
_LONGEST_ENDING: Final = 8
