"""Fits shared by what learns: a logistic regression with signs, and the threshold that parts two classes best."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Matrix = NDArray[np.float64]
Bounds = tuple[float | None, float | None]

RIDGE = 1e-3


def logistic(
    table: Matrix, labels: NDArray[np.bool_], mass: Matrix, bounds: Sequence[Bounds], ridge: float = RIDGE
) -> Matrix:
    """Fit a logistic regression whose weights keep within bounds; returns (columns + 1,), the intercept last.

    `table` is (n, columns), `mass` (n,) weighs the rows and adds up to 1; `ridge` is the penalty on the weights, not
    on the intercept.
    """
    columns = np.column_stack([table, np.ones(len(table))])
    sign = np.where(labels, 1.0, -1.0)

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        margins = sign * (columns @ weights)
        penalty = ridge * np.append(weights[:-1], 0.0)
        gradient = columns.T @ (-mass * sign * np.exp(-np.logaddexp(0, margins)))
        return float(mass @ np.logaddexp(0, -margins) + penalty @ weights / 2), gradient + penalty

    start = np.zeros(columns.shape[1])
    found: Matrix = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]).x
    return found


def threshold(scores: Matrix, labels: NDArray[np.bool_], mass: Matrix) -> float:
    """Return the score from which on to answer: the highest sum of right answers and right refusals.

    Youden's J (1950): a question wrongly refused costs as much as one wrongly answered. `labels` says which of the
    rows are answerable, of which there must be both kinds.
    """
    order = np.argsort(scores)
    refused = np.cumsum(np.where(labels, 0.0, mass)[order]) / mass[~labels].sum()
    lost = np.cumsum(np.where(labels, mass, 0.0)[order]) / mass[labels].sum()
    best = int(np.argmax(refused - lost))
    return float(scores[order][min(best + 1, len(scores) - 1)])
