"""Every measure there is, each defined once (`eval/measure.py` says what a measure is).

The key of each is its place in the JSON; none has another name anywhere.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from eval import ranking, selective
from eval.measure import Confidence, Measure, Part, Share
from eval.records import Outcome, Quoted, Ranked, ShortAnswer, Trial

# ---- retrieval


def _ranked(
    which: Callable[[Outcome], Ranked | None], formula: Callable[[Ranked], float]
) -> Callable[[Outcome], Part | None]:
    def part(outcome: Outcome) -> Part | None:
        ranked = which(outcome)
        return None if ranked is None else (formula(ranked), 1.0)

    return part


def _retrieval(prefix: str, one: str, many: str, which: Callable[[Outcome], Ranked | None]) -> list[Measure]:
    """Return the measures of one ranking; `one` and `many` say what is ranked."""

    def mean(name: str, meaning: str, formula: Callable[[Ranked], float], source: str) -> Measure:
        return Share(f"retrieval.{prefix}{name}", meaning, _ranked(which, formula), source)

    hits = [
        mean(f"hit@{k}", f"{one} that answers is {'first' if k == 1 else f'among the first {k}'}",
             partial(ranking.hit, k=k), "ir_measures: Success@k")
        for k in (1, 3, 5, 10)
    ]  # fmt: skip
    recalls = [
        mean(f"recall@{k}", f"share of all {many} that answer among the first {k}",
             partial(ranking.recall, k=k), "ir_measures: R@k")
        for k in (5, 10)
    ]  # fmt: skip
    return [
        *hits,
        *recalls,
        mean("mrr@10", "1 / rank of the first that answers, 0 beyond 10",
             partial(ranking.reciprocal_rank, k=10), "Voorhees 1999; ir_measures: RR@10"),
        mean("ndcg@10", "discounted gain of the first 10 over that of the best order",
             partial(ranking.ndcg, k=10), "Järvelin and Kekäläinen 2002; ir_measures: nDCG@10"),
    ]  # fmt: skip


def _facts_within(k: int) -> Callable[[Outcome], Part | None]:
    def part(outcome: Outcome) -> Part | None:
        if not outcome.facts:
            return None
        found = sum(rank is not None and rank <= k for rank in outcome.fact_ranks)
        return found / outcome.facts, 1.0

    return part


_RETRIEVAL: list[Measure] = [
    *_retrieval("", "a passage", "passages", lambda outcome: outcome.passages),
    Share("retrieval.facts@5", "share of the facts asked for that the first 5 passages carry", _facts_within(5)),
    Share("retrieval.facts@10", "share of the facts asked for that the first 10 passages carry", _facts_within(10)),
    *_retrieval("article_", "an article", "articles", lambda outcome: outcome.articles_ranked),
]


# ---- answer


def answers_within(quoted: Sequence[Quoted], k: int) -> float:
    """Return 1 where one of the first k quoted sentences answers, else 0."""
    return float(any(sentence.answers for sentence in quoted[:k]))


def _sentence_within(k: int) -> Callable[[Outcome], Part | None]:
    def part(outcome: Outcome) -> Part | None:
        return (answers_within(outcome.quoted, k), 1.0) if outcome.facts else None

    return part


def facts_carried(quoted: Iterable[Quoted], facts: int) -> float:
    """Return the share of `facts` facts that the quoted sentences carry together."""
    return len({fact for sentence in quoted for fact in sentence.facts}) / facts


def _fact_recall(outcome: Outcome) -> Part | None:
    return (facts_carried(outcome.quoted, outcome.facts), 1.0) if outcome.facts else None


def _short(score: Callable[[ShortAnswer], float]) -> Callable[[Outcome], Part | None]:
    def part(outcome: Outcome) -> Part | None:
        return None if outcome.short is None else (score(outcome.short), 1.0)

    return part


def _marked(outcome: Outcome) -> Part | None:
    return (float(outcome.marked), 1.0) if outcome.facts else None


_ANSWER: list[Measure] = [
    Share("answer.sentence@1", "the first quoted sentence answers (abstention off)", _sentence_within(1)),
    Share("answer.sentence@2", "one of the first two quoted sentences answers (abstention off)", _sentence_within(2)),
    Share("answer.fact_recall", "share of the facts asked for that the quoted sentences carry (abstention off)",
          _fact_recall),
    Share("answer.marked", "the first quoted sentence has its short answer marked (abstention off)", _marked),
    Share("answer.exact_match", "of those marked: the short answer is an accepted one",
          _short(lambda short: short.exact_match), "Rajpurkar et al. 2016"),
    Share("answer.f1", "of those marked: words shared by the short answer and the best accepted one",
          _short(lambda short: short.f1), "Rajpurkar et al. 2016"),
]  # fmt: skip


# ---- citations, of the answer as the reader gets it


def _cited(holds: Callable[[Quoted], bool]) -> Callable[[Outcome], Part | None]:
    def part(outcome: Outcome) -> Part | None:
        return float(sum(map(holds, outcome.cited))), float(len(outcome.cited))

    return part


def _cited_precision(outcome: Outcome) -> Part | None:
    if outcome.answerable and not outcome.facts:
        return None
    return _cited(lambda sentence: sentence.right_article and bool(sentence.facts))(outcome)


def _cited_recall(outcome: Outcome) -> Part | None:
    return (facts_carried(outcome.cited, outcome.facts), 1.0) if outcome.facts else None


_CITATIONS: list[Measure] = [
    Share("citations.exact", "share of citations that stand at their offsets to the character",
          _cited(lambda sentence: sentence.exact)),
    Share("citations.right_article", "share of citations from an article that answers",
          _cited(lambda sentence: sentence.right_article)),
    Share("citations.precision", "share of citations that carry a fact asked for, from an article that answers",
          _cited_precision, "after Gao et al. 2023 (ALCE), key facts for the judge"),
    Share("citations.recall", "share of the facts asked for that a citation carries; a refusal carries none",
          _cited_recall, "after Gao et al. 2023 (ALCE), key facts for the judge"),
    Share("citations.numbers", "share of the numbers and dates of the answers that their citations hold",
          lambda outcome: (float(outcome.numbers[1]), float(outcome.numbers[0]))),
]  # fmt: skip


# ---- abstention; the positive class of precision, recall and F1 is to abstain


def _decided(above: Callable[[Trial], float], below: Callable[[Trial], float]) -> Callable[[Outcome], Part | None]:
    def part(outcome: Outcome) -> Part | None:
        return sum(map(above, outcome.trials)), sum(map(below, outcome.trials))

    return part


def _rightly(trial: Trial) -> float:
    return float(trial.abstained and trial.should_abstain)


def _abstained(trial: Trial) -> float:
    return float(trial.abstained)


def _should(trial: Trial) -> float:
    return float(trial.should_abstain)


def _trials(outcome: Outcome) -> Iterable[Trial]:
    return outcome.trials


def _against(removed: Callable[[Outcome], Trial | None]) -> Callable[[Outcome], Iterable[Trial]]:
    """Return the trials of a question as it is and with what answers it removed, where both were made."""

    def trials(outcome: Outcome) -> Iterable[Trial]:
        without = removed(outcome)
        return () if without is None else (outcome.asked, without)

    return trials


def _answerable(trial: Trial) -> bool:
    return not trial.should_abstain


def _correct(trial: Trial) -> bool | None:
    return trial.correct


_ROC = "Hanley and McNeil 1982; scikit-learn: roc_auc_score"
_ABSTENTION: list[Measure] = [
    Share("abstention.precision", "share of the refusals that are right", _decided(_rightly, _abstained)),
    Share("abstention.recall", "share of the questions without an answer that are refused",
          _decided(_rightly, _should)),
    Share("abstention.f1", "harmonic mean of the two",
          _decided(lambda trial: 2 * _rightly(trial), lambda trial: _abstained(trial) + _should(trial))),
    Share("abstention.false_answers", "share of the questions without an answer that are answered",
          _decided(lambda trial: float(trial.should_abstain and not trial.abstained), _should), better="lower"),
    Share("abstention.false_refusals", "share of the questions with an answer that are refused",
          _decided(lambda trial: float(trial.abstained and not trial.should_abstain),
                   lambda trial: float(not trial.should_abstain)), better="lower"),
    Confidence("abstention.auroc", "chance that a question with an answer is stated with more confidence than one "
               "without", _trials, _answerable, selective.auroc, _ROC),
    Confidence("abstention.auroc_article", "the same, against the question asked after its article was removed",
               _against(lambda outcome: outcome.without_article), _answerable, selective.auroc, _ROC),
    Confidence("abstention.auroc_passage", "the same, after its passages were removed and the article left",
               _against(lambda outcome: outcome.without_passage), _answerable, selective.auroc, _ROC),
    Confidence("abstention.answered_at_5pct_false", "share of the questions with an answer that is answered where "
               "5 % of those without one are", _trials, _answerable, selective.answered_at(0.05),
               "point of the ROC curve"),
    Confidence("abstention.aurc", "area under the risk–coverage curve", _trials, _correct, selective.aurc,
               "Geifman and El-Yaniv 2017", better="lower"),
    Confidence("abstention.ece", "distance between the confidence stated and the share of right first quotations",
               _trials, _correct, selective.expected_calibration_error, "Naeini et al. 2015; Guo et al. 2017",
               better="lower"),
]  # fmt: skip


# ---- conversations


def _follow_up(quoted: Callable[[Outcome], Sequence[Quoted] | None], k: int) -> Callable[[Outcome], Part | None]:
    def part(outcome: Outcome) -> Part | None:
        sentences = quoted(outcome)
        if outcome.alone is None or sentences is None or not outcome.facts:
            return None
        return answers_within(sentences, k), 1.0

    return part


_CONVERSATIONS: list[Measure] = [
    Share("conversations.sentence@1", "of follow-ups: the first quoted sentence answers",
          _follow_up(lambda outcome: outcome.quoted, 1)),
    Share("conversations.sentence@2", "of follow-ups: one of the first two quoted sentences answers",
          _follow_up(lambda outcome: outcome.quoted, 2)),
    Share("conversations.sentence@1_alone", "the same follow-ups asked without their conversation: the first",
          _follow_up(lambda outcome: outcome.alone, 1)),
    Share("conversations.sentence@2_alone", "the same follow-ups asked without their conversation: the first two",
          _follow_up(lambda outcome: outcome.alone, 2)),
]  # fmt: skip

MEASURES: tuple[Measure, ...] = (*_RETRIEVAL, *_ANSWER, *_CITATIONS, *_ABSTENTION, *_CONVERSATIONS)
GROUPS = ("retrieval", "answer", "citations", "abstention", "conversations")
BY_KEY = {measure.key: measure for measure in MEASURES}
