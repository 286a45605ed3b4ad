"""Question sets in the format of BEIR: corpus.jsonl, queries.jsonl and qrels/*.tsv, with their own corpus.

Thakur et al., "BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information Retrieval Models", 2021.
Every document is one article and one passage; relevance is judged by document, so that measures of facts and
sentences stay undefined.
"""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from corpus import Article, Passage, sentences_of
from corpus.errors import DatasetError
from eval.datasets import Source, first_fault, read_source, refuse_repeated
from eval.records import EvalQuestion, GoldSpan, OwnCorpus, QuestionSet

_LENIENT = ConfigDict(extra="ignore", coerce_numbers_to_str=True)
_Id = Annotated[str, Field(alias="_id")]
_Gains = dict[str, dict[str, float]]
_QRELS = ("qrels/test.tsv", "qrels/dev.tsv", "qrels/train.tsv", "qrels.tsv")


@checked(frozen=True, config=_LENIENT)
class _Document:
    id: _Id
    text: str
    title: str = ""


@checked(frozen=True, config=_LENIENT)
class _Query:
    id: _Id
    text: str


_Line = TypeVar("_Line", _Document, _Query)


def read_beir(folder: Path) -> QuestionSet:
    """Read a BEIR folder; raises DatasetError, naming file and line, where it cannot be used.

    Only the queries that have a relevance judgement are asked, as is the custom.
    """
    corpus = read_source(folder / "corpus.jsonl")
    queries = read_source(folder / "queries.jsonl")
    qrels = _qrels_of(folder)
    documents = _lines(corpus, TypeAdapter(_Document))
    asked = _lines(queries, TypeAdapter(_Query))
    gains = _gains(qrels, {document.id for document in documents}, {query.id for query in asked})
    questions = tuple(_question(query, gains[query.id]) for query in asked if query.id in gains)
    if not questions:
        raise DatasetError(f"{qrels.path} judges no query of {queries.path}.")
    lengths = {document.id: len(_text(document)) for document in documents}
    spanned = tuple(_with_spans(question, lengths) for question in questions)
    articles = tuple(_article(document) for document in documents if _text(document).strip())
    digest = hashlib.sha256("".join(source.sha256 for source in (corpus, queries, qrels)).encode())
    own = OwnCorpus(articles, tuple(_passage(article) for article in articles))
    return QuestionSet(folder.resolve().name, "beir", spanned, digest.hexdigest(), own)


def _qrels_of(folder: Path) -> Source:
    for name in _QRELS:
        if (folder / name).is_file():
            return read_source(folder / name)
    raise DatasetError(f"{folder} has no relevance judgements: expected one of {', '.join(_QRELS)}.")


def _lines(source: Source, record: TypeAdapter[_Line]) -> list[_Line]:
    read: list[_Line] = []
    places: list[str] = []
    for number, line in enumerate(source.text.split("\n"), 1):
        if line.strip():
            places.append(f"{source.path}:{number}")
            try:
                read.append(record.validate_json(line))
            except ValidationError as error:
                raise DatasetError(f"{places[-1]}: {first_fault(error)}.") from error
    if not read:
        raise DatasetError(f"{source.path} is empty.")
    refuse_repeated([item.id for item in read], places)
    return read


def _gains(source: Source, documents: set[str], queries: set[str]) -> _Gains:
    """Return the positive gains by query and document; the first line may be a heading."""
    gains: _Gains = {}
    for number, line in enumerate(source.text.splitlines(), 1):
        cells = line.split("\t")
        if not line.strip() or (number == 1 and cells[-1].strip() == "score"):
            continue
        place = f"{source.path}:{number}"
        if len(cells) != 3 or not cells[2].strip().lstrip("-").isdigit():
            raise DatasetError(f"{place}: expected query, document and a whole score, separated by tabs.")
        query, document, score = cells[0], cells[1], int(cells[2])
        if query not in queries:
            raise DatasetError(f"{place}: the query “{query}” is not in queries.jsonl.")
        if document not in documents:
            raise DatasetError(f"{place}: the document “{document}” is not in corpus.jsonl.")
        if score > 0:
            gains.setdefault(query, {})[document] = float(score)
    return gains


def _question(query: _Query, gains: dict[str, float]) -> EvalQuestion:
    return EvalQuestion(
        id=query.id,
        text=query.text,
        category="beir",
        answerable=True,
        articles=tuple(gains),
        gains=tuple(gains.values()),
    )


def _with_spans(question: EvalQuestion, lengths: dict[str, int]) -> EvalQuestion:
    """Return the question with each relevant document, whole, as a span that answers."""
    return replace(question, spans=tuple(GoldSpan(name, 0, lengths[name]) for name in question.articles))


def _text(document: _Document) -> str:
    return f"{document.title}\n\n{document.text}" if document.title.strip() else document.text


def _article(document: _Document) -> Article:
    return Article(id=document.id, text=_text(document), title=document.title)


def _passage(article: Article) -> Passage:
    return Passage(article.id, 0, len(article.text), sentences_of(article.text))
