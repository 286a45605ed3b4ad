"""Answers made up for tests."""

from rag import Answer, Citation, RankedPassage


def answer_quoting(text: str, start: int, end: int, said: str = "Titre", offset: int = 0) -> Answer:
    """Return an answer that quotes `text[start:end]` of a passage at `offset`, with `said` in every other field."""
    quote = text[start:end]
    citation = Citation(1, "un", said, said, said, said, quote, start + offset, end + offset, 1.0)
    passage = RankedPassage("un", offset, offset + len(text), text, 1.0)
    return Answer(said, f"« {quote} » [1]", False, 0.9, (citation,), (passage,))
