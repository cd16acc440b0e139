from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.customers import FoundCustomer
from crm_desktop.ui.customer_search.presenter import CustomerSearchPresenter
from crm_desktop.ui.customer_search.state import CustomerSearchState

MICHIKO = FoundCustomer(
    7,
    "C-000007",
    "髙橋 美智子",
    "タカハシ ミチコ",
    None,
    "東京都新宿区",
    "+81353211111",
    None,
    "name",
)
YOSHIKO = FoundCustomer(
    8, "C-000008", "高橋 ヨシ子", "タカハシ ヨシコ", None, "", "+819012345678", None, "kana"
)


class Search:
    """A presenter with what it showed and chose; ``answers`` says who is found for a text."""

    def __init__(self, jobs: Jobs) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.answers = {"たかはし": [MICHIKO, YOSHIKO], "03-5321-1111": [MICHIKO]}
        self.asked: list[str] = []
        self.states: list[CustomerSearchState] = []
        self.chosen: list[FoundCustomer] = []
        self.presenter = CustomerSearchPresenter(self.find, jobs)
        self.presenter.changed.connect(self.states.append)
        self.presenter.customer_chosen.connect(self.chosen.append)

    def find(self, words: str) -> list[FoundCustomer]:
        self.asked.append(words)
        self.gate.wait(60)
        return self.answers[words]


@pytest.fixture
def search(inline_jobs: Jobs) -> Search:
    return Search(inline_jobs)


def test_results_come_as_one_types(search: Search) -> None:
    search.presenter.on_words_typed("たかはし")

    assert [state.searching for state in search.states] == [True, False]
    assert search.states[-1].results == (MICHIKO, YOSHIKO)


def test_blanks_around_the_words_ask_nothing_new(search: Search) -> None:
    search.presenter.on_words_typed("たかはし")
    search.presenter.on_words_typed("たかはし　")

    assert search.asked == ["たかはし"]


def test_an_empty_field_asks_nothing(search: Search) -> None:
    search.presenter.on_words_typed("たかはし")
    search.presenter.on_words_typed("")

    assert search.states[-1] == CustomerSearchState()


def test_enter_chooses_the_marked_result(search: Search) -> None:
    search.presenter.on_words_typed("たかはし")
    search.presenter.on_enter(1)

    assert search.chosen == [YOSHIKO]


def test_a_failed_search_says_so_and_the_same_words_ask_again(search: Search) -> None:
    search.presenter.on_words_typed("誰も")
    assert search.states[-1].failed

    search.answers["誰も"] = []
    search.presenter.on_words_typed("誰も")

    assert not search.states[-1].failed
    assert search.asked == ["誰も", "誰も"]


def typed_fast(qtbot: QtBot, words: str) -> Search:
    """Type ``words`` and Enter before the answer is there; return the search once it is."""
    with ThreadPoolExecutor(1) as workers:
        search = Search(Jobs(workers))
        search.gate.clear()
        search.presenter.on_words_typed(words)
        search.presenter.on_enter(0)
        search.gate.set()
        qtbot.waitUntil(lambda: not search.states[-1].searching)
    return search


def test_enter_before_the_answer_opens_a_single_result(qtbot: QtBot) -> None:
    assert typed_fast(qtbot, "03-5321-1111").chosen == [MICHIKO]


def test_enter_before_the_answer_opens_none_of_several(qtbot: QtBot) -> None:
    assert typed_fast(qtbot, "たかはし").chosen == []


def test_an_overtaken_answer_is_not_shown(qtbot: QtBot) -> None:
    with ThreadPoolExecutor(2) as workers:
        search = Search(Jobs(workers))
        search.gate.clear()
        search.presenter.on_words_typed("たかはし")
        search.presenter.on_words_typed("03-5321-1111")
        search.gate.set()
        qtbot.waitUntil(lambda: not search.states[-1].searching)
    qtbot.wait(20)

    assert {state.answered for state in search.states} == {"", "03-5321-1111"}
