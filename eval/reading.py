"""How well is an article told from its page? Word precision and recall of body and title, and the date.

A folder holds `files/` and `reference.jsonl`, one line an article: path, title, published (ISO 8601 or null), body.
`presse corpus measure FOLDER` prints the measure of each article that is not perfect, then the means.
"""

import json
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Article
from corpus.errors import DatasetError
from corpus.library import read_articles


@dataclass(frozen=True, slots=True)
class Expected:
    """What a perfect reader finds in a file."""

    path: str
    title: str
    published: str | None
    body: str


@dataclass(frozen=True, slots=True)
class Score:
    """Measures of one article, 0 to 1: words of the body and of the title, and whether the date is right."""

    path: str
    title: str
    body_precision: float
    body_recall: float
    title_f1: float
    date: float

    @property
    def perfect(self) -> bool:
        """Whether nothing is missing and nothing is too much."""
        return min(self.body_precision, self.body_recall, self.title_f1, self.date) == 1


def measure(folder: Path) -> list[Score]:
    """Read the files of a folder and measure each article expected; one that was not found scores 0."""
    expected = _expected(folder / "reference.jsonl")
    found: dict[str, list[Article]] = {}
    for article in read_articles(folder / "files"):
        found.setdefault(_file_of(article.path, expected), []).append(article)
    return [_score(e, _best(e, found.get(e.path, []))) for e in expected]


def means(scores: Sequence[Score]) -> dict[str, float]:
    """Return the mean of each measure over all articles."""
    names = ("body_precision", "body_recall", "title_f1", "date")
    return {name: statistics.fmean(getattr(score, name) for score in scores) for name in names}


def word_overlap(found: str, expected: str) -> tuple[float, float]:
    """Return precision and recall of the words found, each counted as often as it stands."""
    a, b = Counter(_words(found)), Counter(_words(expected))
    common = (a & b).total()
    return common / max(1, a.total()), common / max(1, b.total())


def _expected(path: Path) -> list[Expected]:
    try:
        return [Expected(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    except (OSError, ValueError, TypeError) as error:
        raise DatasetError(f"{path} is not a list of references ({error})") from error


def _file_of(path: str, expected: Iterable[Expected]) -> str:
    return next((e.path for e in expected if path == e.path or path.startswith(f"{e.path}/")), path)


def _best(expected: Expected, articles: Sequence[Article]) -> Article | None:
    return max(articles, key=lambda a: sum(word_overlap(a.text, expected.body)), default=None)


def _score(expected: Expected, article: Article | None) -> Score:
    if article is None:
        return Score(expected.path, expected.title, 0, 0, 0, 0)
    precision, recall = word_overlap(article.text, expected.body)
    title = word_overlap(article.title, expected.title)
    f1 = 2 * title[0] * title[1] / max(1e-9, sum(title))
    return Score(expected.path, expected.title, precision, recall, f1, float(article.published == expected.published))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
