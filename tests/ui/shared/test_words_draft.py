from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.ui.shared.words_draft import WordsDraft
from tests.ui.conftest import NOW

HERS = {"note_id": 7}
HIS = {"note_id": 8}
WORDS = "﨑山様 ﾍﾝﾋﾟﾝは?"


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    field = QLineEdit()
    qtbot.addWidget(field)
    return field


@pytest.fixture
def words(field: QLineEdit, keeper: DraftKeeper) -> WordsDraft:
    words = WordsDraft(field, DraftKind.APPROVAL, keeper, lambda: NOW, field)
    words.turn_to(HERS, 4182)
    return words


def type_words(field: QLineEdit, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def in_hand(keeper: DraftKeeper) -> list[Draft]:
    return list(keeper._in_hand.values())


def test_typing_is_a_draft_until_it_is_taken_out_again(
    words: WordsDraft, field: QLineEdit, keeper: DraftKeeper
) -> None:
    type_words(field, WORDS)
    (draft,) = in_hand(keeper)
    assert draft.fields == {"note_id": 7, "words": WORDS}
    assert (draft.kind, draft.customer_id) == (DraftKind.APPROVAL, 4182)

    field.selectAll()
    type_words(field, " ")

    assert in_hand(keeper) == []


def test_what_a_program_writes_is_no_typing(
    words: WordsDraft, field: QLineEdit, keeper: DraftKeeper
) -> None:
    field.setText(WORDS)

    assert in_hand(keeper) == []


def test_words_lie_there_with_another_thing_and_come_back_with_theirs(
    words: WordsDraft, field: QLineEdit, keeper: DraftKeeper
) -> None:
    type_words(field, WORDS)
    words.turn_to(HIS)
    assert field.text() == ""
    assert [draft.fields["words"] for draft in keeper.left] == [WORDS]

    words.turn_to(HERS)

    assert field.text() == WORDS
    assert keeper.left == ()


def test_words_of_a_desk_before_come_back_only_when_they_are_asked_for(
    words: WordsDraft, field: QLineEdit, keeper: DraftKeeper
) -> None:
    before = Draft(UUID(int=1), DraftKind.APPROVAL, None, {**HIS, "words": WORDS}, NOW)
    keeper.put_back(before)
    words.turn_to(HIS)
    assert field.text() == ""
    words.turn_to(HERS)

    assert not words.bring_back(before)
    words.turn_to(HIS)

    assert field.text() == WORDS
    assert [draft.draft_id for draft in in_hand(keeper)] == [before.draft_id]


def test_words_that_stand_there_lie_among_the_drafts_when_others_are_brought_back(
    words: WordsDraft, field: QLineEdit, keeper: DraftKeeper
) -> None:
    type_words(field, "送料は?")
    before = Draft(UUID(int=1), DraftKind.APPROVAL, None, {**HERS, "words": WORDS}, NOW)
    keeper.put_back(before)

    assert words.bring_back(before)

    assert field.text() == WORDS
    assert [draft.fields["words"] for draft in keeper.left] == ["送料は?"]


def test_sent_words_are_no_draft(words: WordsDraft, field: QLineEdit, keeper: DraftKeeper) -> None:
    type_words(field, f" {WORDS} ")

    words.sent(HERS, WORDS)

    assert field.text() == ""
    assert in_hand(keeper) == []


def test_words_typed_while_others_are_sent_stay(
    words: WordsDraft, field: QLineEdit, keeper: DraftKeeper
) -> None:
    type_words(field, WORDS)
    type_words(field, " 至急")

    words.sent(HERS, WORDS)

    assert field.text() == f"{WORDS} 至急"
    assert [draft.fields["words"] for draft in in_hand(keeper)] == [f"{WORDS} 至急"]


def test_words_that_arrive_once_the_field_is_for_another_thing_are_no_draft(
    words: WordsDraft, field: QLineEdit, keeper: DraftKeeper
) -> None:
    type_words(field, WORDS)
    words.turn_to(None)

    words.sent(HERS, WORDS)

    assert keeper.left == ()


def test_field_that_is_for_nothing_keeps_nothing(
    words: WordsDraft, field: QLineEdit, keeper: DraftKeeper
) -> None:
    words.turn_to(None)
    type_words(field, WORDS)

    assert in_hand(keeper) == []
