"""The words for a number that is being dialled."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.dial_request import NumberShown
from crm_desktop.domain.dialling import DialCaution
from crm_desktop.ui.dialling.state import DialStage, DialView
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import one_line, shortened

_LONGEST_NAME = 40

translate = QCoreApplication.translate


def whom_words(view: DialView, formats: Formats) -> str:
    """Return the number, and whose it is where that is known."""
    number = formats.phone(view.number) if view.number else ""
    name = formats.person(view.customer_name) if view.customer_name else ""
    return "  ".join(filter(None, [number, shortened(one_line(name), _LONGEST_NAME)]))


def stage_words(view: DialView) -> str:
    """Return how far it has come, and what to do now."""
    if view.error is not None:
        return error_text(view.error)
    match view.stage:
        case DialStage.ASKING:
            question = translate("dialling", "Dial this number?")
            return question if view.caution is None else caution_words(view.caution)
        case DialStage.ASKED:
            return translate("dialling", "Dialling …")
        case DialStage.RINGING:
            return translate("dialling", "Your telephone rings. Pick it up, then it is dialled.")
        case DialStage.HANDED_OVER:
            return translate("dialling", "Handed over to the telephone program.")
        case _:
            return ""


def caution_words(caution: DialCaution) -> str:
    """Return why to look twice before dialling."""
    match caution:
        case DialCaution.NAVI:
            return translate("dialling", "0570: this call is charged from the first second.")
        case DialCaution.PREMIUM:
            return translate("dialling", "0990: this call costs an extra charge.")
        case DialCaution.MASS_CALLING:
            return translate("dialling", "0180/0170: a service for many calls, charged each time.")
        case DialCaution.MACHINE:
            return translate("dialling", "020: a pager or a machine, nobody answers there.")
        case DialCaution.SATELLITE:
            return translate("dialling", "A satellite telephone: this call is very costly.")
        case DialCaution.ABROAD:
            return translate("dialling", "A number abroad: an international call is charged.")


def shown_words(shown: NumberShown) -> str:
    """Return what the called person sees of the office's number."""
    match shown:
        case NumberShown.AS_USUAL:
            return translate("dialling", "Our number as usual")
        case NumberShown.HIDDEN:
            return translate("dialling", "184: do not show our number")
        case NumberShown.SHOWN:
            return translate("dialling", "186: show our number")
