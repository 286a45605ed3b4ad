"""ask(question) → Answer: the way of one question, from its words to what is read."""

import time
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from index import ALL_LEGS, EVERYTHING, Embeddings, Filter, Hit, Leg, Mask, Searcher
from rag import confidence, dating, extractive, figures, notices
from rag.compound import halves_of, questions_in, together
from rag.conversation import understood
from rag.evidence import Evidence, weigh
from rag.framing import unframed
from rag.generative import Phraser, offer
from rag.neighbouring import neighbours
from rag.period import period_of
from rag.question import Asked, analyse, checked
from rag.reader import Reader
from rag.reading import read, reorder
from rag.records import Answer, Question, RankedPassage
from rag.reranking import READ, Reranker, rerank
from rag.weights import Weights

TOP_K = 5


class Assistant:
    """Answers questions over one index; safe to share between threads.

    Optional: a reader of the best sentences, a re-ranker of the passages found, and a phraser, which makes sentences of
    its own of the quotations.
    """

    def __init__(
        self,
        searcher: Searcher,
        weights: Weights | None = None,
        reader: Reader | None = None,
        reranker: Reranker | None = None,
        phraser: Phraser | None = None,
    ) -> None:
        self.searcher = searcher
        self.weights = weights or Weights.shipped()
        self._reader = reader
        self._reranker = reranker
        self._phraser = phraser

    def ask(
        self,
        question: Question,
        *,
        top_k: int = TOP_K,
        vector: Embeddings | None = None,
        where: Filter = EVERYTHING,
        allowed: Mask | None = None,
        legs: Collection[Leg] = ALL_LEGS,
        abstain: bool = True,
        near: bool = True,
    ) -> Answer:
        """Answer a question by quoting, or say that the articles do not answer it: the last that `stream` yields.

        `vector` is the question's where it has been encoded already (used where it is asked as it stands); `where`,
        `allowed` and `legs` restrict the search (see `Searcher.search`); with `abstain` False the best sentences are
        quoted however unsure; with `near`, a refusal offers questions near this one that the articles answer, unless
        passages are masked. Raises QuestionError.
        """
        growing = self.stream(
            question, top_k=top_k, vector=vector, where=where, allowed=allowed, legs=legs, abstain=abstain, near=near
        )
        return deque(growing, maxlen=1)[0]

    def stream(
        self,
        question: Question,
        *,
        top_k: int = TOP_K,
        vector: Embeddings | None = None,
        where: Filter = EVERYTHING,
        allowed: Mask | None = None,
        legs: Collection[Leg] = ALL_LEGS,
        abstain: bool = True,
        near: bool = True,
    ) -> Iterator[Answer]:
        """Yield the answer as it grows, at last the whole one, which `ask` returns.

        Without a phraser, and where the articles do not answer or differ in a figure, there is but one. Else the first
        is made of quotations alone, and each one after it has a sentence more, verified; where the phrasing fails in
        the end, the last is made of quotations again. Parameters and errors are those of `ask`.
        """
        how = _How(top_k, where, allowed, legs, abstain, near)
        clock = _Clock()
        question = replace(question, text=checked(question.text))
        with clock.stage("understanding"):
            meant = understood(question)
            parts = questions_in(meant)
        if parts:
            yield self._together(question.text, meant, parts, how)
            return
        for answer in self._one(question, meant, vector, how, clock):
            halves = halves_of(meant) if answer.abstained and abstain else ()
            both = self._together(question.text, meant, halves, replace(how, near=False)) if halves else None
            yield both if both and not both.abstained else answer

    def _together(self, text: str, meant: str, parts: Sequence[str], how: "_How") -> Answer:
        """Answer a question by its parts, in quotations alone."""
        answers = [next(self._one(Question(part), part, None, how, _Clock(), phrased=False)) for part in parts]
        return together(text, meant, parts, answers)

    def _one(
        self,
        question: Question,
        whole: str,
        vector: Embeddings | None,
        how: "_How",
        clock: "_Clock",
        phrased: bool = True,
    ) -> Iterator[Answer]:
        """Yield the answer to a question that is but one, as it grows; `whole` is as it was understood."""
        text = question.text
        with clock.stage("understanding"):
            meant = self.searcher.corrected(unframed(whole))
        with clock.stage("encode"):
            if vector is None or meant != question.text:
                vector = self.searcher.encoder.encode_queries([meant])[0]
        with clock.stage("search"):
            period = period_of(meant)
            k = max(how.top_k, confidence.HITS * (2 if period else 1), READ if self._reranker else 0)
            hits = self.searcher.search(meant, k, vector=vector, where=how.where, allowed=how.allowed, legs=how.legs)
            hits = dating.prefer(period, hits, self.searcher)
        if self._reranker:
            with clock.stage("rerank"):
                hits = rerank(meant, hits, self._reranker, self.searcher)
        with clock.stage("evidence"):
            asked = analyse(meant)
            evidence = weigh(asked, hits, self.searcher, self.weights.evidence)
            evidence = dating.favour(period, evidence, self.searcher)
        with clock.stage("reading"):
            evidence = reorder(read(asked, evidence, self.searcher, self._reader), self.weights.reading)
            probability = confidence.probability(
                asked, evidence, self.searcher, self.weights.confidence, self.weights.intercept
            )
        with clock.stage("compose"):
            abstained = not evidence or (how.abstain and probability < self.weights.threshold)
            differing = [] if abstained else figures.differing(asked, evidence, self.searcher)
            chosen = [] if abstained else differing or extractive.choose(evidence, asked, self.searcher)
            citations = extractive.cite(chosen, asked, self.searcher)
            said = figures.side_by_side(citations, self.searcher) if differing else extractive.compose(citations)
            passages = tuple(map(self._ranked, hits[: how.top_k]))
        with clock.stage("neighbours"):
            others = self._near(asked, evidence, how.where) if abstained and how.near and how.allowed is None else ()
        quoted = Answer(
            text,
            extractive.REFUSAL if abstained else said,
            abstained,
            probability,
            citations,
            passages,
            clock.timings(),
            understood=whole if whole != text else None,
            notices=((figures.NOTICE,) if differing else ()) + notices.of_languages(citations, self.searcher.articles),
            neighbours=others,
        )
        if not phrased or self._phraser is None or abstained or differing:
            yield quoted
        else:
            offered = extractive.cite(offer(chosen, evidence, self.searcher), asked, self.searcher)
            yield from self._phraser.phrase(quoted, offered, self.searcher.articles, self.searcher.encoder)

    def search(self, words: str, top_k: int = 10, where: Filter = EVERYTHING) -> tuple[RankedPassage, ...]:
        """Return the best passages for some words, best first. Raises QuestionError."""
        return tuple(map(self._ranked, self.searcher.search(checked(words), top_k, where=where)))

    def _near(self, asked: Asked, evidence: Sequence[Evidence], where: Filter) -> tuple[str, ...]:
        """Return questions near one that was refused, each asked to be sure that it is answered."""

        quoting = Assistant(self.searcher, self.weights, self._reader, self._reranker)

        def answered(question: str) -> bool:
            return not quoting.ask(Question(question), where=where, near=False).abstained

        return neighbours(asked, evidence, self.searcher, answered)

    def _ranked(self, hit: Hit) -> RankedPassage:
        passage = hit.passage
        return RankedPassage(passage.article_id, passage.start, passage.end, self.searcher.text_of(passage), hit.score)


@dataclass(frozen=True, slots=True)
class _How:
    """How to answer; see `Assistant.ask`."""

    top_k: int
    where: Filter
    allowed: Mask | None
    legs: Collection[Leg]
    abstain: bool
    near: bool


class _Clock:
    """Milliseconds by stage."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self._stages[name] = round(self._stages.get(name, 0.0) + _milliseconds(start), 3)

    def timings(self) -> dict[str, float]:
        return self._stages | {"total": _milliseconds(self._start)}


def _milliseconds(start: float) -> float:
    return round((time.perf_counter() - start) * 1000, 3)
