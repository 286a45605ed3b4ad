"""What a conversation speaks of when a follow-up points to it: the names asked about, or what the last answer named."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus import Span
from index import french
from rag.ellipsis import WH, points
from rag.question import analyse
from rag.records import Turn
from rag.short_answer import CERTAIN, short_answer
from rag.spans import names_of

_BRIEF = 8  # words of an answer that is a short answer as a whole
_MARKS = re.compile(r"\s*\[\d+\]|[«»]")
_FIRST_QUOTE = re.compile(r"«\s*(.+?)\s*»\s*\[1\]", re.DOTALL)
_ASKS_FOR_ONE = re.compile(r"\bquel(?P<feminine>le)?s?\s(?!est\b|sont\b)\w+", re.IGNORECASE)
_ASKS_FOR_SEVERAL = re.compile(r"\b(?:quel(?:le)?s\s(?!sont\b)|combien (?:de |d['’]))(\w+)", re.IGNORECASE)
_WHERE = re.compile(r"^(?:et |d['’]|vers |par )?où\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|[2-9]|1\d)\s(?:\w+\s)?(?P<noun>[^\W\d_]{3,}s)\b", re.IGNORECASE
)
_ACRONYM = re.compile(r"\b[A-ZÀ-Þ][A-ZÀ-Þ0-9]+\b")
_ASKS_ACRONYM = re.compile(r"\b(?:sigle|acronyme|initiales|abréviation)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\by\s|\blà-bas\b|\bce(?:tte)? (?:ville|pays|région|lieu|commune|endroit|site|quartier)\b", re.IGNORECASE
)
_PRONOUN = re.compile(
    r"-(?:t-)?(ils?|elles?)\b|^(?:\w+\s)?(?:qui|où|comment|quand|pourquoi)\s(?:(les?|la|lui|leur)\s|(l)['’])"
    r"|\b(ils?|elles?|lui|eux)\b|\b(celui|celle|ceux|celles)-ci\b|\b(son|sa|ses|leurs?)\s|\b(l)['’](?:a|ont|avait)\b",
    re.IGNORECASE,
)
_AGREES = {
    "il": "m", "le": "m", "celui": "m", "elle": "f", "la": "f", "celle": "f",
    "ils": "s", "elles": "s", "les": "s", "leur": "s", "leurs": "s", "eux": "s", "ceux": "s", "celles": "s",
}  # fmt: skip
_ARTICLE = re.compile(r"^(?:(?P<m>un|le)|(?P<f>une|la)|l['’]|les|des)\s*", re.IGNORECASE)
_ONE_NAME = re.compile(
    r"^(?!(?:À|Au|Aux|En|Dans|Chez|Par|De|Des|Oui|Non|Près)\s)(?:L[ae]\s|L['’])?[A-ZÀ-Þ](?!.*(?:,|\set\s))\S*(?:\s\S+){0,3}$"
)
_HEAD = re.compile(r"^(?:(?P<m>un|le)|(?P<f>une|la))\s(?P<noun>[a-zà-ÿ]+(?:\sd[eu]\s[a-zà-ÿ]+)?)\b", re.IGNORECASE)
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:les?|la)\s|\bl['’])"
    r"(?:[a-zà-ÿ-]+\s(?:(?:de|du|des|à|en)\s(?:la\s|l['’])?[a-zà-ÿ-]+\s|[a-zà-ÿ-]+\s)?)?"
    r"(?:de\s(?:la\s|l['’])?|du\s|des\s|d['’])?$"
)
_ELIDED = re.compile(r"^(?:[dl]|qu)['’](?=\w)", re.IGNORECASE)
_INVERSION = re.compile(r"-(?:t-)?(?:ils?|elles?|on)$", re.IGNORECASE)
_SUBJECT = re.compile(r"^[A-ZÀ-Þ]\w+(?=\s[\w'’-]*-(?:t-)?(?:ils?|elles?)\b)")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a follow-up may mean.

    `names` are what a pronoun may stand for, likeliest first, `others` say more of it, `counted` are things that were
    spoken of in number.
    """

    names: tuple[str, ...]
    others: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All of it but the counted, in words."""
        return ", ".join(_different((*self.names, *self.others)))

    def with_all_that_was_asked(self, before: str) -> "Topic":
        """Return the topic with every telling word of the question before, its words of asking left out."""
        content = " ".join(_content(before))
        return Topic((), (content,), self.counted) if content else self

    def with_what_is_counted(self) -> "Topic":
        """Return the topic with the things that were counted, « trois conventions »."""
        return replace(self, others=(*self.counted, *self.others))


def topic_after(before: str, last: Turn, text: str) -> Topic:
    """Return what `text` points to, after a turn whose question was understood as `before`."""
    asked, counted = _names(before), _in_number(before, last.answer)
    if _ASKS_ACRONYM.search(text):
        acronyms = [*_ACRONYM.findall(last.answer), *_ACRONYM.findall(before)]
        return Topic(tuple(acronyms[:1]) or asked, (), counted)
    given = _answered(before, last.answer)
    if given and _may_be(text, before, given, last):
        return Topic(given, asked, counted)
    thing = _thing_answered(before, last.answer, _agreement(text))
    content = (" ".join(_content(before)),) if _content(before) else given
    if thing:
        return Topic((), (thing, *asked), counted)
    if not asked or _agreement(text) == "s":
        return Topic((), content, counted)
    return Topic(asked, (), counted)


def _names(before: str) -> tuple[str, ...]:
    """Return the names of a question."""
    wh = WH.match(before)
    body = f", {before[wh.end() :]}" if wh else before  # what follows the words of asking does not open the sentence
    subject = _SUBJECT.match(before)
    found = [_with_its_noun(candidate.span, body) for candidate in names_of(body) if candidate.kind == "name"]
    return tuple(_different([*([subject[0]] if subject and not wh else []), *found]))


def _with_its_noun(name: Span, text: str) -> str:
    """Return a name with its article and the noun before it: « le port d'Antifer »."""
    noun = _NOUN_BEFORE.search(text, 0, name.start)
    return text[noun.start() if noun else name.start : name.end]


