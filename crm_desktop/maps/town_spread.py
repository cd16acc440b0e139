"""How far from a town's point its houses may be, judged by how far apart such points lie."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
# Latitude and longitude in degrees.
Point = tuple[float, float]

SMALLEST_M: Final = 40
LARGEST_M: Final = 15_000


def own_radii_m(points: Sequence[Point]) -> list[float]:
    """Return for each point the radius, metres, of a circle as large as the space of its own.

    That is judged by its six nearest neighbours; a lone point has infinitely much.
    """
    if not points:
        return []
    around = _nearest_m(_plane_m(points))
    shares = around**2 / np.arange(1, _NEIGHBOURS + 1)
    known = np.sum(~np.isnan(shares), axis=1)
    radii = np.sqrt(np.nansum(shares, axis=1) / np.maximum(known, 1))
    radii[known == 0] = np.inf
    return [float(radius) for radius in radii]


def spread_m(centre: Point, points: Iterable[Point]) -> int:
    """Return the radius round ``centre``, metres, that holds nine of ten ``points``."""
    distances = sorted(flat_distance_m(centre, point) for point in points)
    if not distances:
        return LARGEST_M
    return rounded_m(distances[math.ceil(len(distances) * 0.9) - 1])


def middle(points: Sequence[Point]) -> Point:
    """Return the median of latitudes and longitudes, which far-off points do not move."""
    return (_median([point[0] for point in points]), _median([point[1] for point in points]))


def flat_distance_m(a: Point, b: Point) -> float:
    """Return the distance, metres, between points not farther apart than a prefecture is wide."""
    east = (b[1] - a[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(b[0] - a[0], east) * _METRES_A_DEGREE


def rounded_m(metres: float) -> int:
    """Return the next larger of 40, 50, 60, 80, 100, … 15,000: finer would only seem exact."""
    return next((step for step in _STEPS if metres <= step), LARGEST_M)


def _median(values: list[float]) -> float:
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _plane_m(points: Sequence[Point]) -> Points:
    degrees = np.array(points, dtype=np.float64)
    east = degrees[:, 1] * np.cos(np.radians(degrees[:, 0]))
    return np.stack([degrees[:, 0], east], axis=1) * _METRES_A_DEGREE


def _nearest_m(plane: Points) -> Points:
    """Return the distances to the nearest neighbours, ascending, NaN where there are too few.

    Grids from fine to coarse: a distance counts once it is surely smaller than a cell.
    """
    nearest = np.full((len(plane), _NEIGHBOURS), np.nan)
    waiting = np.arange(len(plane))
    for cell_m in _CELLS_M:
        cells = _cells(plane, cell_m)
        for cell, members in _cells(plane, cell_m, waiting).items():
            nearest[members] = _in_cell(plane, members, _around(cells, cell))
        done = nearest[waiting, -1] <= cell_m
        waiting = waiting[~done]
        if not len(waiting):
            break
    return nearest


def _cells(
    plane: Points, cell_m: float, chosen: NDArray[np.intp] | None = None
) -> dict[tuple[int, int], list[int]]:
    rows = np.arange(len(plane)) if chosen is None else chosen
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for row, (up, east) in zip(rows, np.floor(plane[rows] / cell_m).astype(int), strict=True):
        cells[int(up), int(east)].append(int(row))
    return dict(cells)


def _around(cells: dict[tuple[int, int], list[int]], cell: tuple[int, int]) -> list[int]:
    steps = (-1, 0, 1)
    return [
        row
        for up in steps
        for east in steps
        for row in cells.get((cell[0] + up, cell[1] + east), ())
    ]


def _in_cell(plane: Points, members: list[int], others: list[int]) -> Points:
    apart = plane[members][:, None, :] - plane[others][None, :, :]
    distances = np.sort(np.hypot(apart[..., 0], apart[..., 1]), axis=1)[:, 1 : _NEIGHBOURS + 1]
    missing = _NEIGHBOURS - distances.shape[1]
    return np.pad(distances, ((0, 0), (0, missing)), constant_values=np.nan)


_METRES_A_DEGREE: Final = 111_195.0
_NEIGHBOURS: Final = 6
_CELLS_M: Final = (500.0, 1_500.0, 5_000.0, 20_000.0, 80_000.0, 400_000.0)
_STEPS: Final = tuple(
    int(step * scale)
    for scale in (10, 100, 1_000, 10_000)
    for step in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8)
    if SMALLEST_M <= step * scale <= LARGEST_M
)
