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
    moving.WorkStopped: QT_TRANSLATE_NOOP("errors", "Stopped. Nothing was changed."),
    moving.FilterNameTaken: QT_TRANSLATE_NOOP(
        "errors", "A colleague saved a filter as “{name}”. It stays; choose another name for yours."
    ),
    moving.NotAmongChosen: QT_TRANSLATE_NOOP(
        "errors", "No customer with the code “{code}” is among those who are to be moved."
    ),
    moving.BadCount: QT_TRANSLATE_NOOP(
        "errors", "“{text}” is no whole number from 0 up. Leave it empty for any."
    ),
    moving.BadShare: QT_TRANSLATE_NOOP(
        "errors", "“{text}” is no share. 1 is usual, 2 is twice as much, 0 is nobody."
    ),
    moving.DayPassed: QT_TRANSLATE_NOOP("errors", "Choose a day after today."),
}
