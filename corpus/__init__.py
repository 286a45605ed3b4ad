"""What do the articles say? Files in a folder become articles, passages and sentences."""

from corpus.library import read_library
from corpus.records import Article, LeftOut, Library, Passage, Reason, Removed, Span, Stretch, article_from, record_of
from corpus.splitting import sentences_of, split

__all__ = [
    "Article",
    "LeftOut",
    "Library",
    "Passage",
    "Reason",
    "Removed",
    "Span",
    "Stretch",
    "article_from",
    "read_library",
    "record_of",
    "sentences_of",
    "split",
]
