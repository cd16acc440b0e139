"""A worker whose reader is quick, killed with -9 at a named step.

Arguments: the step (see `tests.faults.dying_process`), the database's address. It is told that
another worker is dead after half a second without a sign of life, not after 30 seconds.
"""

from __future__ import annotations

import asyncio
import sys

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.page_texts import UnreadPage
from crm_desktop.domain.page_reading import PageBox, PageReading, PageWord
from crm_desktop.worker import office
from crm_desktop.worker.tasks import (
    LOCATING,
    READING,
    add_locating_tasks,
    add_reading_tasks,
)
from tests.faults.dying_process import die_at

READ = PageReading(((PageWord(PageBox(0.1, 0.1, 0.5, 0.1), "青汁をたのむ"),),))


def read(_page: UnreadPage, _content: bytes) -> PageReading:
    return READ


async def _work(dsn: str, database: Database) -> None:
    app = office.queue_app(dsn)
    add_reading_tasks(app, database, read)
    add_locating_tasks(app, database)
    await office.work(
        app, database, [READING, LOCATING], stop=asyncio.Event(), each_minute=lambda: None
    )


if __name__ == "__main__":
    office._DEAD_AFTER_S = 0.5  # type: ignore[misc]
    office._LOOK_EVERY_S = 0.2  # type: ignore[misc]
    if sys.argv[1]:
        die_at(sys.argv[1])
    with Database(sys.argv[2]) as database:
        asyncio.run(_work(sys.argv[2], database))
