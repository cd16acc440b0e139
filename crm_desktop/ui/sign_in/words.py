"""The words of the window for signing in."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.database.embedded import StartStep
from crm_desktop.domain.password_rule import PasswordProblem
from crm_desktop.errors.access import NoKeyring
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.shared.password_words import password_problem_words
from crm_desktop.ui.sign_in.first_person import PersonField, PersonProblem, Refusal
from crm_desktop.ui.sign_in.state import Missing, Protection, SignInStage, SignInState

translate = QCoreApplication.translate


def refusal_words(error: Exception | None) -> str:
    """Return why somebody could not come in; "" for None."""
    match error:
        case None:
            return ""
        case DatabaseUnreachable() if type(error) is DatabaseUnreachable:
            return translate("sign_in", "The server does not answer. Check the network; try again.")
        case _:
            return error_text(error)


def missing_words(missing: Missing | None, field: Missing) -> str:
    """Return what to do with ``field`` when it is the one that is missing."""
    if missing is not field:
        return ""
    if field is Missing.LOGIN:
        return translate("sign_in", "Type your login name.")
    return translate("sign_in", "Type your password.")


def progress_words(state: SignInState) -> str:
    """Return what is being done; "" for nothing."""
    match state.stage:
        case SignInStage.LOOKING:
            return _step_words(state.step)
        case SignInStage.CONNECTING:
            return translate("sign_in", "Signing in …")
        case _:
            return ""


def _step_words(step: StartStep | None) -> str:
    match step:
        case StartStep.CREATING:
            return translate("sign_in", "Making the database of this PC (only once) …")
        case StartStep.BRINGING_OVER:
            return translate(
                "sign_in", "Bringing all data over to a new database (only once). Leave the PC on …"
            )
        case StartStep.COMPARING:
            return translate("sign_in", "Comparing the new database with the old one …")
        case StartStep.STARTING:
            return translate("sign_in", "Starting the database …")
        case _:
            return translate("sign_in", "Getting ready …")


def protection_words(protection: Protection) -> str:
    """Return what keeps others from reading the connection."""
    match protection:
        case Protection.THIS_PC:
            return translate("sign_in", "The connection stays on this PC.")
        case Protection.ENCRYPTED:
            return translate("sign_in", "Encrypted; the server's certificate is checked.")


def keyring_words(problem: CrmError | None) -> str:
    """Return why no password can be kept; "" when one can."""
    match problem:
        case None:
            return ""
        case NoKeyring():
            return translate(
                "sign_in", "This PC has no keyring, so the password is asked for each time."
            )
        case _:
            return error_text(problem)


def person_label(field: PersonField) -> str:
    """Return what a field of the first person is called."""
    labels = {
        PersonField.NAME: translate("sign_in", "Name"),
        PersonField.LOGIN: translate("sign_in", "Login name"),
        PersonField.PASSWORD: translate("sign_in", "Password"),
        PersonField.AGAIN: translate("sign_in", "Once more"),
        PersonField.EXTENSION: translate("sign_in", "Extension"),
    }
    return labels[field]


def person_refusal_words(refusal: Refusal | None) -> str:
    """Return what is wrong with a field of the first person; "" for nothing."""
    match refusal:
        case None:
            return ""
        case CrmError():
            return error_text(refusal)
        case PasswordProblem():
            return password_problem_words(refusal)
        case _:
            return translate("sign_in", str(_PROBLEMS[refusal]))


_PROBLEMS: dict[PersonProblem, object] = {
    PersonProblem.NO_NAME: QT_TRANSLATE_NOOP("sign_in", "Type the name as colleagues know it."),
    PersonProblem.NO_LOGIN: QT_TRANSLATE_NOOP("sign_in", "Type a login name, such as tadokoro."),
    PersonProblem.BAD_LOGIN: QT_TRANSLATE_NOOP(
        "sign_in", "Small letters a–z, digits and _ only; a letter comes first."
    ),
    PersonProblem.LOGIN_KEPT: QT_TRANSLATE_NOOP(
        "sign_in", "The system keeps this name for itself. Choose another."
    ),
    PersonProblem.DIFFERS: QT_TRANSLATE_NOOP(
        "sign_in", "The two passwords differ. Type them anew."
    ),
    PersonProblem.BAD_EXTENSION: QT_TRANSLATE_NOOP(
        "sign_in", "Digits only, ten at most, such as 201."
    ),
}


def this_pc_words() -> str:
    """Return what the embedded server is called in the list of servers."""
    return translate("sign_in", "This PC")
