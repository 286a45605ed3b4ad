"""The same question about something else: a name, a year or a number put in the place of the one it asks about.

« Combien de start-up en Égypte ? » becomes « Combien de start-up en Islande ? »: near enough to find the same
sentences, and yet not answered by them. So confidence learns that what a question names must be found (Rajpurkar, Jia
and Liang, *Know What You Don't Know*, ACL 2018, whose crowd wrote such questions by hand).
"""

import random
import re
from collections.abc import Collection, Iterable

from index import french

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_NUMBER = re.compile(r"\b\d+\b")
_WORD = r"[A-ZÀ-Þ][^\W\d_]+(?:[-’'][^\W\d_]+)*"
_NAME = re.compile(rf"(?<=[\w,;] )(?:[dl]['’])?({_WORD}(?: (?:d[eu]s? |la |le |d['’])?{_WORD})*)")
_VOWELS = "aeiouyhàâéèêëîïôöùûü"


def names_in(texts: Iterable[str]) -> list[str]:
    """Return the names that stand inside some questions, each once, in order."""
    return list(dict.fromkeys(match[1] for text in texts for match in _NAME.finditer(text)))


def swapped(question: str, known: Collection[str], names: Iterable[str]) -> str | None:
    """Return the question with one name, year or number replaced, the same for the same arguments.

    `known` are the terms of the articles that could answer (see `index.french`): what is replaced is among them, what
    comes in its place is not. `names` are tried in an order drawn for the question; one that stands after an elision
    begins likewise with a vowel. None where the question names nothing known, or nothing fits.
    """
    chance = random.Random(question)
    places = [(match.span(), "year") for match in _YEAR.finditer(question)]
    places += [(match.span(), "number") for match in _NUMBER.finditer(question) if not _YEAR.fullmatch(match[0])]
    places += [(match.span(1), "name") for match in _NAME.finditer(question)]
    places = [(span, kind) for span, kind in places if _known(question[slice(*span)], known)]
    if not places:
        return None
    (start, end), kind = chance.choice(places)
    former = question[start:end]
    candidates = _numbers(former, kind, chance) if kind != "name" else chance.sample(tried := list(names), len(tried))
    fitting = (other for other in candidates if not _known_in_part(other, known) and _alike(former, other))
    other = next(fitting, None)
    return None if other is None else question[:start] + other + question[end:]


def _numbers(former: str, kind: str, chance: random.Random) -> list[str]:
    near = 30 if kind == "year" else max(int(former), 5)
    return [str(abs(int(former) + chance.choice((-1, 1)) * chance.randint(1, near))) for _ in range(20)]


def _known(text: str, known: Collection[str]) -> bool:
    terms = french.terms(text)
    return bool(terms) and all(term in known for term in terms)


def _known_in_part(text: str, known: Collection[str]) -> bool:
    return any(term in known for term in french.terms(text))


def _alike(former: str, other: str) -> bool:
    """Say whether both begin with a vowel, or neither does, so that an elision before stays right."""
    return (former[0].lower() in _VOWELS) == (other[0].lower() in _VOWELS)
