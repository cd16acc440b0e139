"""The words for scans that did not come: what is safe, and what to do at the scanner."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from crm_desktop.errors import scanning
from crm_desktop.errors.base import CrmError

SCAN_SENTENCES: Final[dict[type[CrmError], object]] = {
    scanning.ScanFolderGone: QT_TRANSLATE_NOOP(
        "errors",
        "The folder of scans “{source}” cannot be looked into: {folder}. Check that the share is"
        " connected; what lies there is taken as soon as it is back.",
    ),
    scanning.ScanFileUnreadable: QT_TRANSLATE_NOOP(
        "errors", "The scan “{name}” cannot be read, so it stays in its folder: {problem}."
    ),
    scanning.ScanFileTooLarge: QT_TRANSLATE_NOOP(
        "errors",
        "The scan “{name}” has {megabytes} MB; {limit} MB are the most. It stays in its folder."
        " Scan it again with 300 dpi, or in parts.",
    ),
    scanning.ScanFileUnfinished: QT_TRANSLATE_NOOP(
        "errors",
        "The scan “{name}” is not complete yet, so it stays in its folder. If nobody writes it"
        " any more, scan the paper again.",
    ),
    scanning.ScanFileStuck: QT_TRANSLATE_NOOP(
        "errors",
        "The scan “{name}” is stored, but cannot be taken out of its folder: {problem}. It is not"
        " taken again; delete it by hand.",
    ),
    scanning.ScannerGone: QT_TRANSLATE_NOOP(
        "errors",
        "The scanner “{source}” cannot be found. Check that it is switched on and plugged in,"
        " then scan again.",
    ),
    scanning.ScannerBusy: QT_TRANSLATE_NOOP(
        "errors", "The scanner “{source}” is busy. Wait until it has finished, then scan again."
    ),
    scanning.ScannerRefused: QT_TRANSLATE_NOOP(
        "errors",
        "The scanner “{source}” may not be used from here: {problem}. Ask whoever looks after it.",
    ),
    scanning.ScannerSilent: QT_TRANSLATE_NOOP(
        "errors",
        "The scanner “{source}” has said nothing for {seconds} seconds. Switch it off and on, then"
        " scan what is missing again.",
    ),
    scanning.ScannerFailed: QT_TRANSLATE_NOOP(
        "errors",
        "The scanner “{source}” broke off: {problem}. The pages before are stored; scan the others"
        " again.",
    ),
    scanning.ScannerCannot: QT_TRANSLATE_NOOP(
        "errors",
        "The scanner “{source}” does not offer “{wanted}” ({setting}). It offers: {offered}. Ask"
        " whoever looks after the settings.",
    ),
    scanning.ScannerStrange: QT_TRANSLATE_NOOP(
        "errors",
        "What answers as the scanner “{source}” cannot be understood: {problem}. Check its address"
        " in the settings.",
    ),
    scanning.ScannerOpen: QT_TRANSLATE_NOOP(
        "errors", "The cover of the scanner “{source}” is open. Close it, then scan again."
    ),
    scanning.PaperJam: QT_TRANSLATE_NOOP(
        "errors",
        "Paper is stuck in the scanner “{source}”. The pages before are stored; take the paper out"
        " and scan the others again.",
    ),
    scanning.FeederEmpty: QT_TRANSLATE_NOOP(
        "errors", "There is no paper in the scanner “{source}”. Put it in, then scan again."
    ),
    scanning.ScanProgramMissing: QT_TRANSLATE_NOOP(
        "errors",
        "“{program}”, which is to scan for “{source}”, is not installed on this PC. Ask whoever"
        " looks after it.",
    ),
}
