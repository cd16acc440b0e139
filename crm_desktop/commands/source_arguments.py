"""What a person says of where a file of places or towns comes from."""

from __future__ import annotations

import argparse

from crm_desktop.commands.day_argument import a_day
from crm_desktop.domain.place_reading import SourceFacts


def add_source_arguments(parser: argparse.ArgumentParser) -> None:
    """Add ``--licence``, ``--credit`` and ``--fetched-on``."""
    source = parser.add_argument_group(
        "where the file comes from (places, towns)", "what is not given is taken from the file"
    )
    source.add_argument("--licence", default="", metavar="NAME", help="such as ODbL 1.0")
    source.add_argument("--credit", default="", metavar="WORDS", help="shown beside the map")
    source.add_argument("--fetched-on", type=a_day, metavar="DAY", help="how new the data is")


def told_of_source(arguments: argparse.Namespace) -> SourceFacts:
    """Return what was said."""
    return SourceFacts(arguments.licence, arguments.credit, arguments.fetched_on)
