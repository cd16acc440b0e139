"""From a page of the database to the process that reads it."""

from __future__ import annotations

import logging
import time

from crm_desktop.actions.page_texts import ReadPage
from crm_desktop.database.queries.page_texts import UnreadPage
from crm_desktop.domain.page_reading import PageReading
from crm_desktop.worker.page_process import PageImage, PageProcess

log = logging.getLogger(__name__)


def letter_reader(process: PageProcess) -> ReadPage:
    """Return what reads one page after the other in ``process``, and logs how long it took."""

    def read(page: UnreadPage, content: bytes) -> PageReading:
        began = time.monotonic()
        reading = process.read(
            PageImage(content, page.media_type, page.source_page, page.rotation_degrees)
        )
        took_s = time.monotonic() - began
        log.info("page read in %.1f s, %d lines of text", took_s, len(reading.lines))
        return reading

    return read
