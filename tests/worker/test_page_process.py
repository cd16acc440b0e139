"""Reading with the real models, in the process that does it for the worker."""

from __future__ import annotations

from collections.abc import Iterator

import psutil
import pytest

from crm_desktop.errors.reading import PageNotReadable, ReaderStopped, ReadingTookTooLong
from crm_desktop.images.page_reading import reading_is_installed
from crm_desktop.worker.page_process import PageImage, PageProcess
from tests.drawn_text import columns_drawn, lines_drawn, png_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not reading_is_installed(), reason="the extra ocr is not installed"),
]

COLUMNS = ["青汁三箱お願いします", "新宿区の高橋です"]


@pytest.fixture(scope="module")
def reader() -> Iterator[PageProcess]:
    process = PageProcess()
    yield process
    process.close()


def a_page(content: bytes, rotation_degrees: int = 0) -> PageImage:
    return PageImage(content, "image/png", 1, rotation_degrees)


def test_lines_are_read(reader: PageProcess) -> None:
    lines = ["青汁を毎朝のんでいます。", "電話番号は変わりません。"]

    reading = reader.read(a_page(png_of(lines_drawn(lines))))

    assert (reading.transcript, reading.vertical) == ("\n".join(lines), False)


def test_columns_are_read_from_the_right_also_of_a_page_that_lay_on_its_side(
    reader: PageProcess,
) -> None:
    lying = columns_drawn(COLUMNS).rotate(90, expand=True)

    reading = reader.read(a_page(png_of(lying), rotation_degrees=90))

    assert (reading.transcript, reading.vertical) == ("\n".join(COLUMNS), True)


def test_empty_page_says_nothing(reader: PageProcess) -> None:
    assert reader.read(a_page(png_of(lines_drawn([])))).transcript == ""


def test_page_that_cannot_be_shown_is_told_and_the_next_one_read(reader: PageProcess) -> None:
    whole = png_of(lines_drawn(["青汁"]))

    with pytest.raises(PageNotReadable):
        reader.read(a_page(whole[: len(whole) // 2]))

    assert reader.read(a_page(whole)).transcript == "青汁"


def test_page_that_takes_too_long_is_given_up() -> None:
    process = PageProcess(page_time_s=0.001)

    with pytest.raises(ReadingTookTooLong):
        process.read(a_page(png_of(lines_drawn(["青汁"]))))
    assert process.process_id is None


def test_reader_that_was_killed_is_told_and_started_anew() -> None:
    page = a_page(png_of(lines_drawn(["青汁"])))
    process = PageProcess()
    process.read(page)
    psutil.Process(process.process_id).kill()

    with pytest.raises(ReaderStopped):
        process.read(page)
    assert process.read(page).transcript == "青汁"
    process.close()


def test_reader_that_has_nothing_to_do_gives_its_memory_back() -> None:
    page = a_page(png_of(lines_drawn(["青汁"])))
    process = PageProcess()
    process.read(page)

    process.rest(after_s=3600)
    assert process.process_id is not None
    process.rest(after_s=0)
    assert process.process_id is None
    assert process.read(page).transcript == "青汁"
    process.close()
