"""A set cut in parts by title, so that an encoder can be asked about titles that it was not trained on."""

import hashlib
import re
from dataclasses import dataclass, replace

from corpus.errors import UsageError
from eval.records import OwnCorpus, QuestionSet


@dataclass(frozen=True, slots=True)
class Fold:
    """One of `of` parts, counted from 1; a title falls into one by its SHA-256."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def holds(self, title: str) -> bool:
        """Tell whether a title falls into this part."""
        return int(hashlib.sha256(title.encode("utf-8")).hexdigest(), 16) % self.of == self.number - 1


def fold_from(text: str) -> Fold:
    """Read a fold written as `1/2`; raises UsageError."""
    match = re.fullmatch(r"(\d{1,3})/(\d{1,3})", text)
    fold = Fold(int(match[1]), int(match[2])) if match else None
    if fold is None or not 1 <= fold.number <= fold.of or fold.of < 2:
        raise UsageError(f"{text!r} is no fold; write 1/2 for the first of two")
    return fold


def without(questions: QuestionSet, fold: Fold) -> QuestionSet:
    """Return a set that brings its corpus without the articles of a fold and the questions about them."""
    corpus = questions.corpus or OwnCorpus((), ())
    return replace(
        questions,
        questions=tuple(q for q in questions.questions if not any(map(fold.holds, q.articles))),
        corpus=OwnCorpus(
            tuple(article for article in corpus.articles if not fold.holds(article.id)),
            tuple(passage for passage in corpus.passages if not fold.holds(passage.article_id)),
        ),
    )


def asked_of(questions: QuestionSet, fold: Fold) -> QuestionSet:
    """Return the questions of a fold over the whole corpus; those without an answer are asked of the first fold."""
    kept = [q for q in questions.questions if any(map(fold.holds, q.articles)) or (not q.articles and fold.number == 1)]
    return replace(questions, questions=tuple(kept))
