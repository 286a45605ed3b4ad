"""What a reader must know of an answer beside its words: here, that it rests on an article that is not in French."""

from collections.abc import Mapping, Sequence

from corpus import Article
from rag.records import Citation

_LANGUAGES = {
    "ar": "en arabe", "de": "en allemand", "en": "en anglais", "es": "en espagnol", "it": "en italien",
    "nl": "en néerlandais", "pt": "en portugais",
}  # fmt: skip
_OTHER = "dans une autre langue que le français"


def of_languages(citations: Sequence[Citation], articles: Mapping[str, Article]) -> tuple[str, ...]:
    """Return a notice for each language other than French that cited articles are written in."""
    numbers: dict[str, list[int]] = {}
    for citation in citations:
        language = articles[citation.article_id].language
        if language != "fr":
            numbers.setdefault(_LANGUAGES.get(language, _OTHER), []).append(citation.number)
    return tuple(_notice(language, cited) for language, cited in numbers.items())


def _notice(language: str, numbers: Sequence[int]) -> str:
    marks = " ".join(f"[{number}]" for number in numbers)
    return f"Cette réponse s'appuie sur un article {language} {marks}."
