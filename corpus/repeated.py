"""Paragraphs that many articles of one folder share at their edges: promotions and footers no rule knows, learned."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from corpus.records import Article, Removed
from corpus.traced import Traced, joined

RULE = "repeated in the folder"

_EDGE = 3  # paragraphs at either end
_FEWEST_WORDS = 5
_FEWEST_ARTICLES = 4
_SHARE = 0.25  # of the articles of a folder


def without_repeated(articles: Sequence[Article]) -> list[Article]:
    """Take out of each article the paragraphs at its edges that at least a quarter of its folder's articles share."""
    folders: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        folders[_folder(article)].append(article)
    repeated = {folder: _repeated(group) for folder, group in folders.items()}
    return [_without(article, repeated[_folder(article)]) for article in articles]


def without_known_repeated(articles: Sequence[Article], known: Iterable[Article]) -> list[Article]:
    """Take out of some articles the paragraphs at their edges that were found to be repeated among those `known`."""
    repeated = frozenset(removed.text for article in known for removed in article.removed if removed.rule == RULE)
    return [_without(article, repeated) for article in articles]


def _folder(article: Article) -> str:
    return str(PurePosixPath(article.path).parent)


def _repeated(articles: Iterable[Article]) -> frozenset[str]:
    group = list(articles)
    counts = Counter(paragraph for article in group for paragraph in set(_at_edges(article)))
    least = max(_FEWEST_ARTICLES, _SHARE * len(group))
    return frozenset(paragraph for paragraph, count in counts.items() if count >= least)


def _at_edges(article: Article) -> list[str]:
    paragraphs = article.text.split("\n\n")
    edges = [*paragraphs[:_EDGE], *paragraphs[-_EDGE:]]
    return [paragraph for paragraph in edges if len(paragraph.split()) >= _FEWEST_WORDS]


def _without(article: Article, repeated: frozenset[str]) -> Article:
    gone = repeated & set(_at_edges(article))
    traced = _paragraphs(article)
    kept = [paragraph for paragraph in traced if paragraph.text not in gone]
    if not kept or len(kept) == len(traced):
        return article
    body = joined(kept, "\n\n")
    removed = tuple(Removed(RULE, paragraph.text) for paragraph in traced if paragraph.text in gone)
    return replace(article, text=body.text, origin=body.stretches(), removed=(*article.removed, *removed))


def _paragraphs(article: Article) -> list[Traced]:
    whole = Traced.restored(article.text, article.origin)
    paragraphs, start = [], 0
    for text in article.text.split("\n\n"):
        paragraphs.append(whole.cut(start, start + len(text)))
        start += len(text) + 2
    return paragraphs
