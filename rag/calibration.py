"""Confidence scaled to one index: another corpus, or another model, is sure at other scores.

A calibration lies beside the generations of the index it was measured on and names the model whose vectors it saw.
"""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from corpus.errors import PresseError
from rag.weights import Weights

FILE = "calibration.json"


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the log odds of the shipped weights become probabilities here: `slope` x + `shift` (Platt, 1999).

    `slope` is above 0, so that the order of answers stays; an answer is given from the probability `threshold` on.
    `model` names the vectors it was measured with, `provenance` the questions.
    """

    slope: float
    shift: float
    threshold: float
    model: str
    provenance: str

    def applied(self, weights: Weights) -> Weights:
        """Return the weights with their confidence scaled."""
        return replace(
            weights,
            confidence=tuple(self.slope * weight for weight in weights.confidence),
            intercept=self.slope * weights.intercept + self.shift,
            threshold=self.threshold,
            provenance=f"{weights.provenance}; calibrated: {self.provenance}",
        )

    def save(self, folder: Path) -> Path:
        """Write the calibration of the index in `folder`; raises PresseError where it cannot be written."""
        path = folder / FILE
        try:
            path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", "utf-8")
        except OSError as error:
            raise PresseError(f"cannot write {path}: {error.strerror or error}") from error
        return path


def weights_for(folder: Path, model: str) -> Weights:
    """Return the weights for an index: the shipped ones, scaled by its calibration where it has one for this model.

    Raises PresseError where there is a calibration that cannot be read.
    """
    found = read(folder)
    shipped = Weights.shipped()
    return found.applied(shipped) if found and found.model == model else shipped


def read(folder: Path) -> Calibration | None:
    """Return the calibration of the index in `folder`, None where it has none; raises PresseError."""
    path = folder / FILE
    try:
        record = json.loads(path.read_text("utf-8"))
        return Calibration(
            float(record["slope"]),
            float(record["shift"]),
            float(record["threshold"]),
            str(record["model"]),
            str(record["provenance"]),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PresseError(
            f"cannot read the calibration {path} ({error}); delete it, or make it anew with: presse eval --calibrate"
        ) from error
