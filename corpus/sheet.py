"""A page on the bench: its lines, the label each gets, and where its parts are."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from corpus.boilerplate import plain
from corpus.facts import Facts, Statement
from corpus.kinds import is_prose, is_sentence
from corpus.lines import Line

Label = str

_CREDITS = frozenset({"date line", "bare date", "byline", "credit line"})
_UPPER = 1 / 3  # of the prose of a page
_LONGEST_MATCH = 600  # characters: no rule takes a longer line by what it says


class Sheet:
    """The lines of a page, the label of each, and what the labelled ones state about the article.

    `texts` are the lines as patterns want them, `short` the same without those too long for any rule. `prose` and
    `sentence` tell of each line what `corpus.kinds` says of it, `words` how many it has.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.labels: list[Label | None] = [None] * len(lines)
        self.stated: list[Statement] = []
        self.texts = [plain(line.text) for line in lines]
        self.short = [text if len(text) <= _LONGEST_MATCH else "" for text in self.texts]
        self.prose = [is_prose(text) for text in self.texts]
        self.sentence = [is_sentence(text) for text in self.texts]
        self.words = [len(text.split()) for text in self.texts]

    def __len__(self) -> int:
        return len(self.lines)

    def open(self, start: int = 0, end: int | None = None) -> list[int]:
        """Return the lines that no rule has taken yet."""
        return [i for i in range(start, len(self) if end is None else end) if self.labels[i] is None]

    def body(self) -> tuple[int, int]:
        """Return the first paragraph and the one after the last; both are the end of the page where there is none."""
        prose = [i for i in self.open() if self.prose[i]]
        return (prose[0], prose[-1] + 1) if prose else (len(self), len(self))

    def edges(self) -> list[int]:
        """Return the open lines above the first paragraph and below the last."""
        first, last = self.body()
        return [*self.open(0, first), *self.open(last)]

    def head(self) -> list[int]:
        """Return the open lines between the first paragraph, which may be a standfirst, and where the text begins.

        That is the second paragraph, or the one below the last date or byline in the upper third.
        """
        prose = [i for i in self.open() if self.prose[i]]
        if len(prose) < 2:
            return []
        share = self.share_before()
        credits = [i for i, label in enumerate(self.labels) if label in _CREDITS and share[i] < _UPPER]
        end = next((i for i in prose[1:] if not credits or i > credits[-1]), prose[1])
        return [i for i in self.open(prose[0] + 1, end) if not self.prose[i]]

    def share_before(self) -> list[float]:
        """Return, for each line, the share of the page's prose that stands above it."""
        counts = [self.words[i] if self.prose[i] and not self.labels[i] else 0 for i in range(len(self))]
        total = sum(counts) or 1
        return [before / total for before in accumulate(counts, initial=0)]

    def take(self, name: Label, lines: Iterable[int]) -> None:
        """Label those of the lines that have no label."""
        for i in lines:
            self.labels[i] = self.labels[i] or name

    def state(self, i: int, label: Label, facts: Facts) -> None:
        """Label a line and keep what it states."""
        self.labels[i] = label
        self.stated.append(Statement(label, facts))


def runs_of(lines: Iterable[int]) -> list[list[int]]:
    """Group the lines that stand one right below the other."""
    runs: list[list[int]] = []
    for i in lines:
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs
