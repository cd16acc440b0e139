from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.errors.base import CrmError
from crm_desktop.errors.scanning import (
    FeederEmpty,
    PaperJam,
    ScannerBusy,
    ScannerFailed,
    ScannerGone,
    ScannerOpen,
    ScannerRefused,
    ScannerSilent,
    ScannerStrange,
)
from crm_desktop.scanning.escl import EsclSource, EsclWays
from crm_desktop.scanning.source import ScannedFile, ScanOrder
from crm_desktop.scanning.wishes import ScanWishes
from tests.certificates import certified, new_authority
from tests.scanning.escl_scanner import JPEG, Mood, escl_scanner

FLATBED = ScanWishes(feed="flatbed")


def source(address: str, **ways: Any) -> EsclSource:
    return EsclSource("複合機", EsclWays(address, **{"timeout_s": 20.0, "pause_s": 0.0, **ways}))


def scanned(mood: Mood, **ways: Any) -> list[ScannedFile]:
    with escl_scanner(mood) as address:
        found = source(address, **ways).scan(ScanOrder())
        return [page for page in found if isinstance(page, ScannedFile)]


def test_feeder_gives_all_its_pages_as_one_batch() -> None:
    mood = Mood()

    pages = scanned(mood)

    assert [page.content for page in pages] == [JPEG % number for number in (2, 1, 0)]
    assert len({page.batch for page in pages}) == 1
    assert pages[0].name == "複合機-0001.jpg"
    assert mood.asked[-1] == "DELETE 7f-1"


def test_glass_gives_one_page() -> None:
    mood = Mood(feeder="ScannerAdfEmpty")

    assert len(scanned(mood, wishes=FLATBED)) == 1
    assert "<pwg:InputSource>Platen" in mood.requests[0]


def test_busy_scanner_is_asked_again() -> None:
    busy = [(503, b"")] * 3
    mood = Mood(answers={"ScanJobs": list(busy), "NextDocument": list(busy)})

    assert len(scanned(mood)) == 3


@pytest.mark.parametrize(
    ("mood", "error"),
    [
        (Mood(pages=0), FeederEmpty),
        (Mood(feeder="ScannerAdfJam"), PaperJam),
        (Mood(feeder="ScannerAdfHatchOpen"), ScannerOpen),
        (Mood(answers={"ScanJobs": [(409, b"")]}), ScannerBusy),
        (Mood(answers={"ScanJobs": [(409, b"")]}, pages=0), FeederEmpty),
        (Mood(answers={"NextDocument": [(409, b"")]}, pages=0), FeederEmpty),
        (Mood(answers={"ScanJobs": [(403, b"")]}), ScannerRefused),
        (Mood(answers={"ScanJobs": [(500, b"")]}), ScannerFailed),
        (Mood(answers={"ScanJobs": [(302, b"")]}), ScannerStrange),
        (Mood(answers={"NextDocument": [(404, b"")]}), ScannerFailed),
        (Mood(answers={"NextDocument": [(200, b"")]}), ScannerFailed),
        (Mood(answers={"ScannerCapabilities": [(404, b"")]}), ScannerStrange),
        (Mood(capabilities="<!DOCTYPE a><a/>"), ScannerStrange),
        (Mood(capabilities="<html/>"), ScannerStrange),
        (Mood(location=""), ScannerStrange),
        (Mood(cut=True), ScannerFailed),
    ],
)
def test_trouble_is_told_as_what_it_is(mood: Mood, error: type[CrmError]) -> None:
    with pytest.raises(error):
        scanned(mood)


@pytest.mark.parametrize(
    ("name", "error"), [("ScanJobs", ScannerBusy), ("NextDocument", ScannerSilent)]
)
def test_scanner_that_stays_busy_is_given_up(name: str, error: type[CrmError]) -> None:
    with pytest.raises(error):
        scanned(Mood(answers={name: [(503, b"")] * 10_000}), timeout_s=1.0)


def test_pages_before_a_jam_are_yielded() -> None:
    mood = Mood(answers={"ScannerStatus": []})
    with escl_scanner(mood) as address:
        found = source(address).scan(ScanOrder())
        pages = [next(found) for _ in range(3)]
        mood.feeder = "ScannerAdfJam"

        with pytest.raises(PaperJam):
            next(found)

    assert len(pages) == 3


