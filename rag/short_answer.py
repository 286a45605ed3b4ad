"""The short answer inside a sentence that answers: its number, date, name or place, where it is certain enough.

Every span of the type asked for competes, and so does that there is none: a softmax over weighted features gives the
probability of each. The weights are learned by `python -m eval.learning_short`.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from math import exp
from pathlib import Path

from corpus import Span
from index import french
from rag.acronyms import expansion_of
from rag.question import Asked
from rag.spans import Candidate, names_of, numbers_of, quoted_of, times_of

CERTAIN = 0.5
"""Probability from which a span is marked. PIAF, even titles: see `eval/README.md`."""

MOST = 60
"""Spans of a sentence that compete."""

WEIGHTS = Path(__file__).with_name("short_answer.json")

FEATURES = (
    "near",  # how near the question's terms stand to the span, each 1 / words between, as a share of them, [0, 1]
    "nearest",  # 1 / (1 + words to the nearest term of the question)
    "person_before",  # where a person is asked for: share of the question's terms in the sentence that come before
    "other_before",  # the same for the other types
    "said",  # share of the span's terms that the question says, [0, 1]
    "counted",  # 1 where the words that follow the span are what the question counts
    "counts_other",  # 1 where something is counted by the question and it does not follow
    "aside",  # 1 in parentheses
    "first",  # 1 at the beginning of the sentence
    "words",  # of the span, at most 6, as a share of 6
    "amount_wanted", "share_wanted", "measure_wanted",  # 1 where the question asks for that and the span is one
    "unit_unwanted",  # 1 where the span has another unit than the question asks for
    "number", "day", "month", "year", "year_wanted", "century",
    "person_full", "person_by", "place_at", "name_at", "list_wanted", "list_unwanted", "acronym", "quoted",
    "naming",  # 1 where a word of naming stands right before: appelé, nommé, intitulé…
    "none_number", "none_date", "none_person", "none_place",  # where there is none of the type asked for
)  # fmt: skip

_AMOUNT = re.compile(
    r"\b(?:montants?|prix|couts?|coute\w*|budget|salaire|somme|enveloppe|financement|investi\w*|valeur|loyer|dette|"
    r"chiffre d'affaires?|subvention|fonds|capital|vau[td]\w*|gagne\w*|paie|paye\w*|rapporte\w*|dollars|euros|"
    r"dirhams)\b"
)
_SHARE = re.compile(r"\b(?:pourcentage|taux|proportion|part|pour cent)\b|%")
_MEASURE = re.compile(
    r"\b(?:ages?|taille|durees?|temps|distance|hauteur|longueur|largeur|altitude|superficie|poids|vitesse|temperature|"
    r"ans|mois|jours|heures|kilometres|metres|hectares|profondeur|dure\w*|mesure\w*|pese\w*|surface)\b"
)
_YEAR = re.compile(r"\bannees?\b")
_SEVERAL = re.compile(r"\bquel(?:le)?s\b|\bqui sont\b|\bquelles\b|\b(?:deux|trois|quatre|cinq)\b|\bles\b.*\bqui\b")
_COUNTED = re.compile(r"\bcombien (?:y a-t-il )?(?:de |d')(\w[\w-]*)|\bnombre (?:total )?(?:de |d'|des )(\w[\w-]*)")
_BY = re.compile(r"\b(?:par|avec|selon|chez)\s(?:l[ae]\s|les\s|l['’])?$", re.IGNORECASE)
_AT = re.compile(r"\b(?:à|a|au|aux|en|dans|près|vers|sur|sous|depuis|ville|région|pays)\s?(?:l[ae]\s|les\s|l['’])?"
                 r"(?:d[eu]s?\s|d['’])?(?:l[ae]\s|les\s|l['’])?$", re.IGNORECASE)  # fmt: skip
_NAMING = re.compile(r"\b(?:appel|nomm|intitul|surnomm|baptis|dénomm|nom|titre)\w*\s(?:d[eu]\s|est\s|d['’])?[«“]?\s?$")
_TOKEN = re.compile(r"[^\W_]+")
_NEAR_WORDS = 3  # words after a number among which what it counts is looked for


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """A span of a sentence, with offsets into it, and the probability, 0 to 1, that it is the short answer."""

    span: Span
    probability: float


@cache
def shipped_weights() -> tuple[float, ...]:
    """Return the learned weights, in the order of FEATURES."""
    named: Mapping[str, float] = json.loads(WEIGHTS.read_text("utf-8"))["weights"]
    return tuple(named[name] for name in FEATURES)


def short_answer(sentence: str, asked: Asked, weights: Sequence[float] | None = None) -> ShortAnswer | None:
    """Return the likeliest short answer of a sentence that answers a question; None where none is of its type."""
    if asked.answer_type == "acronym":
        expansion = expansion_of(sentence, asked.text)
        return ShortAnswer(expansion, 1.0) if expansion else None
    found = candidates(sentence, asked)
    if not found:
        return None
    table = features(sentence, asked, found)
    scores = [_dot(weights or shipped_weights(), row) for row in table]
    highest = max(scores)
    odds = [exp(score - highest) for score in scores]
    best = max(range(len(found)), key=odds.__getitem__)
    return ShortAnswer(found[best].span, odds[best] / sum(odds))


def candidates(sentence: str, asked: Asked) -> list[Candidate]:
    """Return the spans of a sentence that are of the type asked for, at most MOST: tables have many."""
    if asked.answer_type == "number":
        found: Iterable[Candidate] = numbers_of(sentence)
    elif asked.answer_type == "date":
        found = times_of(sentence)
    elif asked.answer_type in ("person", "place"):
        found = chain(names_of(sentence), quoted_of(sentence) if asked.answer_type == "person" else ())
    else:
        found = ()
    return list(islice(found, MOST))


def features(sentence: str, asked: Asked, found: Sequence[Candidate]) -> list[list[float]]:
    """Return a row of FEATURES for each candidate, and a last one for there being none."""
    reading = _Reading(sentence, asked)
    rows = [reading.row(candidate) for candidate in found]
    return [*rows, _row({f"none_{asked.answer_type}": 1.0})]


def _dot(weights: Sequence[float], row: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, row, strict=True))


def _row(values: Mapping[str, float]) -> list[float]:
    return [values.get(name, 0.0) for name in FEATURES]


class _Reading:
    """A sentence read for one question."""

    def __init__(self, sentence: str, asked: Asked) -> None:
        self._sentence = sentence
        self._asked = asked
        self._question = french.fold(asked.text.lower()).replace("’", "'")
        self._words = [Span(*match.span()) for match in _TOKEN.finditer(sentence)]
        self._terms = [french.term_of(french.fold(word.of(sentence).lower())) for word in self._words]
        counted = _COUNTED.search(self._question)
        self._counted = frozenset(french.terms(next(filter(None, counted.groups())))) if counted else frozenset()
        self._several = _SEVERAL.search(self._question) is not None

    def row(self, candidate: Candidate) -> list[float]:
        values = {**self._places(candidate.span), **self._shape(candidate)}
        if self._asked.answer_type == "number":
            values |= self._units(candidate)
        elif self._asked.answer_type == "date":
            values |= self._time(candidate)
        else:
            values |= self._name(candidate)
        return _row(values)

    def _places(self, span: Span) -> dict[str, float]:
        inside = [i for i, word in enumerate(self._words) if word.start < span.end and span.start < word.end]
        first, last = (inside[0], inside[-1]) if inside else (0, 0)
        wanted = set(self._asked.terms)
        before = "person" if self._asked.answer_type == "person" else "other"
        places = [i for i, term in enumerate(self._terms) if term in wanted and not first <= i <= last]
        away = {i: first - i if i < first else i - last for i in places}
        nearest: dict[str, int] = {}
        for i, words in away.items():
            nearest[self._terms[i]] = min(words, nearest.get(self._terms[i], words))
        own = [self._terms[i] for i in inside if self._terms[i]]
        return {
            "near": sum(1 / words for words in nearest.values()) / len(wanted) if wanted else 0.0,
            "nearest": 1 / (1 + min(away.values())) if away else 0.0,
            f"{before}_before": sum(i < first for i in places) / len(places) if places else 0.0,
            "said": sum(term in wanted for term in own) / len(own) if own else 0.0,
            "words": min(len(inside), 6) / 6,
            "first": float(first == 0),
        }

    def _shape(self, candidate: Candidate) -> dict[str, float]:
        before = self._sentence[: candidate.span.start]
        return {
            "aside": float(before.count("(") > before.count(")")),
            "quoted": float(candidate.kind == "quoted"),
            "naming": float(_NAMING.search(before) is not None),
        }

    def _units(self, candidate: Candidate) -> dict[str, float]:
        wanted = (
            "amount" if _AMOUNT.search(self._question)
            else "share" if _SHARE.search(self._question)
            else "measure" if _MEASURE.search(self._question)
            else "number"
        )  # fmt: skip
        after = [i for i, word in enumerate(self._words) if word.start >= candidate.span.end][:_NEAR_WORDS]
        followed = {self._terms[i] for i in after} | set(french.terms(candidate.span.of(self._sentence)))
        counted = bool(self._counted & followed)
        return {
            "counted": float(counted),
            "counts_other": float(bool(self._counted) and not counted),
            "number": float(candidate.kind == "number"),
            f"{wanted}_wanted": float(candidate.kind == wanted),
            "unit_unwanted": float(candidate.kind not in ("number", wanted) and not counted),
        }

    def _time(self, candidate: Candidate) -> dict[str, float]:
        year = _YEAR.search(self._question) is not None
        return {
            "day": float(candidate.kind == "date"),
            "month": float(candidate.kind == "month"),
            "year": float(candidate.kind == "year"),
            "year_wanted": float(year and candidate.kind == "year"),
            "century": float(candidate.kind == "century"),
        }

    def _name(self, candidate: Candidate) -> dict[str, float]:
        text, before = candidate.span.of(self._sentence), self._sentence[: candidate.span.start]
        person, several = self._asked.answer_type == "person", candidate.kind == "names"
        at = _AT.search(before) is not None
        return {
            "person_full": float(person and " " in text),
            "person_by": float(person and _BY.search(before) is not None),
            "place_at": float(not person and at),
            "name_at": float(person and at),
            "list_wanted": float(several and self._several),
            "list_unwanted": float(several and not self._several),
            "acronym": float(text.isupper()),
        }


def weights_text(weights: Iterable[float], provenance: str) -> str:
    """Return weights as the JSON that is kept, with where they come from."""
    named = dict(zip(FEATURES, weights, strict=True))
    return json.dumps({"weights": named, "provenance": provenance}, indent=1, ensure_ascii=False) + "\n"
