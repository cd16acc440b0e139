"""The words for a number that was not dialled: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.domain.dial_request import DialProblem
from crm_desktop.errors.dialling import NotDialled


def dial_error_text(error: NotDialled) -> str:
    """Return one translated sentence or two."""
    known = {str(problem): source for problem, source in _SENTENCES.items()}
    source = known.get(error.problem, _SENTENCES[DialProblem.EXCHANGE_REFUSED])
    return QCoreApplication.translate("errors", str(source))


_SENTENCES: dict[DialProblem, object] = {
    DialProblem.SPECIAL: QT_TRANSLATE_NOOP(
        "errors",
        "Emergency and service numbers are not dialled from the screen. Dial it at the telephone.",
    ),
    DialProblem.NO_NUMBER: QT_TRANSLATE_NOOP(
        "errors", "This is no whole telephone number, so nothing was dialled."
    ),
    DialProblem.INTERNAL: QT_TRANSLATE_NOOP(
        "errors", "This is a telephone of the office. Dial it at the telephone."
    ),
    DialProblem.NO_TELEPHONE: QT_TRANSLATE_NOOP(
        "errors",
        "No telephone belongs to this login, so none can be rung. Ask a supervisor to enter its"
        " extension.",
    ),
    DialProblem.NO_DIALLER: QT_TRANSLATE_NOOP(
        "errors",
        "Nothing is set up here that dials. Dial it at the telephone, or ask whoever looks after"
        " the program.",
    ),
    DialProblem.NOBODY_TOOK_IT: QT_TRANSLATE_NOOP(
        "errors",
        "The telephone exchange did not take the call: the phone link does not answer. It will"
        " not be dialled later. Dial it at the telephone.",
    ),
    DialProblem.NOT_ALLOWED: QT_TRANSLATE_NOOP(
        "errors",
        "The telephone exchange does not let this program dial. Whoever looks after it adds"
        " write=originate to its user in manager.conf.",
    ),
    DialProblem.NOT_PICKED_UP: QT_TRANSLATE_NOOP(
        "errors", "Your telephone rang and was not picked up, so nothing was dialled."
    ),
    DialProblem.BUSY: QT_TRANSLATE_NOOP(
        "errors", "Your telephone is busy or refused the call, so nothing was dialled."
    ),
    DialProblem.TELEPHONE_AWAY: QT_TRANSLATE_NOOP(
        "errors",
        "Your telephone could not be rung: it is not connected to the telephone exchange, or the"
        " call was refused there.",
    ),
    DialProblem.EXCHANGE_AWAY: QT_TRANSLATE_NOOP(
        "errors",
        "The link to the telephone exchange broke while dialling. Look at your telephone before"
        " you dial again.",
    ),
    DialProblem.EXCHANGE_REFUSED: QT_TRANSLATE_NOOP(
        "errors",
        "The telephone exchange refused to dial this number. Ask whoever looks after it to check"
        " dial_context, dial_channel and the outside prefix in the settings.",
    ),
    DialProblem.URL_BAD: QT_TRANSLATE_NOOP(
        "errors",
        "The address that is to dial (dial_url) must begin with https:// or http:// and hold"
        " {number}. Ask whoever looks after the program.",
    ),
    DialProblem.URL_REFUSED: QT_TRANSLATE_NOOP(
        "errors",
        "The telephone system refused to dial this number. Dial it at the telephone.",
    ),
    DialProblem.URL_UNREACHABLE: QT_TRANSLATE_NOOP(
        "errors",
        "The telephone system does not answer, so it is not sure whether it dials. Look at your"
        " telephone before you dial again.",
    ),
    DialProblem.LINK_REFUSED: QT_TRANSLATE_NOOP(
        "errors",
        "This PC has no program that takes telephone links. Dial it at the telephone.",
    ),
}
