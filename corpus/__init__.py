"""What do the articles say? Files in a folder become articles, passages and sentences."""

from corpus.records import Article, LeftOut, Library, Passage, Removed, Span

__all__ = ["Article", "LeftOut", "Library", "Passage", "Removed", "Span"]
