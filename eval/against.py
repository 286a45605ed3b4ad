"""Two encoders over the same articles and questions: every measure of both, tested pairwise, and where they part.

Each has weights of its own, since confidence and evidence rest on the height of its cosines. The articles are encoded
anew for each, in memory, so that no index is touched.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from eval import words
from eval.compare import Difference, differences
from eval.markdown import differences_markdown
from eval.records import Outcome, OwnCorpus, QuestionSet
from eval.runner import Measured, Plan, Progress, run
from index import Encoder, Searcher
from index.builder import contents_of
from rag.assistant import Assistant
from rag.reader import Reader
from rag.weights import Weights


@dataclass(frozen=True, slots=True)
class Side:
    """An encoder, the weights that were learned on its vectors, and the reader they were learned with."""

    encoder: Encoder
    weights: Weights
    reader: Reader | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Some of the questions, or the questions asked in some way, and what parts the two sides there."""

    name: str
    questions: int
    differences: tuple[Difference, ...]


def set_against(
    questions: QuestionSet, corpus: OwnCorpus, sides: tuple[Side, Side], plan: Plan, progress: Progress | None = None
) -> tuple[Section, ...]:
    """Ask all of both sides and compare, the second against the first."""
    first, second = (_measured(questions, corpus, side, plan, progress) for side in sides)
    return tuple(_sections(questions, first, second))


def against_markdown(questions: QuestionSet, sides: tuple[Side, Side], sections: Sequence[Section]) -> str:
    """Return the comparison as Markdown, a table for each section."""
    lines = [f"# {questions.name}: {sides[0].encoder.card.model} → {sides[1].encoder.card.model}", ""]
    for which, side in zip(("before", "after"), sides, strict=True):
        lines.append(f"- {which}: weights of {side.weights.provenance}")
    lines += ["", "p: paired randomisation over the questions, adjusted for the number of measures (Holm).", ""]
    for section in sections:
        lines += [f"## {section.name}: {section.questions:,} questions", ""]
        lines += [*differences_markdown(section.differences), ""]
    return "\n".join(lines)


def headline(section: Section) -> str:
    """Return in one line what became better and what worse."""
    told = [
        f"{row.key} {words.share(row.before)} → {words.share(row.after)} ({row.verdict})"
        for row in section.differences
        if row.verdict in ("better", "worse")
    ]
    return f"{section.name}: " + ("; ".join(told) or "no difference shown")


def _measured(questions: QuestionSet, corpus: OwnCorpus, side: Side, plan: Plan, progress: Progress | None) -> Measured:
    contents = contents_of(corpus.articles, corpus.passages, side.encoder)[0]
    searcher = Searcher(contents, side.encoder)
    told: Progress | None = None
    if progress:
        report: Callable[[str, int, int], None] = progress

        def told(doing: str, done: int, of: int) -> None:
            report(f"{doing} ({side.encoder.card.model})", done, of)

    return run(questions, Assistant(searcher, side.weights, side.reader), searcher, plan, told)


def _sections(questions: QuestionSet, first: Measured, second: Measured) -> Iterator[Section]:
    yield _section("All questions", first.outcomes, second.outcomes)
    if questions.corpus:
        halves = [[o for o in measured.outcomes if o.split == "test"] for measured in (first, second)]
        yield _section("Titles of the split test: their SHA-256 begins with an odd digit", *halves)
    for one, other in zip(first.variations, second.variations, strict=True):
        yield _section(f"A sample by {one.by}: {one.name}", one.outcomes, other.outcomes)


def _section(name: str, before: Sequence[Outcome], after: Sequence[Outcome]) -> Section:
    return Section(name, len(before), differences(before, after))
