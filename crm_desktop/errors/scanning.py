"""What goes wrong between paper and database; ``source`` is a name in the settings."""

from __future__ import annotations

from crm_desktop.errors.base import CrmError


class ScanFolderGone(CrmError):
    """The folder into which a scanner writes cannot be looked into."""

    def __init__(self, source: str, *, folder: str, problem: str) -> None:
        """``problem`` is what the system says."""
        super().__init__(f"{source}: cannot look into {folder}: {problem}")
        self.source = source
        self.folder = folder
        self.problem = problem


class ScanFileUnreadable(CrmError):
    """A file in a watched folder cannot be read; it stays there."""

    def __init__(self, name: str, *, problem: str) -> None:
        """``problem`` is what the system says."""
        super().__init__(f"cannot read a scanned file: {problem}")
        self.name = name
        self.problem = problem


class ScanFileTooLarge(CrmError):
    """A file is larger than any scan of a letter; it stays where it is, unread."""

    def __init__(self, name: str, *, megabytes: int, limit: int) -> None:
        """Both in units of 1,000,000 bytes."""
        super().__init__(f"a scanned file of {megabytes} MB is larger than {limit} MB")
        self.name = name
        self.megabytes = megabytes
        self.limit = limit


class ScanFileUnfinished(CrmError):
    """A file, or one of those that it belongs to, is still being written, or seems so."""

    def __init__(self, name: str) -> None:
        super().__init__("a scanned file is not complete yet")
        self.name = name


class ScanFileStuck(CrmError):
    """A file is stored but can neither be deleted nor put away; it is not taken again."""

    def __init__(self, name: str, *, problem: str) -> None:
        """``problem`` is what the system says."""
        super().__init__(f"a stored file cannot be taken out of its folder: {problem}")
        self.name = name
        self.problem = problem


class ScannerGone(CrmError):
    """There is no such scanner, or it is switched off or unplugged."""

    def __init__(self, source: str, *, problem: str) -> None:
        """``problem`` is what the scanner's driver says, for who looks after it."""
        super().__init__(f"{source}: the scanner cannot be found: {problem}")
        self.source = source
        self.problem = problem


class ScannerBusy(CrmError):
    """Somebody else is scanning there, or the machine does something else."""

    def __init__(self, source: str) -> None:
        super().__init__(f"{source}: the scanner is busy")
        self.source = source


class ScannerRefused(CrmError):
    """The scanner, or the system, does not let this program scan."""

    def __init__(self, source: str, *, problem: str) -> None:
        """``problem`` says what was refused, for who looks after it."""
        super().__init__(f"{source}: the scanner may not be used: {problem}")
        self.source = source
        self.problem = problem


class ScannerSilent(CrmError):
    """The scanner has said nothing for longer than any page takes."""

    def __init__(self, source: str, *, seconds: int) -> None:
        super().__init__(f"{source}: the scanner has said nothing for {seconds} s")
        self.source = source
        self.seconds = seconds


class ScannerFailed(CrmError):
    """The scanner broke off."""

    def __init__(self, source: str, *, problem: str) -> None:
        """``problem`` is what it says, for who looks after it."""
        super().__init__(f"{source}: scanning failed: {problem}")
        self.source = source
        self.problem = problem


class ScannerCannot(CrmError):
    """The scanner does not offer what the settings want of it."""

    def __init__(self, source: str, *, setting: str, wanted: str, offered: str) -> None:
        """``offered`` lists what it does offer, in its own words; "" for nothing."""
        super().__init__(f"{source}: no {setting} {wanted!r}; the scanner offers {offered or '-'}")
        self.source = source
        self.setting = setting
        self.wanted = wanted
        self.offered = offered


class ScannerStrange(CrmError):
    """What answers is no scanner that can be understood, or not one to be trusted."""

    def __init__(self, source: str, *, problem: str) -> None:
        """``problem`` is what is wrong with its answer."""
        super().__init__(f"{source}: this is not the answer of a scanner: {problem}")
        self.source = source
        self.problem = problem


class ScannerOpen(CrmError):
    """The scanner's cover is open."""

    def __init__(self, source: str) -> None:
        super().__init__(f"{source}: the scanner's cover is open")
        self.source = source


class PaperJam(CrmError):
    """Paper is stuck in the feeder; the pages before it are there."""

    def __init__(self, source: str) -> None:
        super().__init__(f"{source}: paper is jammed in the feeder")
        self.source = source


class FeederEmpty(CrmError):
    """There is no paper in the feeder."""

    def __init__(self, source: str) -> None:
        super().__init__(f"{source}: no paper in the feeder")
        self.source = source


class ScanProgramMissing(CrmError):
    """The program that is to scan is not installed."""

    def __init__(self, source: str, *, program: str) -> None:
        super().__init__(f"{source}: there is no program {program}")
        self.source = source
        self.program = program
