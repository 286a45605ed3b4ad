"""An answer against what is known to be right: which passages and sentences carry what was asked for.

Nothing is judged by a language model: a fact is found by its spellings, a passage by the characters it covers,
so that everyone gets the same verdicts, whatever the splitting.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus import Article, Passage
from eval.matching import contains_any, facts_in, fold, numbers_in, states
from eval.records import EvalQuestion, GoldSpan, Quoted, Ranked, ShortAnswer, Trial
from eval.short_answers import judge_short
from rag import Answer, Citation, RankedPassage

RANKS = 10
"""Passages looked at in every ranking."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Gold:
    """What answers a question in an index: `facts` by the row of each passage that carries any, and gains by article.

    A passage covers a span that answers where it holds at least half of its characters.
    """

    facts: Mapping[int, frozenset[int]]
    gains: Mapping[str, float]


class Judge:
    """Judges answers about the passages of one index."""

    def __init__(self, articles: Mapping[str, Article], passages: Sequence[Passage]) -> None:
        self._articles = articles
        self._passages = passages
        self._row = {(passage.article_id, passage.start): row for row, passage in enumerate(passages)}
        self._rows_of: dict[str, list[int]] = defaultdict(list)
        for row, passage in enumerate(passages):
            self._rows_of[passage.article_id].append(row)

    def gold(self, question: EvalQuestion) -> Gold:
        """Find what answers a question among the passages."""
        gains = dict(zip(question.articles, question.gains or [1.0] * len(question.articles), strict=True))
        find = self._covering if question.spans else self._stating
        facts = {row: found for article_id in gains for row in self._rows_of[article_id]
                 if (found := find(question, row)) is not None}  # fmt: skip
        return Gold(facts, gains)

    def without_articles(self, gold: Gold) -> Mask:
        """Return the mask that leaves out every passage of the articles that answer."""
        return np.array([passage.article_id not in gold.gains for passage in self._passages])

    def without_passages(self, gold: Gold) -> Mask:
        """Return the mask that leaves out the passages that answer, and nothing else."""
        mask = np.ones(len(self._passages), dtype=np.bool_)
        mask[list(gold.facts)] = False
        return mask

    def passages(self, gold: Gold, returned: Sequence[RankedPassage]) -> Ranked:
        """Judge the passages returned, by character span."""
        rows = [self._row.get((passage.article_id, passage.start)) for passage in returned[:RANKS]]
        gains = tuple(gold.gains[returned[i].article_id] if row in gold.facts else 0.0 for i, row in enumerate(rows))
        relevant = sorted((gold.gains[self._passages[row].article_id] for row in gold.facts), reverse=True)
        return Ranked(gains, tuple(relevant))

    def articles(self, gold: Gold, returned: Sequence[RankedPassage]) -> Ranked:
        """Judge the articles returned, in the order of their best passages."""
        names = dict.fromkeys(passage.article_id for passage in returned[:RANKS])
        relevant = sorted(gold.gains.values(), reverse=True)
        return Ranked(tuple(gold.gains.get(name, 0.0) for name in names), tuple(relevant))

    def fact_ranks(self, gold: Gold, facts: int, returned: Sequence[RankedPassage]) -> tuple[int | None, ...]:
        """Return the rank, from 1, of the first passage returned that carries each fact."""
        carried = [gold.facts.get(self._row.get((p.article_id, p.start), -1), frozenset()) for p in returned[:RANKS]]
        return tuple(
            next((rank for rank, found in enumerate(carried, 1) if fact in found), None) for fact in range(facts)
        )

    def quoted(self, question: EvalQuestion, citations: Iterable[Citation]) -> tuple[Quoted, ...]:
        """Judge quoted sentences one by one."""
        return tuple(self._quoted(question, citation) for citation in citations)

    def short(self, question: EvalQuestion, citations: Sequence[Citation]) -> ShortAnswer | None:
        """Judge the short answer marked in the first quotation; None where none is, or none is accepted."""
        marked = citations[0].short if citations else None
        return judge_short(marked.text, question.answers) if marked and question.answers else None

    def gold_text(self, gold: Gold) -> str:
        """Return the text of the first passage that answers, "" where there is none."""
        return self._text(min(gold.facts)) if gold.facts else ""

    def _quoted(self, question: EvalQuestion, citation: Citation) -> Quoted:
        facts = facts_in(citation.quote, question.facts)
        right_article = citation.article_id in question.articles
        article = self._articles.get(citation.article_id)
        return Quoted(
            article_id=citation.article_id,
            facts=facts if right_article else (),
            answers=contains_any(citation.quote, question.answers) if question.answers else bool(facts),
            exact=article is not None and article.text[citation.start : citation.end] == citation.quote,
            right_article=right_article,
        )

    def _covering(self, question: EvalQuestion, row: int) -> frozenset[int] | None:
        """Return all facts where the passage covers a span that answers, else None."""
        covers = any(_covers(self._passages[row], span) for span in question.spans)
        return frozenset(range(len(question.facts))) if covers else None

    def _stating(self, question: EvalQuestion, row: int) -> frozenset[int] | None:
        """Return the facts that the sentences of the passage state, None where they state none."""
        article = self._articles[self._passages[row].article_id]
        sentences = (sentence.of(article.text) for sentence in self._passages[row].sentences)
        return frozenset(fact for text in sentences for fact in facts_in(text, question.facts)) or None

    def _text(self, row: int) -> str:
        passage = self._passages[row]
        return self._articles[passage.article_id].text[passage.start : passage.end]


def trial(answer: Answer, should_abstain: bool, first: Sequence[Quoted] = (), judged: bool = True) -> Trial:
    """Return the decision an answer took; `first` are the sentences quoted with abstention off, best first.

    `judged` is False where nothing tells whether a quotation answers.
    """
    correct = not should_abstain and bool(first) and first[0].answers
    return Trial(answer.confidence, answer.abstained, should_abstain, correct if judged else None)


def numbers(answer: Answer) -> tuple[int, int]:
    """Return how many numbers an answer states, and how many of them its citations hold (as whole numbers)."""
    stated = numbers_in(answer.answer) if answer.citations else ()
    cited = fold(" ".join(citation.quote for citation in answer.citations))
    return len(stated), sum(states(cited, number) for number in stated)


def _covers(passage: Passage, span: GoldSpan) -> bool:
    if passage.article_id != span.article_id:
        return False
    shared = min(passage.end, span.end) - max(passage.start, span.start)
    return shared > 0 and 2 * shared >= span.end - span.start
