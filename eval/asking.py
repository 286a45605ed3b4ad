"""One question of a set asked in every way that is measured, and judged."""

from collections.abc import Collection
from dataclasses import replace
from typing import Protocol

from corpus.errors import QuestionError
from eval.failures import failed
from eval.judging import RANKS, Gold, Judge, Mask, numbers, trial
from eval.records import EvalQuestion, Outcome, Quoted, Shown, Trial
from index import ALL_LEGS, Embeddings, Leg
from rag import Answer, Question

_SHOWN = 3  # quoted sentences shown of an answer


class Answering(Protocol):
    """What is measured: something that answers questions (`rag.Assistant`)."""

    def ask(
        self,
        question: Question,
        *,
        top_k: int = RANKS,
        vector: Embeddings | None = None,
        allowed: Mask | None = None,
        legs: Collection[Leg] = ALL_LEGS,
        abstain: bool = True,
    ) -> Answer:
        """Answer a question, returning the `top_k` best passages with it; raises QuestionError where it is none."""
        ...


class Examiner:
    """Asks an assistant and judges what it says.

    `removals`: every answerable question is asked again with its articles, then only its passages, masked; these
    questions are the unanswerable ones where `by_construction`, else the set has its own.
    """

    def __init__(self, assistant: Answering, judge: Judge, removals: bool, by_construction: bool) -> None:
        self._assistant = assistant
        self._judge = judge
        self._removals = removals
        self._by_construction = by_construction

    def outcome(
        self, question: EvalQuestion, vector: Embeddings | None = None, legs: frozenset[Leg] = ALL_LEGS
    ) -> Outcome:
        """Ask a question and judge the answer; `vector` is the question's, where encoded beforehand."""
        gold = self._judge.gold(question)
        given = self._ask(question, vector, legs=legs)
        free = self._ask(question, vector, legs=legs, abstain=False) if given.abstained else given
        quoted = self._judge.quoted(question, free.citations)
        asked = trial(given, not question.answerable, quoted, judged=bool(question.facts) or not question.answerable)
        without_article, without_passage = self._removed(question, gold, vector)
        by_construction = (without_article,) if without_article and self._by_construction else ()
        outcome = Outcome(
            id=question.id,
            category=question.category,
            split=question.split,
            answerable=question.answerable,
            articles=question.articles,
            facts=len(question.facts),
            passages=self._judge.passages(gold, free.passages) if question.answerable else None,
            articles_ranked=self._judge.articles(gold, free.passages) if question.answerable else None,
            fact_ranks=self._judge.fact_ranks(gold, len(question.facts), free.passages),
            quoted=quoted,
            cited=self._judge.quoted(question, given.citations),
            numbers=numbers(given),
            marked=bool(free.citations) and free.citations[0].short is not None,
            short=self._judge.short(question, free.citations),
            asked=asked,
            trials=(asked, *by_construction),
            without_article=without_article,
            without_passage=without_passage,
            alone=self._alone(question) if self._removals else None,
        )
        return replace(outcome, shown=_shown(question, free, self._judge.gold_text(gold), failed(outcome)))

    def _removed(
        self, question: EvalQuestion, gold: Gold, vector: Embeddings | None
    ) -> tuple[Trial | None, Trial | None]:
        """Ask after the articles that answer are masked, then only their passages; None where nothing would be left."""
        if not self._removals or not gold.facts:
            return None, None
        masks = self._judge.without_articles(gold), self._judge.without_passages(gold)
        article, passage = (
            trial(self._ask(question, vector, allowed=mask), should_abstain=True) if mask.any() else None
            for mask in masks
        )
        return article, passage

    def _alone(self, question: EvalQuestion) -> tuple[Quoted, ...] | None:
        """Judge the sentences quoted for a follow-up without its conversation."""
        if not question.history:
            return None
        answer = self._answer(Question(question.text), abstain=False)
        return self._judge.quoted(question, answer.citations)

    def _ask(
        self,
        question: EvalQuestion,
        vector: Embeddings | None,
        *,
        allowed: Mask | None = None,
        abstain: bool = True,
        legs: frozenset[Leg] = ALL_LEGS,
    ) -> Answer:
        asked = Question(question.text, question.history)
        return self._answer(asked, vector, allowed=allowed, abstain=abstain, legs=legs)

    def _answer(
        self,
        question: Question,
        vector: Embeddings | None = None,
        *,
        allowed: Mask | None = None,
        abstain: bool = True,
        legs: frozenset[Leg] = ALL_LEGS,
    ) -> Answer:
        """Ask; what the assistant declines to read as a question is a refusal."""
        try:
            return self._assistant.ask(
                question, top_k=RANKS, vector=vector, allowed=allowed, abstain=abstain, legs=legs
            )
        except QuestionError as error:
            return Answer(question.text, str(error), True, 0.0, (), ())


def _shown(question: EvalQuestion, answer: Answer, gold: str, let_down: bool) -> Shown:
    """Keep the words of an outcome; the passages only where they explain a failure."""
    return Shown(
        question=question.text,
        history=tuple(turn.question for turn in question.history),
        expected=tuple(fact[0] for fact in question.facts),
        given=tuple(citation.quote for citation in answer.citations[:_SHOWN]),
        passage=answer.passages[0].text if answer.passages and let_down else "",
        gold=gold if let_down else "",
        understood=answer.understood or "",
    )
