from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from crm_desktop.errors.scanning import ScannerCannot
from crm_desktop.scanning.escl_xml import (
    EsclScanner,
    StrangeXml,
    read_capabilities,
    read_status,
    scan_request,
)
from crm_desktop.scanning.wishes import ScanWishes
from tests.scanning.escl_scanner import CAPABILITIES, NAMES, STATUS

SCAN = "{http://schemas.hp.com/imaging/escl/2011/05/03}"
PWG = "{http://www.pwg.org/schemas/2010/12/sm}"


def scanner() -> EsclScanner:
    return read_capabilities(CAPABILITIES.encode())


def test_capabilities_are_read_in_our_words() -> None:
    read = scanner()

    assert list(read.inputs) == ["flatbed", "feeder"]
    assert read.inputs["feeder"].modes == ("RGB24", "Grayscale8")
    assert read.inputs["feeder"].resolutions == (200, 600)
    assert read.inputs["flatbed"].most_high == 3300


def test_request_asks_for_what_is_wished_within_what_there_is() -> None:
    asked = fromstring(scan_request("複合機", ScanWishes(mode="gray"), scanner()))

    assert asked.findtext(f"{SCAN}ColorMode") == "Grayscale8"
    assert asked.findtext(f"{SCAN}XResolution") == "600"
    assert asked.findtext(f"{PWG}InputSource") == "Feeder"
    assert asked.findtext(f"{SCAN}Duplex") == "false"
    assert asked.findtext(f".//{PWG}Width") == "2480"
    assert asked.findtext(f"{PWG}DocumentFormat") == "image/jpeg"


@pytest.mark.parametrize(
    ("wishes", "setting"),
    [(ScanWishes(feed="duplex"), "feed"), (ScanWishes(mode="lineart"), "mode")],
)
def test_what_is_not_offered_is_told(wishes: ScanWishes, setting: str) -> None:
    with pytest.raises(ScannerCannot) as caught:
        scan_request("複合機", wishes, scanner())

    assert caught.value.setting == setting


def test_range_of_resolutions_is_kept_to() -> None:
    text = CAPABILITIES.replace("DiscreteResolutions", "ResolutionRange").replace(
        "<scan:ResolutionRange>",
        "<scan:XResolutionRange><scan:Min>75</scan:Min><scan:Max>240</scan:Max>"
        "</scan:XResolutionRange><scan:ResolutionRange>",
    )

    asked = fromstring(scan_request("複合機", ScanWishes(), read_capabilities(text.encode())))

    assert asked.findtext(f"{SCAN}XResolution") == "240"


def test_status_tells_of_the_feeder() -> None:
    status = read_status(STATUS.format(feeder="ScannerAdfJam").encode())

    assert (status.state, status.feeder) == ("Idle", "ScannerAdfJam")


BOMB = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>'
ROOT = f"<scan:ScannerStatus {NAMES}>"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xd8\xff",
        b"<html><body>Login</body></html>",
        CAPABILITIES.encode(),
        f"{BOMB}{ROOT}&c;</scan:ScannerStatus>".encode(),
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        ROOT.encode(),
        ("<a>" * 100_000).encode(),
        (ROOT + "<a/>" * 30_000 + "</scan:ScannerStatus>").encode(),
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b"\x00" * 1_000,
    ],
)
def test_what_is_no_status_is_refused(body: bytes) -> None:
    with pytest.raises(StrangeXml):
        read_status(body)
