"""Positions, files of towns and places, and maps that cannot be used."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from crm_desktop.errors.base import CrmError


class PositionProblem(StrEnum):
    """Why two numbers are no point in Japan."""

    NOT_A_NUMBER = "not_a_number"
    ZERO = "zero"
    SWAPPED = "swapped"
    OUTSIDE = "outside"


class BadPosition(CrmError):
    """Latitude and longitude are not those of a point in Japan."""

    def __init__(self, latitude: float, longitude: float, problem: PositionProblem) -> None:
        """Degrees as they were given; the text names none, for it may be where someone lives."""
        super().__init__(f"not a position in Japan: {_SEEMS[problem]}")
        self.latitude = latitude
        self.longitude = longitude
        self.problem = problem


class MapAddress(StrEnum):
    """Which web address of the map's settings is meant."""

    TILES = "tiles"
    ROUTE = "route"
    GEOCODER = "geocoder"


class BadMapAddress(CrmError):
    """A web address of the map's settings is none, or lacks what is filled in."""

    def __init__(self, which: MapAddress) -> None:
        """Remember which one."""
        super().__init__(f"not an address that can be asked for: {which}")
        self.which = which


class TileFault(StrEnum):
    """Why there is no picture of the map."""

    SILENT = "silent"
    UNTRUSTED = "untrusted"
    REFUSED = "refused"
    FAULTY = "faulty"
    REDIRECTED = "redirected"
    NO_PICTURE = "no_picture"
    TOO_LARGE = "too_large"
    RESTING = "resting"
    FILE_MISSING = "file_missing"
    FILE_DAMAGED = "file_damaged"
    FILE_VECTOR = "file_vector"


class TileProblem(CrmError):
    """A server or file of map pictures gave none; other than that there is none of a place."""

    def __init__(self, fault: TileFault) -> None:
        """The text says nothing of the place: it may be where someone lives."""
        super().__init__(f"no map picture: {fault}")
        self.fault = fault


class GeocoderFault(StrEnum):
    """Why a service on the internet did not say where an address is."""

    SILENT = "silent"
    UNTRUSTED = "untrusted"
    REFUSED = "refused"
    FAULTY = "faulty"
    REDIRECTED = "redirected"
    TOO_LARGE = "too_large"
    NOT_UNDERSTOOD = "not_understood"


class GeocoderProblem(CrmError):
    """A service that was asked where an address is gave no answer; not: it does not know."""

    def __init__(self, fault: GeocoderFault) -> None:
        """The text says nothing of the address."""
        super().__init__(f"no answer of the search for addresses: {fault}")
        self.fault = fault


class LocatingFailed(CrmError):
    """A process that locates many addresses has ended, or could not go on; what is done stays."""

    def __init__(self, problem: str) -> None:
        """``problem`` is English and technical, without any address."""
        super().__init__(f"addresses could not be located: {problem}")
        self.problem = problem


class TownFileProblem(StrEnum):
    """Why a file of towns cannot be used."""

    MISSING = "missing"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    ENCODING = "encoding"
    COLUMNS = "columns"
    CELLS = "cells"
    NAME = "name"
    NOT_A_NUMBER = "not_a_number"
    ZERO = "zero"
    SWAPPED = "swapped"
    OUTSIDE = "outside"


class OutlinesUnreadable(CrmError):
    """The outlines of Japan that come with the program cannot be read."""

    def __init__(self, path: Path) -> None:
        """Remember which file."""
        super().__init__(f"{path.name} cannot be read")
        self.path = path


class BadTownFile(CrmError):
    """A file of towns cannot be read or taken in; what was there before stays."""

    def __init__(self, name: str, problem: TownFileProblem, *, line: int = 0) -> None:
        """``name`` of the file without its folder; ``line`` from 1, 0 for the whole file."""
        place = f" at line {line}" if line else ""
        super().__init__(f"towns of {name} cannot be used: {problem}{place}")
        self.name = name
        self.problem = problem
        self.line = line


class PlaceFileBroken(CrmError):
    """A file of places is not whole, or nothing that is known; nothing of it was kept."""

    def __init__(self, path: Path, detail: str) -> None:
        """``detail`` is English and technical: what is wrong, and where as far as it is known."""
        super().__init__(f"{path.name} cannot be read: {detail}")
        self.path = path
        self.detail = detail


class NoPlacesFound(CrmError):
    """A file is sound but holds no place to pay; what was there of this source is kept."""

    def __init__(self, path: Path, *, read: int) -> None:
        """``read`` is how many entries were looked at."""
        super().__init__(f"{path.name} holds no place to pay")
        self.path = path
        self.read = read


_SEEMS = {
    PositionProblem.NOT_A_NUMBER: "not a number",
    PositionProblem.ZERO: "0,0",
    PositionProblem.SWAPPED: "latitude and longitude look swapped",
    PositionProblem.OUTSIDE: "outside",
}
