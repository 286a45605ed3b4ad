"""Text that remembers where each of its characters came from, through every cut and mend."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.records import Stretch


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and, for each of its characters, the offset in the source it was made from.

    A character that nothing in the source stands for (the blank line put between paragraphs) has the offset
    of the character before it.
    """

    text: str
    origin: Sequence[int]

    @classmethod
    def of(cls, source: str) -> "Traced":
        """Return the whole of a source, unchanged."""
        return cls(source, range(len(source)))

    @classmethod
    def restored(cls, text: str, stretches: Sequence[Stretch]) -> "Traced":
        """Return the text whose stretches these are; see `stretches`."""
        origin = [0] * len(text)
        for stretch in stretches:
            for i in range(stretch.length):
                origin[stretch.start + i] = stretch.source_start + i
        return cls(text, origin)

    def __len__(self) -> int:
        return len(self.text)

    def cut(self, start: int, end: int) -> "Traced":
        """Return the characters `start` (included) to `end` (excluded)."""
        return Traced(self.text[start:end], self.origin[start:end])

    def stripped(self) -> "Traced":
        """Return the text without the white space around it."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))

    def replaced(self, pattern: re.Pattern[str], by: str | Callable[[re.Match[str]], str]) -> "Traced":
        """Return the text with every match of `pattern` replaced by the text `by`, or by what `by` makes of it."""
        if not pattern.search(self.text):
            return self
        return self._mapped(
            (match.span(), by if isinstance(by, str) else by(match)) for match in pattern.finditer(self.text)
        )

    def stretches(self) -> tuple[Stretch, ...]:
        """Return the runs of characters that stand in the source as they stand here, in order."""
        runs: list[Stretch] = []
        start = 0
        for i in range(1, len(self.text) + 1):
            if i == len(self.text) or self.origin[i] != self.origin[i - 1] + 1:
                runs.append(Stretch(start, self.origin[start], i - start))
                start = i
        return tuple(runs)

    def composed(self) -> "Traced":
        """Return the text in Unicode normal form C."""
        if unicodedata.is_normalized("NFC", self.text):
            return self
        clusters = re.finditer(r"(?s).[\u0300-\u036f\u0483-\u0489\u064b-\u0655\u3099\u309a]+", self.text)
        composed = self._mapped((c.span(), unicodedata.normalize("NFC", c.group())) for c in clusters)
        return composed if unicodedata.is_normalized("NFC", composed.text) else self._composed_whole()

    def _composed_whole(self) -> "Traced":
        """Compose what clusters of accents do not cover (Hangul, Indic scripts): the whole, mapped evenly."""
        text = unicodedata.normalize("NFC", self.text)
        scale = len(self.text) / max(1, len(text))
        return Traced(text, [self.origin[int(i * scale)] for i in range(len(text))])

    def _mapped(self, changes: Iterable[tuple[tuple[int, int], str]]) -> "Traced":
        parts, origin, done = [], list[int](), 0
        for (start, end), by in changes:
            parts += [self.text[done:start], by]
            origin.extend(self.origin[done:start])
            origin.extend(self._origins_of(start, end, len(by)))
            done = end
        parts.append(self.text[done:])
        origin.extend(self.origin[done:])
        return Traced("".join(parts), origin)

    def _origins_of(self, start: int, end: int, size: int) -> Iterator[int]:
        for i in range(size):
            yield self.origin[min(start + i, end - 1)]


def joined(parts: Sequence[Traced], between: str) -> Traced:
    """Join texts with `between`, which belongs to no source."""
    texts, origin = [], list[int]()
    for part in parts:
        if origin:
            texts.append(between)
            origin.extend([origin[-1]] * len(between))
        texts.append(part.text)
        origin.extend(part.origin)
    return Traced("".join(texts), origin)
