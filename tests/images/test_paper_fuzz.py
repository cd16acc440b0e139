"""Bytes that somebody made up, or that a line has spoilt: refused with words, or taken whole."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.errors.papers import PaperRefused
from crm_desktop.images.decoding import decoded_rgb
from crm_desktop.images.paper_file import read_paper, renditions_of
from tests.images.papers import a_page, encoded, many_pages

pytestmark = pytest.mark.filterwarnings("ignore")

WHOLE = {
    "JPEG": encoded(a_page((120, 170)), "JPEG"),
    "progressive": encoded(a_page((120, 170)), "JPEG", progressive=True),
    "CMYK": encoded(a_page((120, 170)).convert("CMYK"), "JPEG"),
    "PNG": encoded(a_page((120, 170)), "PNG"),
    "TIFF": many_pages("TIFF", 3),
    "fax": encoded(a_page((120, 170)).convert("1"), "TIFF", compression="group4"),
    "lzw": encoded(a_page((120, 170)), "TIFF", compression="tiff_lzw"),
    "WEBP": encoded(a_page((120, 170)), "WEBP"),
    "HEIC": encoded(a_page((120, 170)), "HEIC"),
    "PDF": many_pages("PDF", 2),
}
SPOILT = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8)


def taken_or_refused(content: bytes) -> None:
    """Fail if anything comes of ``content`` but pictures, or a refusal."""
    try:
        paper = read_paper(content, "壊.jpg")
        for page, _size in enumerate(paper.pages, start=1):
            made = renditions_of(content, paper.media_type, page)
            assert made.thumbnail.startswith(b"\xff\xd8")
            picture = decoded_rgb(content, paper.media_type, page, longest_px=64)
            assert len(picture.data) == picture.stride * picture.height
    except PaperRefused:
        return


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=SPOILT)
def test_spoilt_file_is_taken_or_refused(name: str, changes: list[tuple[float, int]]) -> None:
    content = bytearray(WHOLE[name])
    for place, value in changes:
        content[int(place * (len(content) - 1))] = value

    taken_or_refused(bytes(content))


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(share=st.floats(0, 1), tail=st.binary(max_size=40))
def test_cut_file_is_taken_or_refused(name: str, share: float, tail: bytes) -> None:
    content = WHOLE[name]

    taken_or_refused(content[: int(share * len(content))] + tail)


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=st.binary(max_size=300), kept=st.integers(2, 60))
def test_head_with_any_body_is_taken_or_refused(name: str, body: bytes, kept: int) -> None:
    taken_or_refused(WHOLE[name][:kept] + body)


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_refused(content: bytes) -> None:
    taken_or_refused(content)
