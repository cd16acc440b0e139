"""A day on the command line."""

from __future__ import annotations

import argparse
from datetime import date

from crm_desktop.commands.refusals import sentence_of
from crm_desktop.domain.calendar_date import parse_date
from crm_desktop.errors.text import BadDate


def a_day(text: str) -> date:
    """Return the day that an argument names, written as a file of an import may write it.

    Raises:
        ArgumentTypeError: it is no day; says how to write it.
    """
    try:
        return parse_date(text)
    except BadDate as error:
        raise argparse.ArgumentTypeError(sentence_of(error)) from error
