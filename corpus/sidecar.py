"""A sidecar: `cutting.pdf.yaml` beside `cutting.pdf` states its title, outlet and date where the file cannot."""

from pathlib import Path

import yaml

from corpus.errors import UnreadableError
from corpus.facts import Statement
from corpus.formats.draft import statement
from corpus.formats.fields import facts_from

ENDINGS = (".yaml", ".yml")


def is_sidecar(path: Path) -> bool:
    """Tell whether a file only states something of the file beside it."""
    return path.suffix.lower() in ENDINGS and path.with_suffix("").is_file()


def sidecar_of(path: Path) -> Path | None:
    """Return the sidecar of a file, if it has one."""
    candidates = (path.with_name(path.name + ending) for ending in ENDINGS)
    return next((candidate for candidate in candidates if candidate.is_file() and not candidate.is_symlink()), None)


def read_sidecar(path: Path) -> tuple[Statement, ...]:
    """Return what a sidecar states; raises UnreadableError where it is not YAML of names and values."""
    try:
        fields = yaml.safe_load(path.read_bytes())
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadableError(f"its sidecar {path.name} is not valid YAML") from error
    if not isinstance(fields, dict):
        raise UnreadableError(f"its sidecar {path.name} holds no names and values")
    return statement("sidecar", facts_from(fields))
