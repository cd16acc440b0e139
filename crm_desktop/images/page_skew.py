"""How far a page was turned when it was scanned, by the edges of the paper or its lines."""

from __future__ import annotations

from math import radians, tan
from typing import Final

import numpy as np
import numpy.typing as npt

from crm_desktop.images.page_border import STEEPEST_DEGREES, border_mask, edge_skew
from crm_desktop.images.page_tones import PageTones

_COARSE_DEGREES: Final = 0.5
_FINE_DEGREES: Final = 0.05
_INK: Final = 0.82
_MOST_POINTS: Final = 60_000
_FEWEST_POINTS: Final = 200
_CLEARLY: Final = 1.8


def skew_degrees(tones: PageTones) -> float:
    """Return by how much the page is turned clockwise, -10 to 10; 0.0 where nothing tells.

    Where the paper's own edge is seen it decides, else lines of writing, across or down.
    """
    edge = edge_skew(tones)
    return edge if edge is not None else _line_skew(tones)


def _line_skew(tones: PageTones) -> float:
    ys, xs = np.nonzero((tones.darkest < tones.paper * _INK) & ~border_mask(tones))
    if len(ys) < _FEWEST_POINTS:
        return 0.0
    step = -(-len(ys) // _MOST_POINTS)
    across, along = xs[::step].astype(np.float32), ys[::step].astype(np.float32)
    rows, columns = _clearest(along, across, -1), _clearest(across, along, 1)
    clarity, angle = max(rows, columns)
    return angle if clarity >= _CLEARLY else 0.0


def _clearest(
    positions: npt.NDArray[np.float32], offsets: npt.NDArray[np.float32], sign: int
) -> tuple[float, float]:
    """Return how much clearer the lines are at the best angle than at most, and that angle."""
    coarse = np.arange(-STEEPEST_DEGREES, STEEPEST_DEGREES + _COARSE_DEGREES / 2, _COARSE_DEGREES)
    scores = [_sharpness(positions, offsets, sign * angle) for angle in coarse]
    best = float(coarse[int(np.argmax(scores))])
    fine = np.arange(best - _COARSE_DEGREES, best + _COARSE_DEGREES, _FINE_DEGREES)
    finer = [_sharpness(positions, offsets, sign * angle) for angle in fine]
    return max(finer) / float(np.median(scores)), float(fine[int(np.argmax(finer))])


def _sharpness(
    positions: npt.NDArray[np.float32], offsets: npt.NDArray[np.float32], angle: float
) -> float:
    """Return how unevenly the ink falls when it is swept together along lines at ``angle``."""
    swept = positions + offsets * np.float32(tan(radians(angle)))
    histogram = np.bincount((swept - swept.min()).astype(np.int32))
    steps = np.diff(histogram.astype(np.float64))
    return float(np.square(steps).sum())
