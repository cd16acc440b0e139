"""Decides what the page of staff shows, and what is done to whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.staff import AddedStaff, StaffForm
from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.staff import StaffRow
from crm_desktop.domain.staff import StaffRole
from crm_desktop.errors.access import (
    BadExtension,
    BadLogin,
    ExtensionInUse,
    LoginTaken,
    NameMissing,
    RoleMissing,
)
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import RecordChanged, RecordGone
from crm_desktop.errors.text import BadKana
from crm_desktop.ui.staff.entry_reading import entry_of, read_all, read_field, staff_form
from crm_desktop.ui.staff.state import (
    HandedOver,
    StaffDeed,
    StaffEntry,
    StaffField,
    StaffNews,
    StaffQuestion,
    StaffState,
    TypedStaff,
)


@dataclass(frozen=True, slots=True)
class StaffWork:
    """What is asked of the database, on a worker.

    ``change`` takes staff id, form and the revision seen; ``deactivate`` returns how many
    customers stay assigned; ``reset_password`` takes staff id and login and returns the password.
    """

    load: Callable[[], Sequence[StaffRow]]
    add: Callable[[str, StaffForm], AddedStaff]
    change: Callable[[int, StaffForm, int], None]
    deactivate: Callable[[int], int]
    reactivate: Callable[[int], None]
    reset_password: Callable[[int, str], str]


class StaffPresenter(QObject):
    """One form at a time; what is typed in the others is kept until it is saved or discarded."""

    changed = Signal(object)  # StaffState
    refused = Signal(object)  # StaffField: the first one that keeps the form from being saved
    failed = Signal(object)  # Exception

    def __init__(
        self, work: StaffWork, own_login: str, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        """``own_login`` is whose session this is: nobody changes their own rights."""
        super().__init__(parent)
        self._work = work
        self._own_login = own_login
        self._jobs = jobs
        self._loading = LatestOnly(jobs, self)
        self._everybody: tuple[StaffRow, ...] = ()
        self._drafts: dict[int | None, StaffEntry] = {}
        self._newer: set[int | None] = set()  # whose newer rows the drafts are about from now on
        self._choose_once_loaded: int | None = None
        self._back: TypedStaff | None = None
        self._state = StaffState()

    @property
    def state(self) -> StaffState:
        """The page as it was shown last."""
        return self._state

    @property
    def has_typing(self) -> bool:
        """Whether somebody typed something that is not saved."""
        return bool(self._drafts)

    @property
    def typed(self) -> dict[int | None, StaffEntry]:
        """What is typed and not saved, by whom it is about; None is somebody new."""
        return dict(self._drafts)

    def put_back(self, typed: TypedStaff) -> None:
        """Show an entry with what was typed before, as soon as the list is read."""
        self._back = typed
        if self._state.loaded:
            self._fill_back()

    def load(self) -> None:
        """Read the list anew; what is typed stays."""
        self._loading.run(self._work.load, then=self._on_loaded, failed=self._on_not_loaded)

    def show_inactive(self, shown: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Show who has left too, or only those whose customers are to be given to others."""
        self._show_rows(replace(self._state, with_inactive=shown))

    def choose(self, staff_id: int) -> None:
        """Show somebody's entry in the form."""
        if self._row_of(staff_id) is not None and self._entry_id() != staff_id:
            entry = self._drafts.get(staff_id) or self._stored_entry(staff_id)
            self._show(replace(self._state, entry=entry, question=None, news=None))

    def begin_new(self) -> None:
        """Show an empty form, or the one for somebody new that was begun."""
        entry = self._drafts.get(None) or StaffEntry(roles=frozenset({StaffRole.OPERATOR}))
        self._show(replace(self._state, entry=entry, question=None, news=None))

    def on_typed(self, which: StaffField, text: str) -> None:
        """Take a text as it is being typed; its faults are told when the field is left."""
        entry = self._state.entry
        if entry is not None and text != entry.text(which):
            self._show_typing(replace(entry, texts={**entry.texts, which: text}))

    def on_left(self, which: StaffField) -> None:
        """Make the text even, or say why not."""
        entry = self._state.entry
        if entry is not None and entry.changed:
            self._show_entry(read_field(entry, which))

    def tick(self, role: StaffRole, ticked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Give or take a role, to be saved."""
        entry = self._state.entry
        if entry is None or entry.own or (role in entry.roles) == ticked:
            return
        entry = replace(entry, roles=entry.roles ^ {role})
        self._show_typing(read_field(entry, StaffField.ROLES))

    def discard(self) -> None:
        """Forget what was typed in the form that is shown."""
        entry = self._state.entry
        if entry is None:
            return
        self._drafts.pop(entry.staff_id, None)
        self._show(replace(self._state, entry=self._stored_entry(entry.staff_id)))

    def save(self) -> None:
        """Save the form, or point at the first field that is refused."""
        entry = self._state.entry
        if entry is None or self._state.busy or (entry.row is not None and not entry.changed):
            return
        entry = read_all(entry)
        self._show_entry(entry)
        if entry.refusals:
            self.refused.emit(next(which for which in StaffField if which in entry.refusals))
            return
        form, row = staff_form(entry), entry.row
        if row is None:
            login = entry.text(StaffField.LOGIN)
            self._do(
                lambda: self._work.add(login, form), lambda added: self._on_added(entry, added)
            )
        else:
            self._do(
                lambda: self._work.change(row.staff_id, form, row.revision),
                lambda _nothing: self._on_saved(entry),
            )

    def ask(self, deed: StaffDeed) -> None:
        """Ask whether ``deed`` is to be done to whoever the form shows."""
        entry = self._state.entry
        if entry is not None and entry.row is not None and not entry.own:
            self._show(replace(self._state, question=StaffQuestion(deed, entry.row), news=None))

    def answer_no(self) -> None:
        """Do nothing of what was asked."""
        self._show(replace(self._state, question=None))

    def answer_yes(self) -> None:
        """Do what was asked."""
        question = self._state.question
        if question is None or self._state.busy:
            return
        row = question.row
        match question.deed:
            case StaffDeed.DEACTIVATE:
                self._do(
                    lambda: self._work.deactivate(row.staff_id),
                    lambda customers: self._on_done(StaffNews.DEACTIVATED, row, customers),
                )
            case StaffDeed.RESET_PASSWORD:
                self._do(
                    lambda: self._work.reset_password(row.staff_id, row.login),
                    lambda password: self._on_reset(row, password),
                )

    def reactivate(self) -> None:
        """Let whoever the form shows sign in again."""
        row = self._state.entry.row if self._state.entry else None
        if row is not None and not self._state.busy:
            self._do(
                lambda: self._work.reactivate(row.staff_id),
                lambda _nothing: self._on_done(StaffNews.REACTIVATED, row),
            )

    def put_password_away(self) -> None:
        """Show the password no longer: it was handed over."""
        self._show(replace(self._state, handed_over=None))

    def _do(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        entry_id = self._entry_id()
        self._show(replace(self._state, busy=True, question=None, news=None, news_customers=0))
        self._jobs.run(self, work, then=then, failed=lambda error: self._on_failed(entry_id, error))

    def _on_added(self, entry: StaffEntry, added: AddedStaff) -> None:
        name, login = entry.text(StaffField.NAME), entry.text(StaffField.LOGIN)
        self._forget_draft(entry)
        if self._state.entry == entry:
            self._choose_once_loaded = added.staff_id
        handed_over = HandedOver(name, login, added.password)
        self._tell(replace(self._state, handed_over=handed_over), StaffNews.ADDED, name)

    def _on_saved(self, entry: StaffEntry) -> None:
        self._forget_draft(entry)
        self._tell(self._state, StaffNews.CHANGED, entry.text(StaffField.NAME))

    def _on_reset(self, row: StaffRow, password: str) -> None:
        self._newer.add(row.staff_id)
        handed_over = HandedOver(row.name, row.login, password)
        self._tell(
            replace(self._state, handed_over=handed_over), StaffNews.PASSWORD_RESET, row.name
        )

    def _on_done(self, news: StaffNews, row: StaffRow, customers: int = 0) -> None:
        self._newer.add(row.staff_id)
        self._tell(replace(self._state, news_customers=customers), news, row.name)

    def _tell(self, state: StaffState, news: StaffNews, name: str) -> None:
        self._show(replace(state, busy=False, news=news, news_about=name))
        self.load()

    def _on_failed(self, entry_id: int | None, error: Exception) -> None:
        self._show(replace(self._state, busy=False))
        which = _FIELDS.get(type(error))
        entry = self._state.entry
        if entry is None or entry.staff_id != entry_id:
            which = None
        if entry is not None and which is not None and isinstance(error, CrmError):
            self._show_entry(replace(entry, refusals={**entry.refusals, which: error}))
            self.refused.emit(which)
            return
        if isinstance(error, RecordChanged | RecordGone):
            self._newer.add(entry_id)
            self.load()
        self.failed.emit(error)

    def _on_loaded(self, rows: Sequence[StaffRow]) -> None:
        self._everybody = tuple(rows)
        for row in self._everybody:
            draft = self._drafts.get(row.staff_id)
            if draft is not None and row.staff_id in self._newer:
                self._drafts[row.staff_id] = replace(draft, row=row)
        self._newer.clear()
        wanted = self._choose_once_loaded or self._entry_id()
        self._choose_once_loaded = None
        entry = self._drafts.get(wanted) or self._stored_entry(wanted) or self._empty_entry()
        self._show_rows(replace(self._state, entry=entry, loaded=True, failed=False))
        self._fill_back()

    def _fill_back(self) -> None:
        """Take what was put back; about somebody who is gone there is no form any more."""
        back, self._back = self._back, None
        if back is None:
            return
        blank = StaffEntry() if back.staff_id is None else self._stored_entry(back.staff_id)
        if blank is None:
            return
        row = blank.row and replace(blank.row, revision=back.revision or blank.row.revision)
        roles = blank.roles if blank.own else back.roles
        texts = {**blank.texts, **back.texts}
        self._show_entry(replace(blank, row=row, texts=texts, roles=roles, changed=True))

    def _on_not_loaded(self, error: Exception) -> None:
        self._show(replace(self._state, failed=True))
        self.failed.emit(error)

    def _forget_draft(self, saved: StaffEntry) -> None:
        """Forget what was typed, unless more was typed while it was being saved."""
        if self._drafts.get(saved.staff_id) == saved:
            del self._drafts[saved.staff_id]
        self._newer.add(saved.staff_id)

    def _stored_entry(self, staff_id: int | None) -> StaffEntry | None:
        row = self._row_of(staff_id)
        return None if row is None else entry_of(row, self._own_login)

    def _empty_entry(self) -> StaffEntry | None:
        """Return the form for somebody new while it is the one that is shown."""
        entry = self._state.entry
        return entry if entry is not None and entry.row is None else None

    def _row_of(self, staff_id: int | None) -> StaffRow | None:
        return next((row for row in self._everybody if row.staff_id == staff_id), None)

    def _entry_id(self) -> int | None:
        return None if self._state.entry is None else self._state.entry.staff_id

    def _show_typing(self, entry: StaffEntry) -> None:
        self._state = replace(self._state, news=None)
        self._show_entry(replace(entry, changed=True))

    def _show_entry(self, entry: StaffEntry) -> None:
        if entry.changed:
            self._drafts[entry.staff_id] = entry
        self._show(replace(self._state, entry=entry))

    def _show_rows(self, state: StaffState) -> None:
        rows = tuple(row for row in self._everybody if state.with_inactive or _concerns(row))
        self._show(replace(state, rows=rows, left_out=len(self._everybody) - len(rows)))

    def _show(self, state: StaffState) -> None:
        self._state = state
        self.changed.emit(state)


def _concerns(row: StaffRow) -> bool:
    """Tell whether somebody works here, or left customers that others are to be given."""
    return row.active or row.customers > 0


_FIELDS: dict[type[Exception], StaffField] = {
    NameMissing: StaffField.NAME,
    BadKana: StaffField.NAME_KANA,
    BadLogin: StaffField.LOGIN,
    LoginTaken: StaffField.LOGIN,
    BadExtension: StaffField.EXTENSION,
    ExtensionInUse: StaffField.EXTENSION,
    RoleMissing: StaffField.ROLES,
}
