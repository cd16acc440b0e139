"""Changes the password of who is signed in."""

from __future__ import annotations

from PySide6.QtCore import Qt

from crm_desktop.actions.staff import change_own_password
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.passwords import check_own_password, signs_in
from crm_desktop.errors.access import PasswordWrong, SignInRefused
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.error_display import ErrorDisplay
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.password_change.dialog import PasswordChangeDialog
from crm_desktop.ui.password_change.presenter import PasswordChangePresenter
from crm_desktop.ui.password_change.state import ChangeReason
from crm_desktop.ui.password_change.wiring import connect_password_change


def change_password(database: Database, old: str, new: str) -> None:
    """Give the person of ``database``, which uses it from then on, the password ``new``.

    On a worker thread. Where ``new`` is the present one already, as no answer came when it was
    asked for first, it is used from then on.

    Raises:
        PasswordWrong: ``old`` is not the present one.
        PasswordTooWeak: ``new`` is guessed easily.
        StaffUnknown, DatabaseUnreachable: see there.
    """
    try:
        with database.settling() as session:
            check_own_password(session, old)
            change_own_password(session, new)
    except (DatabaseUnreachable, PasswordWrong, SignInRefused):
        if not signs_in(database, new):
            raise
    database.use_password(new)


def ask_for_new_password(
    window: MainWindow, errors: ErrorDisplay, login: str, database: Database, jobs: Jobs
) -> None:
    """Show the sheet for a new password over ``window``."""
    dialog = PasswordChangeDialog(window)
    presenter = PasswordChangePresenter(
        login, lambda old, new: change_password(database, old, new), jobs, dialog
    )
    connect_password_change(presenter, dialog.panel)
    presenter.password_changed.connect(dialog.accept)
    presenter.failed.connect(errors.show)
    presenter.ask(ChangeReason.WISHED)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
