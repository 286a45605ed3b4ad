"""An answer made of quotations: one to three sentences, each from one place of one article."""

from collections.abc import Sequence

from corpus import Article, Span
from index import Searcher
from rag.context import context_of
from rag.evidence import Evidence, text_of
from rag.question import Asked
from rag.records import Citation, Excerpt
from rag.short_answer import CERTAIN, short_answer

MAX_QUOTES = 3
MARGIN = (0.0, 2.0, 1.0)
"""How far, in evidence score, the first, second and third quotation may stay behind the best sentence."""

REFUSAL = "Les articles ne permettent pas de répondre à cette question."


def choose(evidence: Sequence[Evidence], searcher: Searcher) -> list[Evidence]:
    """Return the sentences to quote, best first: the best, and up to two more that come close to it."""
    chosen: list[Evidence] = []
    quoted: set[str] = set()
    for candidate in evidence:
        if len(chosen) == MAX_QUOTES or candidate.score < evidence[0].score - MARGIN[len(chosen)]:
            break
        text = " ".join(text_of(candidate.sentence, candidate.hit, searcher).casefold().split())
        if text not in quoted:
            quoted.add(text)
            chosen.append(candidate)
    return chosen


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
        _short(quote, evidence.sentence, asked),
        context_of(evidence.sentence, evidence.hit, searcher),
    )


def _short(quote: str, sentence: Span, asked: Asked) -> Excerpt | None:
    """Return the short answer of a quotation where it is certain enough, with offsets into the article."""
    found = short_answer(quote, asked)
    if found is None or found.probability < CERTAIN:
        return None
    start, end = sentence.start + found.span.start, sentence.start + found.span.end
    return Excerpt(found.span.of(quote), start, end)
