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


_SEEMS = {
    PositionProblem.NOT_A_NUMBER: "not a number",
    PositionProblem.ZERO: "0,0",
    PositionProblem.SWAPPED: "latitude and longitude look swapped",
    PositionProblem.OUTSIDE: "outside",
}
