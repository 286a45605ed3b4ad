"""What was measured, and on what: the model, the settings, the commit, the day and the machine."""

import platform
import subprocess
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path

from eval.report import State
from index import EncoderCard
from rag.weights import Weights


def current_state(encoder: EncoderCard, weights: Weights) -> State:
    """Describe this checkout and machine."""
    settings = {
        "dimension": str(encoder.dimension),
        "query prompt": encoder.query_prompt.strip(),
        "passage prompt": encoder.passage_prompt.strip(),
        "threshold": f"{weights.threshold:g}",
        "weights": weights.provenance,
    }
    day = datetime.now(UTC).date().isoformat()
    return State(encoder.model, settings, commit(), day, platform.python_version(), cpu_count() or 1)


def commit() -> str | None:
    """Return the commit of the checkout, with a `+` where files differ from it; None outside a repository."""
    described = _git("rev-parse", "--short=12", "HEAD")
    return described and described + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")


def _git(*arguments: str) -> str | None:
    folder = Path(__file__).parent
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() or None
