"""The tasks that the queue knows by name; what they do stands in the actions."""

from __future__ import annotations

from typing import Final

from procrastinate import App, RetryStrategy

from crm_desktop.actions.page_texts import ReadPage, read_page
from crm_desktop.database.engine import Database
from crm_desktop.worker.locating import locate_for_worker

READING: Final = "reading"
LOCATING: Final = "locating"
# After 4, 16 and 64 seconds; then it has failed, and is told of.
_RETRIES: Final = RetryStrategy(max_attempts=3, exponential_wait=4)


def add_reading_tasks(app: App, database: Database, read: ReadPage) -> None:
    """Let ``app`` do what waits in the queue ``reading``, a thread for each task.

    ``migrations/guard/86_task_queue.sql`` puts it there, by the name and arguments here.
    """

    @app.task(queue=READING, name="read_page", retry=_RETRIES)
    def read_one(document_id: int, page_number: int) -> None:
        read_page(database, document_id, page_number, read)


def add_locating_tasks(app: App, database: Database, *, processes: int = 1) -> None:
    """Let ``app`` do what waits in the queue ``locating``, one task at a time in the whole office.

    ``migrations/guard/87_map.sql`` puts it there, by the name and argument here.
    """

    @app.task(queue=LOCATING, name="locate_addresses", retry=_RETRIES)
    def locate_from(first_id: int) -> None:
        locate_for_worker(database, first_id, processes)
