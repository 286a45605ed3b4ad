"""Questions to begin with, drawn from the corpus that is loaded and kept only where it answers them."""

import re
from collections import Counter
from collections.abc import Iterator

from corpus import Article
from corpus.errors import QuestionError
from rag.assistant import Assistant
from rag.records import Question

_NAME = re.compile(r"(?<=[a-zà-ÿ,] )(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]{2,}\d*\w*)(?: (?:[A-ZÀ-Þ][\w’'-]+|\d*[A-Z]{2,}\w*))*")
_FORENAME_AND_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ’'-]+ [A-ZÀ-Þ][a-zà-ÿ’'-]+")
_CANDIDATES = 4  # names of an article that are tried


def suggest(assistant: Assistant, count: int = 4) -> tuple[str, ...]:
    """Return up to `count` questions the corpus answers, of as many articles as there are."""
    found: dict[str, None] = {}
    for article in assistant.searcher.articles.values():
        if len(found) == count:
            break
        question = next((q for q in _questions(article) if q not in found and _answered(assistant, q, article)), None)
        if question:
            found[question] = None
    return tuple(found)


def _questions(article: Article) -> Iterator[str]:
    """Yield what might be asked about the names an article speaks of most."""
    names = Counter(match[0] for match in _NAME.finditer(article.text))
    for name, _ in sorted(names.items(), key=lambda item: (-item[1] * len(item[0].split()), item[0]))[:_CANDIDATES]:
        yield f"Qui est {name} ?" if _FORENAME_AND_NAME.fullmatch(name) else f"Que sait-on de {name} ?"


def _answered(assistant: Assistant, question: str, article: Article) -> bool:
    try:
        answer = assistant.ask(Question(question))
    except QuestionError:
        return False
    return not answer.abstained and answer.citations[0].article_id == article.id
