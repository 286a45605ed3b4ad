"""Evidence read again: a reader looks at the best sentences, which are then put in a better order."""

from collections.abc import Sequence
from dataclasses import replace

from corpus import Span
from index import Searcher
from rag.context import leading_to
from rag.evidence import Evidence, likelihoods
from rag.question import Asked
from rag.reader import Reader, Text

LEAST, MOST = 2, 4
"""Sentences that are read, the best ones; each costs a run of the network."""
LIKELY = 0.08
"""How likely a third or fourth must be the one that answers, by the softmax of evidence scores, to be read.

On PIAF v1.0 a third of the questions have one, and nearly all that reading four of each would gain is gained.
"""


def text_to_read(sentence: Span, row: int, searcher: Searcher) -> Text:
    """Return a sentence of the `row`th passage as it is read, with those it leans on."""
    article = searcher.articles[searcher.passages[row].article_id]
    before = leading_to(sentence, row, searcher)
    return Text(article.title, " ".join(one.of(article.text) for one in before), sentence.of(article.text))


def read(asked: Asked, evidence: Sequence[Evidence], searcher: Searcher, reader: Reader | None) -> list[Evidence]:
    """Return the evidence, best first, with a reading of each of the best; as it is where there is no reader."""
    if reader is None:
        return list(evidence)
    likely = sum(likelihood >= LIKELY for likelihood in likelihoods(evidence))
    best = evidence[: max(LEAST, min(MOST, likely))]
    readings = reader.read(asked.text, [text_to_read(one.sentence, one.hit.row, searcher) for one in best])
    return [
        *(replace(one, reading=reading) for one, reading in zip(best, readings, strict=True)),
        *evidence[len(best) :],
    ]


def reorder(evidence: Sequence[Evidence], weight: float) -> list[Evidence]:
    """Return the evidence, best first, each score raised by `weight` times the log odds that its sentence answers.

    What was not read counts as the worst that was, so that it stays behind.
    """
    worst = min((one.reading.log_odds for one in evidence if one.reading), default=0.0)
    moved = [
        replace(one, score=one.score + weight * (one.reading.log_odds if one.reading else worst)) for one in evidence
    ]
    return sorted(moved, key=lambda one: -one.score)
