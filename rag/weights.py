"""The learned weights, a small readable file with where they come from."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.errors import PresseError
from rag.confidence import FEATURES as CONFIDENCE
from rag.evidence import FEATURES as EVIDENCE

SHIPPED = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned, and how.

    `evidence` weighs `rag.evidence.FEATURES`; `reading` weighs the log odds of a reader, added to the score of the
    sentences it has read; `confidence` weighs `rag.confidence.FEATURES` in log odds, added to `intercept`; an answer is
    given where the probability is at least `threshold`.
    """

    evidence: tuple[float, ...]
    reading: float
    confidence: tuple[float, ...]
    intercept: float
    threshold: float
    provenance: str

    @classmethod
    def shipped(cls) -> "Weights":
        """Return the weights that come with the project."""
        return cls.load(SHIPPED)

    @classmethod
    def load(cls, path: Path) -> "Weights":
        """Read a weights file; raises PresseError where it does not hold a weight for every feature."""
        try:
            record: dict[str, Any] = json.loads(path.read_text("utf-8"))
            return cls(
                tuple(float(record["evidence"][name]) for name in EVIDENCE),
                float(record["reading"]),
                tuple(float(record["confidence"][name]) for name in CONFIDENCE),
                float(record["intercept"]),
                float(record["threshold"]),
                str(record["provenance"]),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise PresseError(f"cannot read the weights {path} ({error}); learn them again") from error

    def save(self, path: Path) -> None:
        """Write the weights by the names of their features."""
        record = asdict(self) | {
            "evidence": dict(zip(EVIDENCE, self.evidence, strict=True)),
            "confidence": dict(zip(CONFIDENCE, self.confidence, strict=True)),
        }
        path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
