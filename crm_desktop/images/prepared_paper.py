"""A file made ready for storing: read, proved, its smaller pictures made. No database yet."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.images.paper_file import PageRenditions, PaperFile, read_paper, renditions_of


@dataclass(frozen=True, slots=True)
class PreparedPaper:
    """``content`` is the original, byte for byte; there are renditions for each of its pages."""

    paper: PaperFile
    content: bytes
    renditions: tuple[PageRenditions, ...]


def prepare_paper(content: bytes, name: str = "") -> PreparedPaper:
    """Read a file and make its renditions: all the computing, so that storing is short.

    Raises:
        PaperRefused: one of its children says why.
    """
    paper = read_paper(content, name)
    pages = range(1, len(paper.pages) + 1)
    made = tuple(renditions_of(content, paper.media_type, page) for page in pages)
    return PreparedPaper(paper, content, made)
