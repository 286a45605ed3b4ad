"""How well does verification hold a language model to what it cites? `python -m eval.leash` tells.

Answers written by hand, half of them with one fault each, are put through the very way of a phrased answer, a stand-in
writing them in the model's place. They speak of the shipped briefs and of the articles in `eval/claims/articles`,
which were made for this, on other subjects.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import corpus
from corpus import Article, Span
from corpus.errors import DatasetError
from corpus.library import read_library
from corpus.splitting import sentences_of
from eval.markdown import table
from index import Encoder, load_encoder
from rag import Answer, Citation, Settings
from rag.drafting import claims
from rag.generative import OFFERED, Phraser
from rag.language_model import LanguageModel, Message

FOLDER = Path(__file__).with_name("claims")
SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Case:
    """An answer as a model might write it.

    `kind` is SOUND, or the fault planted in its last sentence. `about` are the sentences it is about, each an
    article's id and words of the sentence; they are offered as 1, 2…. `half` is `tuned` for those that the rules of
    verification were written on, `held out` for those written after, and first read when the rules were done.
    """

    half: str
    kind: str
    about: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: whether its last sentence was shown, and whether all of them were."""

    case: Case
    last_shown: bool
    all_shown: bool

    @property
    def right(self) -> bool:
        """Whether a fault was caught, or a sound answer left as it was."""
        return self.all_shown if self.case.kind == SOUND else not self.last_shown


class Scribe:
    """A language model that writes one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def write(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the text in one piece."""
        yield self._text


def read_cases(path: Path = FOLDER / "claims.jsonl") -> list[Case]:
    """Read the cases; raises DatasetError for a line that is none."""
    cases = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            record = json.loads(line)
            about = tuple((article, words) for article, words in record["about"])
            cases.append(Case(record["half"], record["kind"], about, record["text"]))
        except (ValueError, KeyError, TypeError) as error:
            raise DatasetError(f"{path}, line {number} is no case ({error}); see eval/README.md") from error
    return cases


def read_articles() -> dict[str, Article]:
    """Return the articles that the cases are about, by id."""
    folders = (Path(corpus.__file__).parent / "articles", FOLDER / "articles")
    return {article.id: article for folder in folders for article in read_library(folder).articles}


def judge(
    cases: Iterable[Case],
    articles: Mapping[str, Article],
    encoder: Encoder,
    writing: Callable[[str], LanguageModel] = Scribe,
) -> list[Outcome]:
    """Put every case through the way of a phrased answer; `writing` gives the model that writes a text."""
    return [_judged(case, articles, encoder, writing(case.text)) for case in cases]


def _judged(case: Case, articles: Mapping[str, Article], encoder: Encoder, model: LanguageModel) -> Outcome:
    offered = _offered(case, articles)
    quoted = Answer("Que disent les articles ?", "", False, 1.0, tuple(offered[: len(case.about)]), ())
    *_, answer = Phraser(model).phrase(quoted, offered, articles, encoder)
    shown = [claim.text.rstrip(".!? ") in answer.answer for claim in claims([case.text])]
    return Outcome(case, shown[-1], all(shown))


def _offered(case: Case, articles: Mapping[str, Article]) -> list[Citation]:
    """Return the sentences that the case is about, then others of the first one's article, as a search would."""
    places = [(articles[article_id], _sentence(articles[article_id], words)) for article_id, words in case.about]
    first = places[0][0]
    others = [(first, span) for span in sentences_of(first.text) if (first, span) not in places]
    return [_citation(number, *place) for number, place in enumerate([*places, *others][:OFFERED], start=1)]


def _sentence(article: Article, words: str) -> Span:
    found = [span for span in sentences_of(article.text) if words in span.of(article.text)]
    if len(found) != 1:
        raise DatasetError(f"{len(found)} sentences of {article.id!r} hold “{words}”; a case must name one")
    return found[0]


def _citation(number: int, article: Article, span: Span) -> Citation:
    quote = span.of(article.text)
    return Citation(
        number,
        article.id,
        article.title,
        article.source,
        article.published,
        article.url,
        quote,
        span.start,
        span.end,
        0.0,
    )


def figures(outcomes: Sequence[Outcome]) -> str:
    """Return a table: by half and by kind, how many faults were caught and sound answers left as they were."""
    rows = []
    for half in dict.fromkeys(outcome.case.half for outcome in outcomes):
        of_half = [outcome for outcome in outcomes if outcome.case.half == half]
        for name, sound in (("faults caught", False), ("sound answers untouched", True)):
            rows.append((half, name, _share([o for o in of_half if (o.case.kind == SOUND) == sound])))
    for kind in dict.fromkeys(outcome.case.kind for outcome in outcomes):
        rows.append(("both", kind, _share([outcome for outcome in outcomes if outcome.case.kind == kind])))
    return "\n".join(table(("half", "of", "right"), rows)) + "\n"


def _share(outcomes: Sequence[Outcome]) -> str:
    right = sum(outcome.right for outcome in outcomes)
    return f"{right} of {len(outcomes)} ({100 * right / len(outcomes):.1f} %)" if outcomes else "—"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures and every case that went wrong; returns the exit code."""
    argparse.ArgumentParser(prog="python -m eval.leash", description=__doc__).parse_args(arguments)
    settings = Settings()
    outcomes = judge(read_cases(), read_articles(), load_encoder(None, "onnx", settings.model_cache))
    print(figures(outcomes))
    for outcome in outcomes:
        if not outcome.right:
            print(f"wrong: {outcome.case.kind}, {outcome.case.half}: {outcome.case.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
