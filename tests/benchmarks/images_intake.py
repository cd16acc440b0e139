"""Scanned pages taken in whole: put straight, compared, read for codes, stored as letters."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from time import perf_counter, process_time
from typing import Any, Final

from PIL import Image

from crm_desktop.actions.intake import take_in
from crm_desktop.database.engine import Database
from crm_desktop.images.page_cleaning import CleanedPage, cleaned
from crm_desktop.images.page_codes import codes_on
from crm_desktop.images.page_likeness import looks_of
from crm_desktop.images.paper_file import read_paper, render_page, renditions_of
from tests.benchmarks.scanned_page import scanned_page

PAGES: Final = 30
CROOKED_DEGREES: Final = 1.2
_FIRST_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    content: bytes


def bench_intake(owner: Database) -> dict[str, Any]:
    """Return pages a second, and seconds of processor time a page, of straight and crooked pages.

    Wall time says little where something else is running; two cores that do nothing else take in
    ``2 / processor_s_per_page`` at most.
    """
    straight = [scanned_page(_FIRST_PAGE + number) for number in range(PAGES)]
    crooked = [_turned(scanned_page(_FIRST_PAGE + PAGES + number)) for number in range(PAGES)]
    return {
        "load_before": round(os.getloadavg()[0], 1),
        "straight": _measured(owner, straight),
        "crooked": _measured(owner, crooked),
        "steps_processor_ms": {"straight": _steps(straight[0]), "crooked": _steps(crooked[0])},
    }


def _measured(owner: Database, contents: list[bytes]) -> dict[str, float]:
    files = [_File(f"p_{number}.jpg", content) for number, content in enumerate(contents)]
    wall, processor = perf_counter(), process_time()
    result = take_in(owner, files, "bench", received_on=datetime.now(UTC).date())
    took_s, busy_s = perf_counter() - wall, process_time() - processor
    return {
        "letters": len(result.letters),
        "straightened": sum(letter.straightened_count for letter in result.letters),
        "pages_per_second": round(len(contents) / took_s, 2),
        "processor_s_per_page": round(busy_s / len(contents), 3),
    }


def _steps(content: bytes) -> dict[str, int]:
    paper = read_paper(content)
    image = render_page(content, paper.media_type)
    page: CleanedPage = cleaned(image)
    steps: dict[str, Callable[[], object]] = {
        "read": partial(read_paper, content),
        "decode": partial(render_page, content, paper.media_type),
        "clean": partial(cleaned, image),
        "codes": partial(codes_on, page.image),
        "looks": partial(looks_of, page.tones),
        "renditions": partial(renditions_of, content, paper.media_type),
    }
    return {name: _processor_ms(step) for name, step in steps.items()}


def _processor_ms(step: Callable[[], object]) -> int:
    began = process_time()
    step()
    return round((process_time() - began) * 1000)


def _turned(content: bytes) -> bytes:
    with Image.open(BytesIO(content)) as page:
        turned = page.rotate(-CROOKED_DEGREES, Image.Resampling.BICUBIC, fillcolor=(250, 248, 244))
    encoded = BytesIO()
    turned.save(encoded, "JPEG", quality=85, dpi=(300, 300))
    return encoded.getvalue()