@pytest.mark.parametrize("status", [404, 409, 410])
def test_feeder_that_is_empty_by_now_is_the_end(status: int) -> None:
    mood = Mood()
    with escl_scanner(mood) as address:
        found = source(address).scan(ScanOrder())
        pages = [next(found) for _ in range(3)]
        mood.answers["NextDocument"] = [(status, b"")]

        assert list(found) == []

    assert len(pages) == 3


def test_scanner_that_calls_itself_empty_while_idle_is_asked_all_the_same() -> None:
    assert len(scanned(Mood(feeder="ScannerAdfEmpty"))) == 3


def test_page_larger_than_any_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm_desktop.scanning.escl.MOST_BYTES", 10_000)

    with pytest.raises(ScannerFailed, match="too large"):
        scanned(Mood(page=b"\xff\xd8" * 10_000))


def test_job_is_looked_for_at_the_scanner_and_nowhere_else() -> None:
    mood = Mood(location="http://127.0.0.1:1/eSCL/ScanJobs/7f-1")

    assert len(scanned(mood)) == 3


def test_hanging_scanner_is_given_up() -> None:
    with pytest.raises(ScannerSilent):
        scanned(Mood(answers={"NextDocument": [(0, b"")]}), timeout_s=0.5)


def test_page_that_only_drips_is_given_up() -> None:
    with pytest.raises(ScannerSilent):
        scanned(Mood(page=bytes(1_000), drips=True), timeout_s=0.2)


@contextmanager
def cancelled_at_the_first_page(mood: Mood, order: ScanOrder) -> Iterator[None]:
    """Stop ``order`` once the scanner is asked for a page."""
    is_over = threading.Event()

    def cancel() -> None:
        while "GET NextDocument" not in mood.asked and not is_over.wait(0.01):
            pass
        order.stop.set()

    thread = threading.Thread(target=cancel)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def test_cancelling_ends_a_page_that_is_on_its_way() -> None:
    mood, order = Mood(page=bytes(1_000), drips=True), ScanOrder()
    with escl_scanner(mood) as address, cancelled_at_the_first_page(mood, order):
        assert list(source(address).scan(order)) == []


def test_cancelling_ends_a_wait_and_the_job() -> None:
    mood, order = Mood(answers={"NextDocument": [(0, b"")]}), ScanOrder()
    with escl_scanner(mood) as address, cancelled_at_the_first_page(mood, order):
        assert list(source(address).scan(order)) == []

    assert mood.asked[-1] == "DELETE 7f-1"


def test_page_that_was_not_stored_comes_first_in_the_next_scan() -> None:
    with escl_scanner(Mood(pages=1)) as address:
        scanner = source(address, wishes=FLATBED)
        [page] = list(scanner.scan(ScanOrder()))

        assert next(scanner.scan(ScanOrder())) is page


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/eSCL", "http://scanner.invalid/eSCL"])
def test_scanner_that_is_not_there_is_told(address: str) -> None:
    with pytest.raises(ScannerGone):
        list(source(address, timeout_s=20.0).scan(ScanOrder()))


@pytest.fixture
def front(tmp_path: Path) -> ssl.SSLContext:
    """The TLS of a scanner called localhost, certified by ``tmp_path / "ca.pem"``."""
    authority = new_authority("office")
    authority.write_to(tmp_path / "ca.pem")
    (tmp_path / "both.pem").write_bytes(b"".join(certified(authority, "localhost")))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    return context


def test_scanner_whose_authority_is_named_is_trusted(front: ssl.SSLContext, tmp_path: Path) -> None:
    with escl_scanner(Mood(), front) as address:
        scanner = source(
            address.replace("127.0.0.1", "localhost"), ca_file=str(tmp_path / "ca.pem")
        )

        assert len(list(scanner.scan(ScanOrder()))) == 3


def test_scanner_that_nobody_certifies_is_not_trusted(front: ssl.SSLContext) -> None:
    with escl_scanner(Mood(), front) as address, pytest.raises(ScannerRefused):
        list(source(address).scan(ScanOrder()))


def test_what_speaks_no_tls_is_told() -> None:
    with escl_scanner(Mood()) as address, pytest.raises((ScannerRefused, ScannerGone)):
        list(source(address.replace("http:", "https:")).scan(ScanOrder()))
