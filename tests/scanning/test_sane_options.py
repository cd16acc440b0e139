from __future__ import annotations

import pytest

from crm_desktop.errors.scanning import ScannerCannot
from crm_desktop.scanning.sane_options import SaneOption, arguments_for, read_options
from crm_desktop.scanning.wishes import ScanWishes

FEEDER_SCANNER = """\
All options specific to device `fujitsu:fi-7160:1':
  Standard:
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
        Selects the scan source (such as a document-feeder).
    --mode Lineart|Halftone|Gray|Color [Lineart]
    --resolution 50..600dpi (in steps of 1) [600]
  Geometry:
    --page-width 0..221.121mm (in steps of 0.0211639) [215.872]
    -l 0..215.872mm (in steps of 0.0211639) [0]
    -x 0..215.872mm (in steps of 0.0211639) [215.872]
    -y 0..279.364mm (in steps of 0.0211639) [279.364]
    --swdeskew[=(yes|no)] [no] [advanced]
    --threshold 0..255 (in steps of 1) [inactive]
""".splitlines()
OFFICE_MACHINE = """\
    --resolution 75|100|200|300|600|1200dpi [75]
    --mode Black & White|True Gray|24bit Color[Fast] [24bit Color[Fast]]
    --source FlatBed|Automatic Document Feeder [FlatBed]
    --adf-mode Simplex|Duplex [Simplex]
""".splitlines()


def arguments(lines: list[str], wishes: ScanWishes) -> list[str]:
    return arguments_for("窓口", wishes, read_options(lines))


def test_options_that_can_be_set_are_read() -> None:
    options = read_options(FEEDER_SCANNER)

    assert options["source"].choices == ("ADF Front", "ADF Back", "ADF Duplex")
    assert options["resolution"] == SaneOption(least=50.0, most=600.0)
    assert options["swdeskew"].choices == ("yes", "no")
    assert "threshold" not in options


def test_feeder_scanner_is_asked_in_its_own_words() -> None:
    assert arguments(FEEDER_SCANNER, ScanWishes(feed="duplex")) == [
        *("--source=ADF Duplex", "--mode=Color", "--resolution=300", "-x", "210", "-y", "297")
    ]


def test_office_machine_is_asked_in_its_own_words() -> None:
    wishes = ScanWishes(feed="duplex", mode="lineart", resolution=400)

    assert arguments(OFFICE_MACHINE, wishes) == [
        "--source=Automatic Document Feeder",
        "--adf-mode=Duplex",
        "--mode=Black & White",
        "--resolution=600",
    ]


@pytest.mark.parametrize(("wanted", "asked"), [(10, "50"), (9_999, "600"), (151, "151")])
def test_resolution_stays_within_what_the_scanner_can(wanted: int, asked: str) -> None:
    assert f"--resolution={asked}" in arguments(FEEDER_SCANNER, ScanWishes(resolution=wanted))


def test_paper_has_its_size() -> None:
    wishes = ScanWishes(paper="postcard")

    assert arguments(FEEDER_SCANNER, wishes)[-4:] == ["-x", "100", "-y", "148"]


def test_what_the_scanner_does_not_offer_is_told_with_what_it_offers() -> None:
    with pytest.raises(ScannerCannot) as caught:
        arguments(FEEDER_SCANNER, ScanWishes(feed="flatbed"))

    assert (caught.value.setting, caught.value.offered) == (
        "feed", "ADF Front, ADF Back, ADF Duplex"
    )  # fmt: skip


def test_scanner_without_a_choice_of_source_is_not_asked_for_one() -> None:
    assert arguments(["    --mode Gray|Color [Gray]"], ScanWishes()) == ["--mode=Color"]


@pytest.mark.parametrize("line", ["", "    --", "    --source", "  -x [", "\x00" * 50, "é" * 9_000])
def test_strange_lines_are_no_options(line: str) -> None:
    assert read_options([line]) == {}
