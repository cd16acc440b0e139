"""The words for customers that were not moved: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from crm_desktop.errors import moving

MOVING_SENTENCES: dict[type, object] = {
    moving.NobodyToMoveTo: QT_TRANSLATE_NOOP(
        "errors", "Nobody would get a customer. Choose at least one person with a share above 0."
    ),
    moving.ReceiverLeft: QT_TRANSLATE_NOOP(
        "errors",
        "Somebody who was to get customers has left in the meantime, so nobody was moved. Choose"
        " who is to get them and look at the preview again.",
    ),
    moving.CustomersMovedMeanwhile: QT_TRANSLATE_NOOP(
        "errors",
        "Somebody else has moved {changed} of these customers since the preview, so nobody was"
        " moved yet. Look at who they are; then move the others, or make a new preview.",
    ),
    moving.NothingToMove: QT_TRANSLATE_NOOP(
        "errors", "No customer is left to be moved: all of them are where they should go already."
    ),
    moving.MoveGone: QT_TRANSLATE_NOOP(
        "errors", "This move is done or taken back already. The list has been read again."
    ),
    moving.UndoTooLate: QT_TRANSLATE_NOOP(
        "errors",
        "A move is taken back within 24 hours. Move the customers back by choosing them again.",
    ),
}
