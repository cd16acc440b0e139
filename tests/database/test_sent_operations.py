"""What is sent again after a lost answer is the same operation."""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Thread

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Tag
from crm_desktop.database.roles import SUPERVISOR
from crm_desktop.database.sent_operations import MOST_UNANSWERED, SentOperations
from crm_desktop.errors.database import DatabaseUnreachable
from tests.conftest import LoginAt
from tests.unheard import Unheard


@pytest.fixture
def desk(own_database: Database, login_at: LoginAt) -> Iterator[Unheard]:
    with Unheard(login_at(own_database, SUPERVISOR)) as desk:
        yield desk


def add_tag(label: str, sent: SentOperations) -> int:
    def add(session: Session) -> int:
        return int(session.scalars(insert(Tag).values(label=label).returning(Tag.id)).one())

    return int(sent.save(("tag", label), add))


def tags(desk: Database) -> int:
    with desk.reading() as session:
        return session.scalar(select(func.count()).select_from(Tag)) or 0


def test_sent_again_after_a_lost_answer_is_done_once(desk: Unheard) -> None:
    sent = SentOperations(desk)
    with desk.unheard(), pytest.raises(DatabaseUnreachable):
        add_tag("耳が遠い", sent)

    first, again = tags(desk), add_tag("耳が遠い", sent)

    assert (first, tags(desk)) == (1, 1)
    assert again > 0


def test_same_words_after_an_answer_are_a_new_operation(desk: Unheard) -> None:
    sent = SentOperations(desk)
    sent.save("ping", lambda session: session.execute(insert(Tag).values(label="一")) and None)

    sent.save("ping", lambda session: session.execute(insert(Tag).values(label="二")) and None)

    assert tags(desk) == 2


def test_other_words_are_another_operation(desk: Unheard) -> None:
    sent = SentOperations(desk)
    with desk.unheard(), pytest.raises(DatabaseUnreachable):
        add_tag("一", sent)

    add_tag("二", sent)

    assert tags(desk) == 2


def test_what_failed_is_done_when_it_is_sent_again(desk: Unheard) -> None:
    sent = SentOperations(desk)
    with pytest.raises(ZeroDivisionError):
        sent.save("deed", lambda _session: 1 // 0)

    assert sent.save("deed", lambda _session: "done") == "done"


def test_pressed_twice_at_once_is_done_once(desk: Unheard) -> None:
    sent = SentOperations(desk)
    presses: list[str] = []

    def press(_session: Session) -> None:
        presses.append("done")
        if len(presses) == 1:
            second.start()
            await_somebody_waiting(desk)

    second = Thread(target=lambda: sent.save("press", press))
    sent.save("press", press)
    second.join()

    assert presses == ["done"]


def await_somebody_waiting(desk: Database) -> None:
    with desk.asking() as session:
        while not session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
            time.sleep(0.01)


def test_forgets_the_oldest_of_very_many(desk: Unheard) -> None:
    sent = SentOperations(desk)
    for number in range(MOST_UNANSWERED + 5):
        with pytest.raises(ZeroDivisionError):
            sent.save(number, lambda _session: 1 // 0)

    assert len(sent._unanswered) == MOST_UNANSWERED
