"""Positions, files of towns and places, and maps that cannot be used."""

from __future__ import annotations

from enum import StrEnum

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


_SEEMS = {
    PositionProblem.NOT_A_NUMBER: "not a number",
    PositionProblem.ZERO: "0,0",
    PositionProblem.SWAPPED: "latitude and longitude look swapped",
    PositionProblem.OUTSIDE: "outside",
}
