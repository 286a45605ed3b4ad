"""The sentences before a quotation, where the quotation cannot be understood without them."""

import re

from corpus import Span
from index import Searcher
from rag.records import Excerpt

MOST = 3
"""Sentences before one that are looked at for what it speaks of: « Il compte… » may follow on « Ce dernier… »."""

_QUOTE = r"^[\s«»“”\"'‘’—–-]*"
_PRONOUN = (
    r"(?:il|ils|elle|elles|celui-ci|celle-ci|ceux-ci|celles-ci|celui-là|celle-là|ce dernier|cette dernière|"
    r"ces derniers|ces dernières|ce|cet|cette|ces|cela|ceci|ça|c['’](?:est|était|étaient|en)|son|sa|ses|leurs?|"
    r"l['’](?:un|une|autre)\b(?! des? )|les (?:uns|unes|autres)|lui|eux|y|en (?:outre|effet|revanche|conséquence)|"
    r"plusieurs d['’]entre eux|chacune?|le premier|la première|le second|la seconde)"
)
_CONNECTIVE = (
    r"(?:ainsi|toutefois|cependant|pourtant|néanmoins|or|mais|et|donc|puis|ensuite|enfin|par ailleurs|en effet|"
    r"en outre|en revanche|de plus|de même|de ce fait|dès lors|c['’]est (?:pourquoi|ainsi|alors)|d['’]où|d['’]autant|"
    r"du coup|au contraire|par conséquent|par exemple|à l['’]inverse|concrètement|autrement dit|résultat|"
    r"d['’]ailleurs|à ce titre|à cet effet|à cette occasion|à cette fin|dans ce cadre|dans ce cas|dans ce contexte|"
    r"pour (?:cela|ce faire|autant)|pour (?:l['’]un|l['’]une)|c['’]est dire|là|là-bas|aussi|alors|car|soit|"
    r"même (?:chose|constat)|une (?:telle|autre)|un (?:tel|autre)|de tel(?:le)?s|"
    r"(?:deux|trois|quelques) (?:ans|jours|mois|semaines|années) (?:plus tard|après|auparavant|plus tôt))"
)
_DEICTIC = re.compile(
    _QUOTE
    + r"(?:cet(?:te)?|ces?) (?:année|mois|semaine|matin|jour|soir|week-end|dernières? années?|samedi|dimanche|lundi|"
    r"mardi|mercredi|jeudi|vendredi)\b",
    re.IGNORECASE,
)
_OPENS_ON_CONTEXT = re.compile(rf"{_QUOTE}(?:{_PRONOUN}|{_CONNECTIVE})(?=[\s,:]|$)", re.IGNORECASE)
_IMPERSONAL = re.compile(
    _QUOTE
    + r"(?:il (?:y (?:a|avait|aura)|faut|fallait|faudra|s['’]agit|s['’]agissait|reste|existe|est (?:vrai|possible|"
    r"probable|nécessaire|important|question|temps|clair|évident))|ce (?:que|qui)|(?:ainsi|alors) qu|ceux qui|"
    r"et si\b|l['’]une? des)",
    re.IGNORECASE,
)
_CLITIC = re.compile(
    _QUOTE + r"(?:l['’](?:a|ont|avait|avaient)\b|(?:lui|leur|en|y) (?:a|ont|est|sont)\b)", re.IGNORECASE
)


def leans_on_context(sentence: str) -> bool:
    """Say whether a sentence opens with a pronoun or a connective, so that the one before says what it is about."""
    if _IMPERSONAL.match(sentence) or _DEICTIC.match(sentence):
        return False
    return bool(_OPENS_ON_CONTEXT.match(sentence) or _CLITIC.match(sentence))


def context_of(sentence: Span, row: int, searcher: Searcher) -> Excerpt | None:
    """Return the sentence before one that leans on it, in the `row`th passage or the one before; None where none is."""
    before = leading_to(sentence, row, searcher, most=1)
    if not before:
        return None
    text = searcher.articles[searcher.passages[row].article_id].text
    return Excerpt(before[0].of(text), before[0].start, before[0].end)


def leading_to(sentence: Span, row: int, searcher: Searcher, most: int = MOST) -> list[Span]:
    """Return the sentences before one of the `row`th passage, each leaned on by the next, in the order of the text.

    They stand in this passage or the one before; empty where the sentence leans on none.
    """
    passage = searcher.passages[row]
    text = searcher.articles[passage.article_id].text
    if not leans_on_context(sentence.of(text)):
        return []  # as most do, so that the passage before need not be read
    known = [*_passage_before(row, searcher), *passage.sentences]
    first = last = known.index(sentence)
    while first > 0 and last - first < most and leans_on_context(known[first].of(text)):
        first -= 1
    return known[first:last]


def _passage_before(row: int, searcher: Searcher) -> list[Span]:
    """Return the sentences of the passage before in the same article."""
    if not row:
        return []
    before, passage = searcher.passages[row - 1], searcher.passages[row]
    if before.article_id != passage.article_id:
        return []
    return [sentence for sentence in before.sentences if sentence.end <= passage.start]
