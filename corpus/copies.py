"""Articles that several files carry with nearly the same words: one is kept, the others are named in it.

An article is a copy where nearly all its runs of five words stand in the one that is kept, and most of its numbers:
wire copy is taken over shortened or with another beginning, while tomorrow's weather has the same words and other
numbers. The overlap is exact, by an inverted index of the runs; nothing is sampled.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.records import Article, LeftOut

_RUN = 5  # words
_FEWEST_RUNS = 30  # a text of fewer is too short to be told from another
_COMMON = 50  # a run of words in so many articles says nothing of any two
_SHARE = 0.85  # of the runs of a copy that stand in the article kept
_FACT = 0.1  # an outlet or a date stated is worth so much more text
_NUMBERS = 0.7  # of the numbers of a copy that stand in the article kept: a dateline may add a day and a year


def without_copies(articles: Sequence[Article]) -> tuple[list[Article], list[LeftOut]]:
    """Keep one article of each group of copies, the longest, or a little shorter one that states more about itself.

    Articles come and go in the same order.
    """
    runs = [_runs(article.text) for article in articles]
    kept_for = _keepers(articles, runs)
    copies: dict[int, list[Article]] = {}
    for i, keeper in sorted(kept_for.items()):
        copies.setdefault(keeper, []).append(articles[i])
    kept = [
        replace(article, repeated_in=_outlets(copies[i])) if i in copies else article
        for i, article in enumerate(articles)
        if i not in kept_for
    ]
    left_out = [
        LeftOut(articles[i].path, "duplicate", f"nearly the same text as {articles[keeper].path}")
        for i, keeper in sorted(kept_for.items())
    ]
    return kept, left_out


def _keepers(articles: Sequence[Article], runs: Sequence[frozenset[int]]) -> dict[int, int]:
    """Return, for each article that goes, the one that is kept for it."""
    best_first = sorted(range(len(articles)), key=lambda i: (-_worth(articles[i], runs[i]), i))
    holders: dict[int, list[int]] = {}
    kept_for: dict[int, int] = {}
    for i in best_first:
        shared = Counter(k for run in runs[i] if len(at := holders.get(run, ())) < _COMMON for k in at)
        for k, count in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:3]:
            enough = len(runs[i]) >= _FEWEST_RUNS and count >= _SHARE * len(runs[i])
            if enough and _same_numbers(articles[i], articles[k]):
                kept_for[i] = k
                break
        else:
            for run in runs[i]:
                holders.setdefault(run, []).append(i)
    return kept_for


def _worth(article: Article, runs: frozenset[int]) -> float:
    return len(runs) * (1 + _FACT * ((article.source is not None) + (article.published is not None)))


def _runs(text: str) -> frozenset[int]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(hash(tuple(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1))


def _same_numbers(shorter: Article, longer: Article) -> bool:
    numbers = Counter(re.findall(r"\d+", shorter.text))
    return (numbers & Counter(re.findall(r"\d+", longer.text))).total() >= _NUMBERS * numbers.total()


def _outlets(copies: Iterable[Article]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(copy.source or copy.path for copy in copies))
