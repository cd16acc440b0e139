"""How well and how fast pages are read: character errors, seconds, memory.

The pages are those of ``../shared/data/letters`` (国立国会図書館 NDL Lab, CC BY 4.0), which are not
in this repository. What stands there was read by a person from the pictures: both handwritten
pages whole (the beginnings of 枕草子 and 徒然草), of the printed spread one paragraph, because
nobody has typed the rest.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psutil

from crm_desktop.domain.page_hits import text_key
from crm_desktop.domain.page_reading import PageBox, PageReading, PageWord
from crm_desktop.worker.page_process import PageImage, PageProcess

LETTERS: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "letters"
WHOLE: Final = PageBox(0, 0, 1, 1)


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A file, what stands in one place of it, and whether it is written downwards."""

    name: str
    truth: str
    vertical: bool = False
    place: PageBox = WHOLE

    @property
    def media_type(self) -> str:
        """By the file's ending."""
        return "image/png" if self.name.endswith(".png") else "image/jpeg"


PAGES: Final = (
    KnownPage(
        "handwriting_tategaki_ndl.png",
        "春はあけぼの。やうやう白くなりゆく山ぎは、すこしあかりて、紫だちたる雲のほそくたなびきたる。"
        "夏は夜。月のころはさらなり。やみもなほ、蛍の多く飛びちがひたる。",
        vertical=True,
    ),
    KnownPage(
        "handwriting_yokogaki_ndl.png",
        "つれづれなるままに、日くらし、硯にむかひて、心に移りゆくよしなし事を、"
        "そこはかとなく書きつくれば、あやしうこそものぐるほしけれ。",
    ),
    KnownPage(
        "ndl_print_tate_3048008_0025.jpg",
        "昭和26年度（第4回）研修に引続き、昭和27年度（第5回）司書職員研修を27年6月2日から28年4月10日"
        "まで320時間、研修生50名に実施した。本年度は、東京学芸大学の協力を得て、講師は、本館職員が"
        "專門分野の科目を担当した外、東京学芸大学の教授が担当した。本年度も單位科目ごとに試験を実施し、"
        "必修科目（11單位）選択科目（4單位）合わせて15單位以上の試験に合格した43名が修了した。",
        place=PageBox(0.151, 0.326, 0.328, 0.161),
    ),
)


def bench_reading(*, threads: int = 1) -> dict[str, Any]:
    """Read each page once, the first one twice; return the figures by file, times in seconds.

    ``character_errors`` are insertions, deletions and changes for each character that stands
    there, blanks and ends of lines left out; ``as_searched`` are those that searching notices.
    """
    if not LETTERS.is_dir():
        return {"skipped": f"the pages are not there: {LETTERS}"}
    process = PageProcess(threads=threads)
    try:
        began = time.monotonic()
        _read(process, PAGES[0])
        figures: dict[str, Any] = {"first_page_with_start_s": _since(began), "threads": threads}
        figures |= {page.name: _figures(process, page) for page in PAGES}
        return figures | {"peak_mb": _peak_mb(process)}
    finally:
        process.close()


def character_errors(truth: str, found: str) -> float:
    """Return how many single changes make ``found`` the ``truth``, for each of its characters."""
    row = list(range(len(found) + 1))
    for number, sign in enumerate(truth, start=1):
        above = row
        row = [number]
        for place, other in enumerate(found, start=1):
            changed = above[place - 1] + (sign != other)
            row.append(min(changed, above[place] + 1, row[place - 1] + 1))
    return row[-1] / len(truth)


def _figures(process: PageProcess, page: KnownPage) -> dict[str, Any]:
    began = time.monotonic()
    reading = _read(process, page)
    seconds = _since(began)
    found = "".join("".join(word.text for word in _in_place(reading.words, page.place)).split())
    return {
        "characters": len(page.truth),
        "character_errors": round(character_errors(page.truth, found), 4),
        "as_searched": round(character_errors(text_key(page.truth), text_key(found)), 4),
        "direction_right": reading.vertical == page.vertical,
        "seconds": seconds,
    }


def _read(process: PageProcess, page: KnownPage) -> PageReading:
    content = (LETTERS / page.name).read_bytes()
    return process.read(PageImage(content, page.media_type, 1, 0))


def _in_place(words: Iterable[PageWord], place: PageBox) -> Sequence[PageWord]:
    """Return the words whose middle lies in ``place``."""
    return [
        word
        for word in words
        if 0 <= word.box.x + word.box.width / 2 - place.x <= place.width
        and 0 <= word.box.y + word.box.height / 2 - place.y <= place.height
    ]


def _since(began: float) -> float:
    return round(time.monotonic() - began, 2)


def _peak_mb(process: PageProcess) -> int:
    """Return the most memory the reading process ever had; what it has now where none tells."""
    status = Path(f"/proc/{process.process_id}/status")
    if status.exists():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) // 1024
    return int(psutil.Process(process.process_id).memory_info().rss) // 2**20
