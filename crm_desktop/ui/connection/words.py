"""What is said of the connection."""

from __future__ import annotations

from functools import reduce

from PySide6.QtCore import QCoreApplication

from crm_desktop.errors.database import SchemaTooNew
from crm_desktop.ui.connection.state import ConnectionState, Link
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats


def connection_words(state: ConnectionState, formats: Formats) -> str:
    """Return the sentences for ``state``; "" when there is nothing to say."""
    sentences = (
        _link_words(state, formats),
        _problem_words(state),
        _went_in_words(state),
        _waiting_words(state),
    )
    said = [sentence for sentence in sentences if sentence]
    beside = QCoreApplication.translate("connection", "%1 %2")
    return reduce(lambda one, other: filled(beside, one, other), said) if said else ""


def _link_words(state: ConnectionState, formats: Formats) -> str:
    translate = QCoreApplication.translate
    if state.link is Link.LOST and state.lost_at is not None:
        words = translate(
            "connection", "Not connected since %1, trying again. What you type is kept."
        )
        return filled(words, formats.time(state.lost_at))
    if state.link is Link.BACK:
        return translate("connection", "Connected again.")
    return ""


def _problem_words(state: ConnectionState) -> str:
    if isinstance(state.problem, SchemaTooNew):
        return QCoreApplication.translate(
            "connection",
            "The database was brought up to date, and this desk must be too: close the program,"
            " install the new version, sign in again. What you typed is kept.",
        )
    return "" if state.problem is None else error_text(state.problem)


def _went_in_words(state: ConnectionState) -> str:
    if not state.went_in:
        return ""
    went_in = QCoreApplication.translate("connection", "Savings that went in: %1.")
    return filled(went_in, str(state.went_in))


def _waiting_words(state: ConnectionState) -> str:
    if not state.waiting:
        return ""
    waiting = QCoreApplication.translate("connection", "Savings that wait: %1.")
    return filled(waiting, str(state.waiting))
