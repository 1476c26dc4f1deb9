"""The airline model on a grid: (1-B)(1-B¹²) y = (1-θB)(1-ΘB¹²) a, without an optimiser that could fail.

Box and Jenkins (1976). For every pair of the grid the differenced series and its regressors pass the inverse filter
once; then any set of regressors is a small least-squares problem. Innovations before the start are estimated with
the rest, which makes the likelihood exact: taken as nought, they leave a trace that any regressor fits.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]
Pair = tuple[float, float]

YEAR = 12
_GRID = (0.0, 0.2, 0.4, 0.6, 0.8, 0.95)
PAIRS: tuple[Pair, ...] = tuple((regular, seasonal) for regular in _GRID for seasonal in _GRID)
LIKELY: Pair = (0.4, 0.6)  # what most economic series come near to; outliers are first looked for with it
_NOISE = 2.5
_MAD = 1.4826
_TINY = np.finfo(float).tiny


@dataclass(frozen=True, eq=False)
class Fit:
    """One set of regressors at its best pair: coefficients, their standard errors and the corrected criterion."""

    pair: Pair
    coefficients: Vector
    errors: Vector
    aicc: float


def polynomial(pair: Pair) -> Vector:
    """Return the coefficients of (1-θB)(1-ΘB¹²)."""
    regular, seasonal = pair
    return np.convolve([1.0, -regular], [1.0, *([0.0] * (YEAR - 1)), -seasonal])


def differenced(columns: Matrix) -> Matrix:
    """Return (1-B)(1-B¹²) of each column, 13 rows shorter."""
    yearly = columns[YEAR:] - columns[:-YEAR]
    return np.asarray(yearly[1:] - yearly[:-1])


def inverse(columns: Matrix, pair: Pair = LIKELY) -> Matrix:
    """Return each column differenced and passed through the inverse filter of a pair."""
    return _filtered(polynomial(pair), differenced(columns))


class Grid:
    """A series and its regressors, filtered for every pair, ready to be fitted in any combination."""

    def __init__(self, values: Vector, design: Matrix) -> None:
        columns = differenced(np.column_stack([values, design]))
        self.count = len(columns)
        found = [_products(columns, pair) for pair in PAIRS]
        self._products = np.array([product for product, _ in found])
        self._determinants = np.array([determinant for _, determinant in found])

    def fit(self, chosen: tuple[int, ...]) -> Fit:
        """Return the fit of the regressors numbered ``chosen``, from 0, at the best pair."""
        places = np.array(chosen, dtype=int) + 1
        inner = self._products[:, places[:, None], places[None, :]]
        outer = self._products[:, places, 0]
        solved = np.linalg.pinv(inner, hermitian=True)
        beta = np.einsum("gij,gj->gi", solved, outer)
        squares = np.maximum(self._products[:, 0, 0] - np.einsum("gi,gi->g", beta, outer), _TINY)
        likelihood = self.count * np.log(squares / self.count) + self._determinants
        best = int(np.argmin(likelihood))
        errors = np.sqrt(np.maximum(np.diag(solved[best]), 0.0) * squares[best] / self.count)
        parameters = len(chosen) + 3  # the pair and the variance
        penalty = 2 * parameters + 2 * parameters * (parameters + 1) / max(self.count - parameters - 1, 1)
        return Fit(PAIRS[best], beta[best], errors, float(likelihood[best]) + penalty)


def _products(columns: Matrix, pair: Pair) -> tuple[Matrix, float]:
    """Return the cross products of filtered columns, innovations before the start apart, and their determinant."""
    weights = polynomial(pair)
    order = len(weights) - 1
    before = np.zeros((len(columns), order))
    for step in range(1, order + 1):
        reach = min(order + 1 - step, len(columns))
        before[:reach, step - 1] = -weights[step : step + reach]
    start, passed = _filtered(weights, before), _filtered(weights, columns)
    inner = np.eye(order) + start.T @ start
    across = start.T @ passed
    determinant = float(np.linalg.slogdet(inner)[1])
    return np.asarray(passed.T @ passed - across.T @ np.linalg.solve(inner, across)), determinant


def _filtered(weights: Vector, columns: Matrix) -> Matrix:
    from scipy.signal import lfilter  # dear to import

    return np.asarray(lfilter([1.0], weights, columns, axis=0))


def extended(values: Vector, pair: Pair, months: int) -> Vector:
    """Return values with ``months`` forecasts after them and as many backcasts before, from the same model."""
    return np.concatenate([_ahead(values[::-1], pair, months)[::-1], values, _ahead(values, pair, months)])


def _ahead(values: Vector, pair: Pair, months: int) -> Vector:
    """Return the model's forecasts; innovations to come are nought, past ones no larger than noise may be."""
    weights = polynomial(pair)
    innovations = inverse(values[:, None], pair)[:, 0]
    spread = _MAD * float(np.median(np.abs(innovations)))
    known = np.clip(innovations, -_NOISE * spread, _NOISE * spread) if spread > 0 else innovations
    shocks, path = list(known), list(values)
    for _ in range(months):
        shocks.append(0.0)
        change = float(np.dot(weights[1:], shocks[-2 : -len(weights) - 1 : -1]))
        path.append(path[-1] + path[-YEAR] - path[-YEAR - 1] + change)
    return np.array(path[len(values) :])
