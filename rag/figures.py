"""Figures that articles of different dates or outlets give for the same thing: shown side by side, never one alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Article
from index import Searcher, french
from index.heading import date_of, heading_of
from rag.evidence import Evidence, text_of, words_of, words_of_passage
from rag.period import period_of
from rag.question import Asked
from rag.records import Citation
from rag.short_answer import short_answer
from rag.spans import numbers_of

NOTICE = "Les articles donnent des chiffres différents : les voici, du plus ancien au plus récent."
LIKELY = 0.3
"""Probability from which the figure of a sentence is taken to be the one asked for."""
CLOSE = 4.0
"""How far in evidence score a second figure may stay behind the best sentence."""
MOST = 3
_APART = 0.25  # share of the question's terms a second sentence may cover less
_AROUND = 2  # words around a figure that say what it counts
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
_SPACES = re.compile(r"(?<=\d)[ .\u00a0\u202f](?=\d{3})")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number as a sentence gives it: its digits, its kind of unit, and the terms of the unit and what it counts."""

    digits: tuple[str, ...]
    kind: str
    counts: frozenset[str]


def differing(asked: Asked, evidence: Sequence[Evidence], searcher: Searcher) -> list[Evidence]:
    """Return the sentences that give different figures for what is asked, oldest first; empty where they do not differ.

    They are close in evidence, speak of the names and of nearly all the words of the question, give a number of the
    same unit or of the same thing, and are of articles of another date or outlet. A question about a year has one
    answer.
    """
    if asked.answer_type != "number" or not evidence or _names_a_year(asked):
        return []
    best = _figure(evidence[0], asked, searcher)
    if best is None:
        return []
    found, figures = [evidence[0]], [best]
    for candidate in evidence[1:]:
        if candidate.score < evidence[0].score - CLOSE or len(found) == MOST:
            break
        figure = _figure(candidate, asked, searcher)
        if figure and _differs(figure, figures) and _same_thing(candidate, found, asked, searcher):
            found.append(candidate)
            figures.append(figure)
    return sorted(found, key=lambda one: _article(one, searcher).published or "9") if len(found) > 1 else []


def side_by_side(citations: Sequence[Citation], searcher: Searcher) -> str:
    """Return quotations as they are read beside each other: « Selon X (mai 2024) : « … » [1] »."""
    return "\n\n".join(
        f"Selon {_named(searcher.articles[citation.article_id])} : « {citation.quote} » [{citation.number}]"
        for citation in citations
    )


def _named(article: Article) -> str:
    date = date_of(article) or "sans date"
    outlet = article.source or f"« {article.title} »"
    return f"{outlet}, {date}" if outlet.endswith(")") else f"{outlet} ({date})"


def _names_a_year(asked: Asked) -> bool:
    period = period_of(asked.text)
    return period is not None and period.named


def _figure(evidence: Evidence, asked: Asked, searcher: Searcher) -> _Figure | None:
    sentence = text_of(evidence.sentence, evidence.hit, searcher)
    found = short_answer(sentence, asked)
    if found is None or found.probability < LIKELY:
        return None
    kind = next((c.kind for c in numbers_of(sentence) if c.span == found.span), "number")
    digits = tuple(_DIGITS.findall(_SPACES.sub("", found.span.of(sentence))))
    after = french.terms(" ".join(sentence[found.span.end :].split()[: _AROUND + 1]))[:_AROUND]
    unit = [term for term in french.terms(found.span.of(sentence)) if not term[:1].isdigit()]
    return _Figure(digits, kind, frozenset((*unit, *after))) if digits else None


def _differs(figure: _Figure, others: Sequence[_Figure]) -> bool:
    """Say whether a figure is another number of the same thing than each of some."""
    return all(
        figure.digits != other.digits and figure.kind == other.kind and bool(figure.counts & other.counts)
        for other in others
    )


def _same_thing(evidence: Evidence, found: Sequence[Evidence], asked: Asked, searcher: Searcher) -> bool:
    """Say whether a sentence speaks of what is asked nearly as much as the best does, in an article from elsewhere."""
    if not all(_from_elsewhere(evidence, other, searcher) for other in found):
        return False
    lacking = _spoken_of(found[0], asked, searcher) - _spoken_of(evidence, asked, searcher)
    return asked.specifics <= words_of_passage(evidence.hit, searcher) and len(lacking) <= _APART * len(asked.terms)


def _spoken_of(evidence: Evidence, asked: Asked, searcher: Searcher) -> frozenset[str]:
    """Return the question's terms in a sentence and the heading of its article."""
    words = words_of(text_of(evidence.sentence, evidence.hit, searcher))
    return frozenset(asked.terms) & (words | words_of(heading_of(_article(evidence, searcher))))


def _from_elsewhere(evidence: Evidence, other: Evidence, searcher: Searcher) -> bool:
    """Say whether a sentence is of another article, and of another date or outlet."""
    one, two = _article(evidence, searcher), _article(other, searcher)
    return one.id != two.id and (one.published, one.source) != (two.published, two.source)


def _article(evidence: Evidence, searcher: Searcher) -> Article:
    return searcher.articles[evidence.hit.passage.article_id]
