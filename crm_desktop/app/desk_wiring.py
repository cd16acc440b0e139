"""Lets the parts of a desk hear each other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from crm_desktop.app.password_changes import ask_for_new_password
from crm_desktop.domain.draft import DraftKind
from crm_desktop.ui.customer_card.wiring import connect_card
from crm_desktop.ui.customer_search.wiring import connect_finder, connect_search
from crm_desktop.ui.home.state import HomeState
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall
from crm_desktop.ui.key_help.dialog import KeyHelpDialog

if TYPE_CHECKING:
    from crm_desktop.app.program import Program


def connect_desk(program: Program) -> None:
    """Connect window, presenters and pages of ``program``, which has them all by now."""
    _connect_calls(program)
    _connect_pages(program)
    _connect_form(program)
    _connect_finder(program)
    _connect_person(program)


def _connect_calls(program: Program) -> None:
    window, calls = program.window, program.calls
    calls.changed.connect(program.settled.on_state)
    for follow in (
        window.incoming_call.show_state,
        window.caller_page.show_state,
        program.call_list.on_calls,
        program.availability.presenter.on_calls,
        program.status.on_calls,
        program.lock.on_calls,
        program.call_desk.on_calls,
    ):
        program.settled.changed.connect(follow)
    calls.popped.connect(lambda _call: window.bring_to_front_without_focus())
    calls.identified.connect(partial(_on_identified, program))
    calls.missed.connect(lambda _call: program.home.refresh())
    calls.failed.connect(program.errors.show)
    program.reported_calls.failed.connect(program.errors.show)
    window.caller_page.customer_chosen.connect(calls.choose_customer)
    window.call_list.call_wanted.connect(calls.open_call)
    for of_a_call in (window.call_list.call_wanted, window.incoming_call.call_wanted):
        # What rang with the call is shown at once; it may be old.
        of_a_call.connect(lambda _call_id: program.live.presenter.read_again())
    window.incoming_call.retry_wanted.connect(calls.look_up_again)
    window.incoming_call.choose_again_wanted.connect(calls.choose_again)
    program.call_list.changed.connect(window.call_list.show_state)
    program.status.changed.connect(window.top_bar.show_state)
    program.availability.presenter.changed.connect(program.status.on_availability)
    program.availability.work_ended.connect(program.pages.go_home)
    program.availability.failed.connect(program.errors.show)
    program.status.tell()


def _connect_pages(program: Program) -> None:
    window = program.window
    connect_card(program.card, program.card_panel)
    program.kept.presenter.serve(DraftKind.CUSTOMER, program.editing.bring_back)
    window.keys_wanted.connect(partial(_show_keys, program))
    program.card.failed.connect(program.errors.show)
    program.card.note.saved.connect(lambda _draft: program.home.refresh())
    connect_search(program.search, window.search)
    program.search.customer_chosen.connect(program.pages.open_found)
    program.search.failed.connect(program.errors.show)
    program.home.changed.connect(window.home.show_state)
    program.home.changed.connect(partial(_on_home, program))
    program.home.failed.connect(program.errors.show)
    window.home.missed.settle_wanted.connect(program.home.settle)
    window.home.missed.undo_wanted.connect(program.home.put_back)


def _connect_form(program: Program) -> None:
    program.form.presenter.saved.connect(program.calls.on_customer_created)
    program.form.failed.connect(program.errors.show)
    program.call_log.form_wanted.connect(program.form.open)
    program.call_log.failed.connect(program.errors.show)
    program.call_log.dial_wanted.connect(program.dialling.dial)


def _connect_finder(program: Program) -> None:
    finder, calls = program.window.caller_page.finder, program.calls
    connect_finder(program.finder, finder)
    program.finder.failed.connect(program.errors.show)
    finder.attach_wanted.connect(lambda who: calls.attach_number(who.customer_id, who.name))
    finder.open_wanted.connect(lambda who: calls.open_unattached(who.customer_id, who.name))


def _connect_person(program: Program) -> None:
    menu, lock = program.window.top_bar.person, program.lock.presenter
    menu.lock_wanted.connect(lock.lock)
    lock.locked.connect(program.papers.close)
    lock.locked.connect(program.map.on_locked)
    lock.unlocked.connect(program.map.on_unlocked)
    menu.password_wanted.connect(partial(_change_password, program))
    menu.other_person_wanted.connect(program.other_person_wanted)
    menu.sign_out_wanted.connect(program.sign_out_wanted)
    lock.other_person_wanted.connect(program.other_person_wanted)
    lock.failed.connect(program.errors.show)
    program.availability.listen_to_lock(program.lock)
    program.office.offer_looks(program.card_panel, program.place.now)
    program.office.failed.connect(program.errors.show)
    program.card.changed.connect(program.map.on_card)
    program.phone_link.floor_noticed.connect(program.office.on_floor_news)
    program.card.changed.connect(program.office.on_card)
    program.card.changed.connect(program.openings.on_card)
    program.card.changed.connect(program.dialling.on_card)
    program.card_panel.dial_wanted.connect(program.dialling.dial)
    program.dialling.presenter.failed.connect(program.errors.show)
    program.openings.warned.connect(program.window.tell)


def _change_password(program: Program) -> None:
    ask_for_new_password(
        program.window, program.errors, program.place.staff.login, program.database, program.jobs
    )


def _show_keys(program: Program) -> None:
    letters = program.office.shows_letters
    sheet = KeyHelpDialog(demo=program.demo, letters=letters, parent=program.window)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()


def _on_identified(program: Program, call: DeskCall) -> None:
    if call.phase is CallPhase.RINGING and not program.lock.is_locked:
        program.window.announce_call(call)


def _on_home(program: Program, state: HomeState) -> None:
    missed = sum(caller.times for caller in state.rows.missed)
    program.call_list.on_counts(
        missed=missed, tasks_today=state.tasks_today, tasks_late=state.tasks_late
    )
