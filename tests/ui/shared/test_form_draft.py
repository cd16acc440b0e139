from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.ui.shared.form_draft import Field, FormDraft
from tests.ui.conftest import NOW

ABOUT = Draft(UUID(int=1), DraftKind.TASK, 4182, {"call_id": 7}, NOW)


class Form(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.title = QLineEdit("折返し電話", self)
        self.body = QPlainTextEdit(self)
        self.day = QDateEdit(QDate(2026, 11, 22), self)
        self.urgent = QCheckBox(self)
        self.whose = QComboBox(self)
        self.whose.addItem("誰でも", ("group", ""))
        self.whose.addItem("髙橋", ("staff", 3))

    def fields(self) -> dict[str, Field]:
        names = ("title", "body", "day", "urgent", "whose")
        return {name: getattr(self, name) for name in names}


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form()
    qtbot.addWidget(form)
    return form


def test_everything_typed_comes_back(form: Form, keeper: DraftKeeper, qtbot: QtBot) -> None:
    kept = FormDraft(form, form.fields(), keeper, ABOUT, lambda: NOW)
    form.title.setText("ﾃﾞﾝﾜする")
    form.body.setPlainText("午前\n中")
    form.day.setDate(QDate(2026, 11, 30))
    form.urgent.setChecked(True)
    form.whose.setCurrentIndex(1)
    kept.let_go()
    (draft,) = keeper.left
    again = Form()
    qtbot.addWidget(again)
    again.whose.removeItem(1)

    FormDraft(again, again.fields(), keeper, draft, lambda: NOW).put_back(draft)

    assert (again.title.text(), again.body.toPlainText()) == ("ﾃﾞﾝﾜする", "午前\n中")
    assert (again.day.date(), again.urgent.isChecked()) == (QDate(2026, 11, 30), True)
    assert (again.whose.currentText(), again.whose.currentData()) == ("髙橋", ("staff", 3))
    assert draft.fields["call_id"] == 7
    assert keeper.left == ()


def test_form_that_says_what_it_said_at_first_is_no_draft(form: Form, keeper: DraftKeeper) -> None:
    kept = FormDraft(form, form.fields(), keeper, ABOUT, lambda: NOW)
    form.title.setText("別")
    form.title.setText("折返し電話")
    kept.let_go()

    assert keeper.left == ()


def test_saved_form_is_no_draft(form: Form, keeper: DraftKeeper) -> None:
    kept = FormDraft(form, form.fields(), keeper, ABOUT, lambda: NOW)
    form.title.setText("別")
    kept.forget()
    kept.let_go()

    assert keeper.left == ()


def test_field_of_a_password_is_never_kept(form: Form, keeper: DraftKeeper) -> None:
    form.title.setEchoMode(QLineEdit.EchoMode.Password)

    with pytest.raises(AssertionError):
        FormDraft(form, form.fields(), keeper, ABOUT, lambda: NOW)
