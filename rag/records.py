"""A question as asked and an answer as given: the same records for the terminal, the chat and HTTP."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier exchange of the same conversation."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, and the conversation before it, oldest first."""

    text: str
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of an article's text: `article.text[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence quoted to the character: `article.text[start:end] == quote`.

    `number` counts from 1 in the order of the answer. `published` is ISO 8601 (a day, a month where no day is
    known) or None. `score` is the evidence score of the sentence, higher is better, comparable only within one answer.
    `short` is the short answer inside the quote (the number, date, name or place asked for), where it is certain
    enough; `context` is the sentence before, where the quote cannot be understood without it.
    """

    number: int
    article_id: str
    title: str
    source: str | None
    published: str | None
    url: str | None
    quote: str
    start: int
    end: int
    score: float
    short: Excerpt | None = None
    context: Excerpt | None = None


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage that was considered, best first; `score` is the fused score, higher is better."""

    article_id: str
    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    `answer` is what is read: the quoted sentences with their numbers, or, where `abstained`, the statement
    that the articles do not answer. An abstention has no citations; its `passages` are the nearest ones.
    `confidence` is the probability, 0 to 1, that the first quotation answers. `timings_ms` are milliseconds
    by stage, with `total`. `understood` is the follow-up as it was completed from the conversation; None where the
    question was taken as it stands. `notices` tell the reader, in French, what to know of this answer; `neighbours`
    are questions near an unanswered one that the articles do answer.
    """

    question: str
    answer: str
    abstained: bool
    confidence: float
    citations: tuple[Citation, ...]
    passages: tuple[RankedPassage, ...]
    timings_ms: dict[str, float] = field(default_factory=dict)
    understood: str | None = None
    notices: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