def _in_number(before: str, answer: str) -> tuple[str, ...]:
    """Return the things that a question asks for several of, and those its answer counts."""
    several, counted = _ASKS_FOR_SEVERAL.search(before), _COUNTED.search(f"{answer} {before}")
    return tuple(noun for noun in (several and several[1], counted and counted["noun"]) if noun)


def _answered(before: str, answer: str) -> tuple[str, ...]:
    """Return the names that answered the question before, where it asked for one."""
    asked = analyse(before)
    if asked.answer_type not in ("person", "place") and not _ASKS_FOR_ONE.search(before):
        return ()
    quote = _FIRST_QUOTE.search(answer)
    text = " ".join(_MARKS.sub(" ", quote[1] if quote else answer).split())
    if len(text.split()) > _BRIEF:
        found = short_answer(text, asked)
        if found is None or found.probability < CERTAIN:
            return ()
        text = found.span.of(text)
    alone = text.strip(" .!?")
    if _ONE_NAME.match(alone):
        names = [f"{alone[0].lower()}{alone[1:]}" if _ARTICLE.match(alone) else alone]
    else:
        names = [_with_its_noun(candidate.span, text) for candidate in names_of(text) if candidate.kind == "name"]
    known = set(french.terms(before))
    return tuple(_different(name for name in names if not set(french.terms(name)) <= known))


def _thing_answered(before: str, answer: str, agreement: str) -> str | None:
    """Return the thing that answered « que… ? » where it agrees with a pronoun: « Une feuille de route », « elle »."""
    head = _HEAD.match(answer)
    if head is None or analyse(before).answer_type != "other" or not re.match(r"(?:que|qu['’])", before, re.IGNORECASE):
        return None
    return head["noun"] if agreement and head[agreement if agreement in "mf" else "m"] else None


def _may_be(text: str, before: str, given: tuple[str, ...], last: Turn) -> bool:
    """Say whether a follow-up may point to what was answered rather than to what was asked about."""
    if _PLACE.search(text):
        return analyse(before).answer_type == "place"
    pronoun, agreement = _PRONOUN.search(text), _agreement(text)
    if pronoun is None or (agreement == "s") != (len(given) > 1):
        return False
    earlier = _PRONOUN.search(last.question)
    if earlier and points(last.question) and _agreement(last.question) == agreement:
        return False  # it still stands for what it stood for
    return not _WHERE.match(before) and agreement in ("", "s", *_genders(before, given[0]))


def _genders(before: str, given: str) -> tuple[str, ...]:
    """Return the genders, m or f, that what was answered may have, by its article, else by « quel » or « quelle »."""
    article, noun = _ARTICLE.match(given), _ASKS_FOR_ONE.search(before)
    if article and (article["m"] or article["f"]):
        return ("m",) if article["m"] else ("f",)
    if noun:
        return ("f",) if noun["feminine"] else ("m",)
    return ("m", "f")


def _agreement(text: str) -> str:
    """Return m or f for a pronoun of that gender, s for one of several, "" where neither can be told."""
    match = _PRONOUN.search(text)
    pronoun = next(filter(None, match.groups())).lower() if match else ""
    return _AGREES.get(pronoun, "")


def _content(before: str) -> list[str]:
    """Return the words of a question that tell what it is about, in order."""
    wh = WH.match(before)
    asks = wh[0] if wh and not re.search(r"\b(?:de|quel\w*)\s|\bd['’]", wh[0], re.IGNORECASE) else ""
    skipped = set(french.terms(asks))
    words = [_INVERSION.sub("", _ELIDED.sub("", word.strip(" ?!.,;:()«»"))) for word in before.split()]
    return [word for word in words if (terms := french.terms(word)) and not set(terms) <= skipped]


def _different(names: Iterable[str]) -> list[str]:
    """Return the names without those that others hold."""
    kept = list(dict.fromkeys(names))
    return [name for name in kept if not any(name != other and name in other for other in kept)]
