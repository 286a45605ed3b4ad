"""An answer made of quotations: one to three sentences, each from one place of one article."""

from collections.abc import Sequence
from itertools import chain

from corpus import Article
from index import Searcher, french
from rag.context import context_of
from rag.evidence import Evidence, likelihoods, text_of, words_of
from rag.question import Asked
from rag.reader import SURE, trimmed
from rag.records import Citation, Excerpt
from rag.short_answer import CERTAIN, short_answer
from rag.spans import names_of, numbers_of, times_of

MAX_QUOTES = 3
LIKELY = (0.0, 0.12, 0.15)
"""How likely the first, second and third quotation must be the one that answers, by the softmax of evidence scores."""

REFUSAL = "Les articles ne permettent pas de répondre à cette question."


def choose(evidence: Sequence[Evidence], asked: Asked, searcher: Searcher) -> list[Evidence]:
    """Return the sentences to quote, best first: the best, and up to two more that are likely and add a fact."""
    chosen: list[Evidence] = []
    told: set[str] = set()
    quoted: set[str] = set()
    for candidate, likelihood in zip(evidence, likelihoods(evidence), strict=True):
        if len(chosen) == MAX_QUOTES or likelihood < LIKELY[len(chosen)]:
            break
        text = text_of(candidate.sentence, candidate.hit, searcher)
        told_here, same = _facts(text, asked), " ".join(text.casefold().split())
        if same not in quoted and (not chosen or told_here - told):
            chosen.append(candidate)
            quoted.add(same)
            told |= told_here
    return chosen


def _facts(text: str, asked: Asked) -> set[str]:
    """Return what a sentence tells: its numbers, dates and names, and the terms of the question it speaks of."""
    spans = chain(numbers_of(text), times_of(text), names_of(text))
    told = {" ".join(french.words(candidate.span.of(text))) for candidate in spans}
    return told | (words_of(text) & set(asked.terms))


def cite(chosen: Sequence[Evidence], asked: Asked, searcher: Searcher) -> tuple[Citation, ...]:
    """Number the chosen sentences, each with what names its article, its short answer and the context it needs."""
    return tuple(_citation(number, evidence, asked, searcher) for number, evidence in enumerate(chosen, start=1))


def compose(citations: Sequence[Citation]) -> str:
    """Return the answer as it is read: a quotation a paragraph, with its number."""
    return "\n\n".join(f"« {citation.quote} » [{citation.number}]" for citation in citations)


def _citation(number: int, evidence: Evidence, asked: Asked, searcher: Searcher) -> Citation:
    article: Article = searcher.articles[evidence.hit.passage.article_id]
    quote = text_of(evidence.sentence, evidence.hit, searcher)
    return Citation(
        number,
        article.id,
        article.title,
        article.source,
        article.published,
        article.url,
        quote,
        evidence.sentence.start,
        evidence.sentence.end,
        evidence.score,
        _short(quote, evidence, asked),
        context_of(evidence.sentence, evidence.hit.row, searcher),
    )


def _short(quote: str, evidence: Evidence, asked: Asked) -> Excerpt | None:
    """Return the short answer of a quotation where it is certain enough, with offsets into the article.

    A span of the type asked for comes first, then what the reader found.
    """
    typed = short_answer(quote, asked)
    if typed and typed.probability >= CERTAIN:
        span = typed.span
    elif evidence.reading and evidence.reading.log_odds >= SURE and asked.answer_type != "yes_no":
        span = trimmed(evidence.reading.span, quote)
    else:
        return None
    start = evidence.sentence.start
    return Excerpt(span.of(quote), start + span.start, start + span.end) if span.start < span.end else None
