"""The records of an evaluation: what is asked and known beforehand, and what came of it, judged.

An `EvalQuestion` says what a right answer is; a `QuestionSet` holds many, with their own corpus where they
bring one. An `Outcome` is one question asked and judged: every measure is computed from outcomes alone, so
that a report can be read back, cut into slices and compared without asking again.
"""

from dataclasses import dataclass
from typing import Literal

from corpus import Article, Passage
from rag import Turn

Fact = tuple[str, ...]
"""The accepted spellings of one thing that a right answer states."""

Split = Literal["dev", "test"]


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """The characters of an article that answer a question; offsets are into `Article.text`, half open."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EvalQuestion:
    """A question and what a right answer to it is.

    `articles` are the ids of the articles that answer, `gains` how relevant each is (all 1 where empty).
    `facts` is what the answer must state. `answers` are accepted short answers, compared by the rules of
    SQuAD. `spans` say where the answer stands; where empty, it stands in the sentences of `articles` that
    carry a fact. An unanswerable question has none of these.
    """

    id: str
    text: str
    category: str
    answerable: bool
    articles: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    answers: tuple[str, ...] = ()
    spans: tuple[GoldSpan, ...] = ()
    gains: tuple[float, ...] = ()
    history: tuple[Turn, ...] = ()
    split: Split = "dev"


@dataclass(frozen=True, slots=True)
class OwnCorpus:
    """The articles and passages that a data set from outside brings along."""

    articles: tuple[Article, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions to be asked together; `corpus` is None where they are about the articles of an index.

    `sha256` is that of the bytes read, so that two reports can tell whether they measured the same thing.
    """

    name: str
    kind: Literal["questions", "squad", "beir"]
    questions: tuple[EvalQuestion, ...]
    sha256: str
    corpus: OwnCorpus | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranking, judged: the gains of what was returned, best first, and of all that is relevant.

    `gains` has 0 for an irrelevant item; `relevant` holds every positive gain there is, highest first, whether
    it was returned or not.
    """

    gains: tuple[float, ...]
    relevant: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted sentence, judged: the facts it carries (by their numbers), and whether it is what it claims.

    `answers`: it contains an accepted short answer, or, where there are none, carries a fact. `exact`: it
    stands at its offsets to the character. `right_article`: its article is one of those that answer.
    """

    article_id: str
    facts: tuple[int, ...]
    answers: bool
    exact: bool
    right_article: bool


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """A marked short answer against the accepted ones: exact match and token F1, both 0 to 1."""

    exact_match: float
    f1: float


@dataclass(frozen=True, slots=True)
class Trial:
    """One decision to answer or to abstain.

    `confidence` is the probability stated, 0 to 1. `correct`: the first quotation answers; always False where
    the assistant should have abstained, None where it cannot be judged.
    """

    confidence: float
    abstained: bool
    should_abstain: bool
    correct: bool | None


@dataclass(frozen=True, slots=True)
class Shown:
    """The words of an outcome, for whoever reads the failures; nothing is measured on them.

    `given` are the sentences chosen, whether or not the answer was withheld; `passage` is the first passage
    found and `gold` one that answers, both "" where nothing went wrong; `understood` is a follow-up as it was
    completed from its conversation, "" for a question taken as it stands.
    """

    question: str
    history: tuple[str, ...]
    expected: tuple[str, ...]
    given: tuple[str, ...]
    passage: str = ""
    gold: str = ""
    understood: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, asked and judged.

    `passages` and `articles_ranked` judge the retrieval (None where the question has no relevant one by
    definition), `fact_ranks` the rank of the first passage that carries each fact (None: none of those
    returned). `quoted` are the sentences chosen with abstention switched off, `cited` those of the answer as
    the reader gets it, `numbers` how many numbers that answer states and how many of them its citations hold.
    `marked`: the first sentence chosen has its short answer marked, which `short` judges where the set says what is
    accepted. `trials` are the decisions that the measures of abstention count, `without_article` and
    `without_passage` the same question asked after what answers it was masked. `alone` are the sentences
    quoted for a follow-up that is asked without its conversation.
    """

    id: str
    category: str
    split: Split
    answerable: bool
    articles: tuple[str, ...]
    facts: int
    passages: Ranked | None
    articles_ranked: Ranked | None
    fact_ranks: tuple[int | None, ...]
    quoted: tuple[Quoted, ...]
    cited: tuple[Quoted, ...]
    numbers: tuple[int, int]
    asked: Trial
    trials: tuple[Trial, ...]
    marked: bool = False
    short: ShortAnswer | None = None
    without_article: Trial | None = None
    without_passage: Trial | None = None
    alone: tuple[Quoted, ...] | None = None
    shown: Shown | None = None
