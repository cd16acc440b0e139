"""Connects the page of staff with its presenter."""

from __future__ import annotations

from crm_desktop.ui.staff.panel import StaffPanel
from crm_desktop.ui.staff.presenter import StaffPresenter
from crm_desktop.ui.staff.state import StaffField


def connect_staff(presenter: StaffPresenter, panel: StaffPanel) -> None:
    """Let ``panel`` show what ``presenter`` decides; ``presenter.failed`` is left to the window."""
    panel.show_state(presenter.state)
    presenter.changed.connect(panel.show_state)
    presenter.refused.connect(panel.point_at)
    panel.new_wanted.connect(presenter.begin_new)
    panel.new_wanted.connect(lambda: panel.point_at(StaffField.NAME))
    panel.inactive_wanted.connect(presenter.show_inactive)
    panel.table.person_chosen.connect(presenter.choose)
    panel.form.typed.connect(presenter.on_typed)
    panel.form.left.connect(presenter.on_left)
    panel.form.ticked.connect(presenter.tick)
    panel.form.save_wanted.connect(presenter.save)
    panel.form.discard_wanted.connect(presenter.discard)
    panel.form.asked.connect(presenter.ask)
    panel.form.reactivate_wanted.connect(presenter.reactivate)
    panel.question.yes.connect(presenter.answer_yes)
    panel.question.no.connect(presenter.answer_no)
    panel.password.put_away.connect(presenter.put_password_away)
