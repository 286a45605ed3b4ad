"""From a file of questions to a report: what `presse eval` does."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import StoredIndexError, UsageError
from eval.beir import read_beir
from eval.datasets import chosen, read_questions
from eval.records import OwnCorpus, QuestionSet
from eval.report import Report, SetCard, make_report
from eval.runner import Plan, Progress, run, stopwatch
from eval.squad import read_squad
from eval.state import current_state
from index import Encoder, Searcher, build_index, store
from rag.assistant import Assistant
from rag.calibration import weights_for
from rag.reader import Reader
from rag.weights import Weights

READERS: dict[str, Callable[[Path], QuestionSet]] = {
    "questions": read_questions,
    "squad": read_squad,
    "beir": read_beir,
}


@dataclass(frozen=True, slots=True)
class Request:
    """What to measure: a set in one of the formats of `READERS`, which of its questions, and on which index.

    A set of the project is asked about the index in `index`; one from outside brings its own articles, which are
    indexed there first, or found there unchanged. Where `calibrated`, confidence is scaled as the index says.
    `weights` are others than the shipped ones.
    """

    kind: str
    path: Path
    index: Path
    split: str = "all"
    limit: int | None = None
    plan: Plan = field(default_factory=Plan)
    calibrated: bool = True
    weights: Path | None = None


def evaluate(
    request: Request, load: Callable[[], Encoder], reader: Reader | None = None, progress: Progress | None = None
) -> Report:
    """Measure an index on a set of questions.

    `load` gives the encoder, once the set is known to be sound. Raises DatasetError where the set cannot be used,
    StoredIndexError where the index cannot.
    """
    seconds: dict[str, float] = {}
    whole = READERS[request.kind](request.path)
    questions = chosen(whole, request.split, request.limit)
    with stopwatch(seconds, "model"):
        encoder = load()
    with stopwatch(seconds, "index"):
        if whole.corpus is not None:
            index_own_corpus(whole, encoder, request.index, progress)
        searcher = Searcher.open(request.index, encoder)
    assistant = Assistant(searcher, _weights(request, encoder), reader)
    measured = run(questions, assistant, searcher, request.plan, progress)
    card = SetCard(whole.name, whole.kind, whole.sha256, request.split, request.limit)
    seconds.update(measured.seconds)
    return make_report(
        measured,
        card,
        current_state(encoder.card, assistant.weights),
        seconds=seconds,
        passages=len(searcher.passages),
        articles=len(searcher.articles),
    )


def _weights(request: Request, encoder: Encoder) -> Weights:
    if request.weights:
        return Weights.load(request.weights)
    return weights_for(request.index, encoder.card.model) if request.calibrated else Weights.shipped()


def corpus_of(questions: QuestionSet, index: Path) -> OwnCorpus:
    """Return what a set is about: its own corpus, else that of an index; raises StoredIndexError."""
    if questions.corpus:
        return questions.corpus
    contents = store.load(index)
    return OwnCorpus(tuple(contents.articles), tuple(contents.passages))


def index_own_corpus(questions: QuestionSet, encoder: Encoder, folder: Path, progress: Progress | None) -> None:
    """Index the articles that a set brings along; nothing is encoded that the folder already holds.

    Raises UsageError where the folder holds an index of somebody's own articles, which this would replace.
    """
    if questions.corpus is None:
        return
    if _holds_files(folder):
        raise UsageError(f"{folder} holds an index of other articles: name another folder for “{questions.name}”.")

    def encoding(done: int, of: int) -> None:
        if progress:
            progress("Encoding", done, of)

    corpus, splitting = questions.corpus, "as the question set gives them"
    build_index(corpus.articles, corpus.passages, encoder, folder, splitting=splitting, progress=encoding)


def _holds_files(folder: Path) -> bool:
    """Tell whether the index in a folder was built from files; those of question sets have no path."""
    try:
        return any(article.path for article in store.load(folder).articles)
    except StoredIndexError:
        return False
