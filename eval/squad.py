"""Question sets in the format of SQuAD (PIAF, FQuAD, SQuAD 1.1 and 2.0), with their own corpus.

Every title is one article, its text the paragraphs joined by a blank line; every paragraph is one passage. Titles
whose SHA-256 begins with an even hexadecimal digit are the split "dev", on which may be tuned; the others are "test".
"""

import hashlib
from dataclasses import field
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from corpus import Article, Passage, sentences_of
from corpus.errors import DatasetError
from eval.datasets import first_fault, read_source, refuse_repeated
from eval.records import EvalQuestion, GoldSpan, OwnCorpus, QuestionSet, Split

_LENIENT = ConfigDict(extra="ignore", coerce_numbers_to_str=True)
_GAP = "\n\n"


@checked(frozen=True, config=_LENIENT)
class _Answer:
    text: str
    answer_start: int


@checked(frozen=True, config=_LENIENT)
class _Question:
    id: str
    question: str
    answers: list[_Answer] = field(default_factory=list)
    is_impossible: bool = False


@checked(frozen=True, config=_LENIENT)
class _Paragraph:
    context: str
    qas: list[_Question] = field(default_factory=list)


@checked(frozen=True, config=_LENIENT)
class _Titled:
    title: str
    paragraphs: list[_Paragraph]


@checked(frozen=True, config=_LENIENT)
class _File:
    data: list[_Titled]


_FILE = TypeAdapter(_File)


def read_squad(path: Path) -> QuestionSet:
    """Read a SQuAD file; raises DatasetError, naming the place in it, where it cannot be used."""
    source = read_source(path)
    try:
        file = _FILE.validate_json(source.text)
    except ValidationError as error:
        raise DatasetError(f"{path} is not in the format of SQuAD: {first_fault(error)}.") from error
    articles: list[Article] = []
    passages: list[Passage] = []
    questions: list[EvalQuestion] = []
    for title, paragraphs in _by_title(file).items():
        article, its_passages, starts = _article(title, paragraphs, path.name)
        articles.append(article)
        passages.extend(its_passages)
        for paragraph, start in zip(paragraphs, starts, strict=True):
            questions.extend(_asked(question, article, paragraph, start) for question in paragraph.qas)
    if not questions:
        raise DatasetError(f"{path} holds no question.")
    refuse_repeated([question.id for question in questions], [str(path)] * len(questions))
    corpus = OwnCorpus(tuple(articles), tuple(passages))
    return QuestionSet(path.stem, "squad", tuple(questions), source.sha256, corpus)


def _by_title(file: _File) -> dict[str, list[_Paragraph]]:
    """Return the paragraphs with any text, by title; a title that comes twice is one article."""
    titles: dict[str, list[_Paragraph]] = {}
    for titled in file.data:
        written = [paragraph for paragraph in titled.paragraphs if paragraph.context.strip()]
        if written:
            titles.setdefault(titled.title, []).extend(written)
    return titles


def _article(title: str, paragraphs: list[_Paragraph], file: str) -> tuple[Article, list[Passage], list[int]]:
    """Return an article, its passages, and where each paragraph starts in its text."""
    text = _GAP.join(paragraph.context for paragraph in paragraphs)
    article = Article(id=title, text=text, title=title, source=file)
    starts, passages, start = [], [], 0
    for paragraph in paragraphs:
        end = start + len(paragraph.context)
        starts.append(start)
        passages.append(Passage(article.id, start, end, sentences_of(text, start, end)))
        start = end + len(_GAP)
    return article, passages, starts


def _asked(question: _Question, article: Article, paragraph: _Paragraph, start: int) -> EvalQuestion:
    split = _split_of(article.title)
    if question.is_impossible or not question.answers:
        return EvalQuestion(question.id, question.question, "squad", answerable=False, split=split)
    spans = dict.fromkeys(_span(answer, article.id, paragraph, start) for answer in question.answers)
    texts = tuple(dict.fromkeys(answer.text for answer in question.answers))
    return EvalQuestion(
        id=question.id,
        text=question.question,
        category="squad",
        answerable=True,
        articles=(article.id,),
        facts=(texts,),
        answers=texts,
        spans=tuple(spans),
        split=split,
    )


def _split_of(title: str) -> Split:
    return "dev" if int(hashlib.sha256(title.encode("utf-8")).hexdigest()[0], 16) % 2 == 0 else "test"


def _span(answer: _Answer, article_id: str, paragraph: _Paragraph, start: int) -> GoldSpan:
    """Return where an answer stands; some sets state a wrong offset, then its first place or the paragraph."""
    at = answer.answer_start
    if paragraph.context[at : at + len(answer.text)] != answer.text:
        at = paragraph.context.find(answer.text)
    if at < 0 or not answer.text:
        return GoldSpan(article_id, start, start + len(paragraph.context))
    return GoldSpan(article_id, start + at, start + at + len(answer.text))
