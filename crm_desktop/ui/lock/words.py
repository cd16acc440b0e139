"""The words of a locked desk."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crm_desktop.errors.access import PasswordWrong, SignInRefused
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.lock.state import LockProblem

translate = QCoreApplication.translate


def refusal_words(refusal: LockProblem | Exception | None) -> str:
    """Return why the desk stays locked; "" for None."""
    match refusal:
        case None:
            return ""
        case LockProblem.NO_PASSWORD:
            return translate("lock", "Type your password.")
        case PasswordWrong() | SignInRefused():
            return translate("lock", "This is not the password. The desk stays locked; try again.")
        case DatabaseUnreachable():
            return translate(
                "lock", "The server does not answer, so the desk stays locked. Nothing is lost."
            )
        case _:
            return error_text(refusal)
