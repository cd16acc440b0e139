"""The words of the sheet for a new password."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.domain.password_rule import PasswordProblem
from crm_desktop.errors.access import PasswordTooWeak, PasswordWrong
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.password_change.state import ChangeField, ChangeProblem, ChangeReason, Refusal
from crm_desktop.ui.shared.password_words import password_problem_words

translate = QCoreApplication.translate


def reason_words(reason: ChangeReason) -> str:
    """Return why the password is changed."""
    match reason:
        case ChangeReason.WISHED:
            return translate("password_change", "From then on only the new password counts.")
        case ChangeReason.FIRST_SIGN_IN:
            return translate(
                "password_change",
                "Somebody else gave you this password. Choose one that only you know;"
                " then the desk opens.",
            )
        case ChangeReason.EXPIRED:
            return translate(
                "password_change",
                "Your password is as old as the office allows. Choose a new one;"
                " then the desk opens.",
            )


def field_label(which: ChangeField) -> str:
    """Return what a field is called."""
    match which:
        case ChangeField.OLD:
            return translate("password_change", "Password now")
        case ChangeField.NEW:
            return translate("password_change", "New password")
        case ChangeField.AGAIN:
            return translate("password_change", "Once more")


def refusal_words(refusal: Refusal | None) -> str:
    """Return what is wrong with a field; "" for nothing."""
    match refusal:
        case None:
            return ""
        case PasswordProblem():
            return password_problem_words(refusal)
        case PasswordTooWeak():
            return password_problem_words(PasswordProblem(refusal.problem))
        case PasswordWrong():
            return translate("password_change", "This is not your password. Type it once more.")
        case _:
            return translate("password_change", str(_PROBLEMS[refusal]))


def error_words(error: Exception | None) -> str:
    """Return why the password was not changed; "" for None."""
    match error:
        case None:
            return ""
        case DatabaseUnreachable():
            return translate(
                "password_change",
                "The server does not answer."
                " If the old password is refused now, the new one counts.",
            )
        case _:
            return error_text(error)


_PROBLEMS: dict[ChangeProblem, object] = {
    ChangeProblem.NO_OLD: QT_TRANSLATE_NOOP("password_change", "Type the password you have now."),
    ChangeProblem.SAME: QT_TRANSLATE_NOOP(
        "password_change", "This is the password of now. Choose another."
    ),
    ChangeProblem.DIFFERS: QT_TRANSLATE_NOOP(
        "password_change", "The two new passwords differ. Type them anew."
    ),
}
