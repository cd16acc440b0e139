"""Why a password is not taken, in words for beside its field."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.password_rule import FEWEST_CHARACTERS, PasswordProblem
from crm_desktop.ui.shared.filled import filled

translate = QCoreApplication.translate


def password_problem_words(problem: PasswordProblem) -> str:
    """Return what is wrong and what would be right."""
    match problem:
        case PasswordProblem.TOO_SHORT:
            words = translate("password", "Too short. Type at least %1 characters.")
            return filled(words, str(FEWEST_CHARACTERS))
        case PasswordProblem.IS_LOGIN:
            return translate("password", "This is your login name. Choose something else.")
        case PasswordProblem.ONE_CHARACTER:
            return translate("password", "This is one character over and over. Mix several.")


def password_rule_words() -> str:
    """Return what a password has to be, before anything is typed."""
    words = translate("password", "At least %1 characters; several words are easy to remember.")
    return filled(words, str(FEWEST_CHARACTERS))
