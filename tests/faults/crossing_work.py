"""People who do real work at the same few rows, all at once, and what came of it.

Each goes by chances of their own: the same seed is the same choices, though not the same moments.
"""

from __future__ import annotations

import random
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID, uuid4

import psycopg
from sqlalchemy import text

from crm_desktop.app.desk_questions import DeskQuestions
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.staff import SignedInStaff, sign_in
from crm_desktop.database.roles import GATEWAY, OPERATOR, SCANNER, SUPERVISOR, WORKER
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.shared.formats import Formats
from tests.conftest import LoginAt

TODAY: Final = date(2026, 11, 23)
PEOPLE: Final = ("201", "202", "203", "204")
"""Their telephones; the later half are supervisors."""
THREADS: Final = 12
SECONDS_TO_LEAVE: Final = 10.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Office:
    """What everybody works at; ``owner`` may see what stands on anybody's screen."""

    owner: Database
    gateway: Database
    worker: Database
    folder: Path
    customers: Sequence[int]
    calls: Sequence[int] = ()
    categories: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a desk; ``notes`` are those that they go on writing."""

    desk: Database
    staff: SignedInStaff
    questions: DeskQuestions
    notes: tuple[UUID, ...]

    @property
    def leads(self) -> bool:
        return SUPERVISOR in self.staff.groups


class NothingToDo(Exception):
    """Just now there is nothing on the screens that it could be done to."""


@dataclass(frozen=True, slots=True)
class Hand:
    """One of the windows in which somebody works at the same time."""

    person: Person
    office: Office
    colleagues: Sequence[int]
    chance: random.Random

    @property
    def desk(self) -> Database:
        return self.person.desk

    @property
    def staff_id(self) -> int:
        return self.person.staff.staff_id

    def a_customer(self) -> int:
        return self.chance.choice(self.office.customers)

    def some_words(self) -> str:
        return f"髙橋様の件 {self.chance.randrange(10**6)}"

    def one_shown(self, question: str) -> Any:
        """Return one of the rows that stand on screens now.

        Raises:
            NothingToDo: there are none.
        """
        return self.one_of(self.all_shown(question))

    def all_shown(self, question: str) -> Sequence[Any]:
        """Return all rows of a question, whoever may see them."""
        with self.office.owner.reading() as session:
            return session.execute(text(question)).all()

    def one_of(self, rows: Sequence[T]) -> T:
        """Return one of ``rows``; raises as `one_shown`."""
        if not rows:
            raise NothingToDo
        return self.chance.choice(rows)


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does, ``often`` for each time that others do theirs.

    ``refusals`` are what they may be told instead, for no fault of ours.
    """

    work: Callable[[Hand], None]
    refusals: tuple[type[CrmError], ...] = ()
    often: int = 1
    leads: bool = False

    @property
    def name(self) -> str:
        return self.work.__name__


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of the work; ``problems`` are errors that nobody should be told."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """All of it on one line."""
        refused = ", ".join(f"{name} {number}" for name, number in sorted(self.refused.items()))
        return f"{self.done.total()} actions done, {self.refused.total()} refused ({refused})"

    def never_done(self, deeds: Sequence[Deed]) -> list[str]:
        return [deed.name for deed in deeds if not self.done[deed.name]]


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def an_office(owner: Database, login_at: LoginAt, folder: Path, **facts: Any) -> Iterator[Office]:
    """Yield an office with a telephone system and a worker of its own; ``facts`` are its others."""
    with (
        Database(login_at(owner, GATEWAY)) as gateway,
        Database(login_at(owner, WORKER)) as worker,
    ):
        yield Office(owner, gateway, worker, folder, **facts)


@contextmanager
def people_at(office: Office, login_at: LoginAt) -> Iterator[list[Person]]:
    """Yield those who are signed in, two of them supervisors."""
    with ExitStack() as leaving:
        yield [
            leaving.enter_context(_somebody(office, login_at, extension, leads=place >= 2))
            for place, extension in enumerate(PEOPLE)
        ]


def work_together(
    office: Office, people: Sequence[Person], deeds: Sequence[Deed], *, seconds: int, seed: int
) -> Tally:
    """Let each person work in some windows at once, and return what came of it."""
    tally, stop = Tally(), threading.Event()
    colleagues = [person.staff.staff_id for person in people]
    threads = []
    for number in range(THREADS):
        chance, person = random.Random(f"{seed} {number}"), people[number % len(people)]
        hand = Hand(person, office, colleagues, chance)
        threads.append(threading.Thread(target=_work, args=(hand, deeds, tally, stop)))
    for thread in threads:
        thread.start()
    stop.wait(seconds)
    stop.set()
    for thread in threads:
        thread.join()
    return tally


def impatient_about_deadlocks(dsn: str) -> None:
    """Let the server look for deadlocks after 50 ms instead of a second, in sessions to come."""
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute(f"ALTER DATABASE {owner.info.dbname} SET deadlock_timeout = '50ms'")


def deadlocks_in(dsn: str) -> int:
    """Return how many there were in a database, once everybody has left and told theirs."""
    with psycopg.connect(dsn, autocommit=True) as owner:
        until = time.monotonic() + SECONDS_TO_LEAVE
        while owner.execute(_OTHERS).fetchone() != (0,):
            assert time.monotonic() < until, "somebody has not left"
            time.sleep(0.05)
        row = owner.execute(_DEADLOCKS).fetchone()
    assert row is not None
    return int(row[0])


@contextmanager
def _somebody(
    office: Office, login_at: LoginAt, extension: str, *, leads: bool
) -> Iterator[Person]:
    groups = (OPERATOR, SCANNER, SUPERVISOR) if leads else (OPERATOR, SCANNER)
    with Database(login_at(office.owner, *groups, extension=extension)) as desk:
        with desk.asking() as session:
            staff = sign_in(session, "test")
        questions = DeskQuestions(desk, staff, Formats("ja"), now)
        try:
            yield Person(desk, staff, questions, tuple(uuid4() for _ in range(3)))
        finally:
            questions.close()


def _work(hand: Hand, deeds: Sequence[Deed], tally: Tally, stop: threading.Event) -> None:
    mine = [deed for deed in deeds if hand.person.leads or not deed.leads]
    weights = [deed.often for deed in mine]
    while not stop.is_set():
        [deed] = hand.chance.choices(mine, weights)
        try:
            deed.work(hand)
            tally.done[deed.name] += 1
        except NothingToDo:
            continue
        except deed.refusals as error:
            tally.refused[type(error).__name__] += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            place = traceback.extract_tb(error.__traceback__)[-1]
            cause = str(error.__cause__ or "").partition("[parameters")[0]
            tally.problems.append(f"{deed.name}: {error!r} at {place} {cause}")


_OTHERS: Final = """
SELECT count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND application_name = 'crm-desktop'
"""
_DEADLOCKS: Final = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
