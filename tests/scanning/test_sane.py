from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from crm_desktop.errors.base import CrmError
from crm_desktop.errors.scanning import (
    FeederEmpty,
    PaperJam,
    ScannerBusy,
    ScannerCannot,
    ScannerFailed,
    ScannerGone,
    ScannerOpen,
    ScannerRefused,
    ScanProgramMissing,
)
from crm_desktop.scanning.sane import SaneSource, SaneWays, sane_devices
from crm_desktop.scanning.source import ScannedFile, ScanOrder
from crm_desktop.scanning.wishes import ScanWishes
from tests.scanning.scan_programs import needs_sane

STUCK = """#!{python}
import sys, time
if "--all-options" in sys.argv:
    print("    --mode Gray|Color [Gray]\\n    --resolution 75|150dpi [75]")
    sys.exit()
print("scanimage: no\\nScanned page 1. (scanner status = {status})", file=sys.stderr)
time.sleep(600)
"""
"""Says that it is over and does not end, as the test driver of SANE 1.1 does once in 800 times."""
SMALL = ScanWishes(resolution=75, mode="gray")


def scanner(device: str = "test", **ways: Any) -> SaneSource:
    return SaneSource("窓口", SaneWays(device, **{"wishes": SMALL, "timeout_s": 20.0, **ways}))


def scanned(source: SaneSource, order: ScanOrder | None = None) -> list[ScannedFile]:
    return [file for file in source.scan(order or ScanOrder()) if isinstance(file, ScannedFile)]


@needs_sane
def test_feeder_gives_all_its_pages_as_one_batch() -> None:
    files = scanned(scanner())

    assert [file.name for file in files] == [f"窓口-{page:04}.jpg" for page in range(1, 11)]
    assert len({file.batch for file in files}) == 1


@needs_sane
def test_glass_gives_one_page_of_the_wished_kind() -> None:
    wishes = ScanWishes(feed="flatbed", resolution=150, paper="postcard")
    [file] = scanned(scanner(wishes=wishes, format="png"))

    with Image.open(BytesIO(file.content)) as picture:
        assert (picture.mode, picture.format) == ("RGB", "PNG")
        assert picture.size == pytest.approx((591, 874), abs=3)


@needs_sane
def test_page_that_was_not_stored_comes_first_in_the_next_scan() -> None:
    source = scanner(wishes=ScanWishes(feed="flatbed", resolution=75))
    [first] = scanned(source)

    again = scanned(source)
    source.settle([first])

    assert again[0] is first
    assert first not in scanned(source)


@needs_sane
@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("JAMMED", PaperJam),
        ("NO_DOCS", FeederEmpty),
        ("COVER_OPEN", ScannerOpen),
        ("DEVICE_BUSY", ScannerBusy),
        ("ACCESS_DENIED", ScannerRefused),
        ("IO_ERROR", ScannerGone),
        ("INVAL", ScannerFailed),
        ("NO_MEM", ScannerFailed),
    ],
)
def test_trouble_at_the_scanner_is_told_as_what_it_is(status: str, error: type[CrmError]) -> None:
    source = scanner(options=(f"--read-return-value=SANE_STATUS_{status}",))

    with pytest.raises(error):
        scanned(source)


@pytest.mark.parametrize(("status", "error"), [(8, ScannerOpen), (6, PaperJam), (9, ScannerGone)])
def test_trouble_is_told_though_the_driver_hangs_on_it(
    status: int, error: type[CrmError], tmp_path: Path
) -> None:
    program = tmp_path / "scanimage"
    program.write_text(STUCK.format(python=sys.executable, status=status))
    program.chmod(0o755)

    with pytest.raises(error):
        scanned(scanner(program=str(program), timeout_s=600.0))


@needs_sane
@pytest.mark.parametrize("device", ["nothing:1", "test; id", "--help", "$(id)"])
def test_scanner_that_is_not_there_is_told(device: str) -> None:
    with pytest.raises(ScannerGone):
        scanned(scanner(device))


@needs_sane
def test_wish_that_the_scanner_cannot_fulfil_is_told() -> None:
    with pytest.raises(ScannerCannot):
        scanned(scanner(wishes=ScanWishes(feed="duplex")))


@needs_sane
def test_cancelling_keeps_the_pages_that_are_whole() -> None:
    order = ScanOrder()
    slow = ("--read-delay=yes", "--read-delay-duration=20000")
    source = scanner(options=slow)
    files = []
    for file in source.scan(order):
        files.append(file)
        order.stop.set()

    assert 1 <= len(files) < 10


@needs_sane
def test_percents_of_a_page_are_told() -> None:
    heard: list[int] = []
    order = ScanOrder(on_percent=heard.append)

    scanned(scanner(wishes=ScanWishes(feed="flatbed", resolution=150)), order)

    assert heard == sorted(heard)
    assert heard[-1] == 100


@needs_sane
def test_listing_scanners_needs_none() -> None:
    assert all(device.name for device in sane_devices(ScanOrder()))


def test_missing_program_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScanProgramMissing):
        scanned(scanner(program=str(tmp_path / "scanimage")))
