"""Planned moves are done when their day has come, by whoever looks first."""

from __future__ import annotations

import logging
from typing import Final

from crm_desktop.actions.customer_moves import do_due_move
from crm_desktop.database.bulk_load import lift_time_limits
from crm_desktop.database.engine import Database

CHANNEL: Final = "customers_moved"  # told of every move that is done or taken back: its id

log = logging.getLogger(__name__)


def do_due_moves(database: Database) -> int:
    """Do every planned move that is due, each in a transaction of its own; return how many.

    What somebody else is doing at the moment is left to them.
    """
    done = 0
    while _do_one(database):
        done += 1
    return done


def _do_one(database: Database) -> bool:
    with database.writing() as session:
        lift_time_limits(session)
        move_id = do_due_move(session)
    if move_id is not None:
        log.info("planned move %d is done", move_id)
    return move_id is not None
