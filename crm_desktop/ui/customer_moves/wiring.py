"""Connects the parts of the page with their presenters."""

from __future__ import annotations

from crm_desktop.ui.customer_moves.find_pane import FindPane
from crm_desktop.ui.customer_moves.find_presenter import FindPresenter
from crm_desktop.ui.customer_moves.history_pane import HistoryPane
from crm_desktop.ui.customer_moves.history_presenter import HistoryPresenter
from crm_desktop.ui.customer_moves.move_pane import MovePane
from crm_desktop.ui.customer_moves.move_presenter import MovePresenter
from crm_desktop.ui.customer_moves.spread_pane import SpreadPane
from crm_desktop.ui.customer_moves.spread_presenter import SpreadPresenter


def connect_find(presenter: FindPresenter, pane: FindPane) -> None:
    """Let ``pane`` show what ``presenter`` decides; its other signals are left to the page."""
    presenter.changed.connect(pane.show_state)
    pane.form.typed.connect(presenter.change)
    pane.kept.chosen.connect(presenter.choose_kept)
    pane.kept.save_wanted.connect(presenter.save)
    pane.kept.named.connect(presenter.rename)
    pane.kept.delete_wanted.connect(presenter.delete)
    pane.kept.bring_back_wanted.connect(presenter.bring_back)
    pane.kept.clear_wanted.connect(presenter.clear)
    pane.sample_wanted.connect(presenter.take_sample)
    pane.count_wanted.connect(presenter.count)
    pane.go_on_wanted.connect(presenter.go_on)
    pane.working.stop_wanted.connect(presenter.stop)


def connect_spread(presenter: SpreadPresenter, pane: SpreadPane) -> None:
    """Let ``pane`` show what ``presenter`` decides."""
    presenter.changed.connect(pane.show_state)
    pane.form.receiver_typed.connect(presenter.give_to)
    pane.form.all_wanted.connect(presenter.give_to_all)
    pane.form.wished.connect(lambda wishes: presenter.change(**wishes))
    pane.preview.person_chosen.connect(presenter.show_person)
    pane.going.code_wanted.connect(presenter.find_code)
    pane.going.pin_wanted.connect(presenter.pin)
    pane.preview_wanted.connect(presenter.preview)
    pane.go_on_wanted.connect(presenter.go_on)
    pane.working.stop_wanted.connect(presenter.stop)


def connect_move(presenter: MovePresenter, pane: MovePane) -> None:
    """Let ``pane`` show what ``presenter`` decides."""
    presenter.changed.connect(pane.show_state)
    pane.form.typed.connect(presenter.change)
    pane.form.note_wanted.connect(presenter.note_customer)
    pane.ask_wanted.connect(presenter.ask)
    pane.move_wanted.connect(presenter.move)
    pane.others_wanted.connect(presenter.move_others)
    pane.back_wanted.connect(presenter.back)
    pane.undo_wanted.connect(presenter.undo)
    pane.working.stop_wanted.connect(presenter.stop)


def connect_history(presenter: HistoryPresenter, pane: HistoryPane) -> None:
    """Let ``pane`` show what ``presenter`` decides."""
    presenter.changed.connect(pane.show_state)
    pane.move_chosen.connect(presenter.choose)
    pane.question_wanted.connect(presenter.ask)
    pane.yes.connect(presenter.yes)
    pane.no.connect(presenter.no)
    pane.working.stop_wanted.connect(presenter.stop)
