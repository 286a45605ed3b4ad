"""What a language model writes, piece by piece → its sentences, each with the numbers that it cites."""

import re
from collections.abc import Generator, Iterable
from dataclasses import dataclass

from corpus.splitting import sentences_of

_MARKS = re.compile(r"(?:\s*[\[【]\s*\d{1,3}(?:\s*(?:,|;|et)\s*\d{1,3})*\s*[\]】])+")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_NUMBER = re.compile(r"\d+")
_DRESS = re.compile(r"^(?:[-–—•*>#]+[ \t]+|\d{1,2}[.)][ \t]+)+|\*\*|__|`+", re.MULTILINE)
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_OPEN_THOUGHT = re.compile(r"<(?:t(?:h(?:i(?:n(?:k)?)?)?)?)?\Z")
_BEFORE_POINT = re.compile(r"\s+([.…])")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that a model wrote: its text without the marks of citation, and the numbers cited."""

    text: str
    cites: tuple[int, ...]


def claims(pieces: Iterable[str]) -> Generator[Claim]:
    """Yield each sentence as soon as the next one has begun, or the text has ended.

    A mark that follows the full stop belongs to the sentence before it. Thoughts between `<think>` tags, bullets and
    the like are left out.
    """
    text, done = "", 0
    for piece in pieces:
        text += piece
        seen = _OPEN_THOUGHT.sub("", _THOUGHT.sub(" ", text))
        found = _sentences(seen)
        for sentence in found[done:-1]:
            yield _claim(sentence)
        done = max(done, len(found) - 1)
    for sentence in _sentences(_THOUGHT.sub(" ", text))[done:]:
        yield _claim(sentence)


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text, each line by itself, what holds no letter with the sentence before it."""
    whole: list[str] = []
    for line in _DRESS.sub("", text).split("\n"):
        bare = _MARKS.sub(lambda mark: " " * len(mark[0]), line)  # so that no mark hides the end of a sentence
        starts = [span.start for span in sentences_of(bare)] or [0]
        for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
            piece = line[start:end].strip()
            if any(map(str.isalpha, piece)):
                whole.append(piece)
            elif piece and whole:
                whole[-1] += f" {piece}"
    return whole


def _claim(sentence: str) -> Claim:
    cites = tuple(dict.fromkeys(int(n) for mark in _MARKS.findall(sentence) for n in _NUMBER.findall(mark)))
    bare = _BEFORE_POINT.sub(r"\1", _UNSEEN.sub(" ", _MARKS.sub("", sentence)))
    return Claim(" ".join(bare.split()), cites)
