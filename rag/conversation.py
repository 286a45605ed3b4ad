"""A follow-up → a question that stands by itself: « Et en Égypte ? » after « Combien de startups au Maroc ? »."""

import re
from functools import lru_cache

from rag.ellipsis import ASKS_ALONE, OF_WHICH, OPENING, WITHOUT_NOUN, form_of
from rag.records import Question, Turn
from rag.substituting import bare, has_room, with_fragment
from rag.topic import Topic, topic_after

REMEMBERED = 12
"""Turns before a question that may complete it."""

_SWAPPED = re.compile(
    r"^(?:depuis quand|d['’]où|quand|où|comment|pourquoi|combien(?!\s(?:de\b|d['’])))\b", re.IGNORECASE
)
_SIGN = re.compile(r"\b(?:ce|cet|cette)\s(?:sigle|acronyme|abréviation)\b", re.IGNORECASE)
_OWN = re.compile(r"^(?P<own>son|sa|ses|leurs?)\s(?P<noun>\S.*)$", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:prédécesseu|successeu|direct(?:eur|rice)|président|fondat(?:eur|rice)|maire|adjoint|patron|chef|associé|mari|"
    r"femme|épou|père|mère|frère|sœur|fils|fille|rival|concurrent|ministre|auteur|propriétaire|partenaire|avocat)",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^(?P<wh>(?:par |pour |de |à |avec )?qui)\s(?:(?P<pronoun>le|la|les)\s|l['’])"
    r"(?P<verb>(?!a\b|ont\b|avait\b|aura\b)\w+|"
    r"(?:a|ont|avait|aura)\s\w+)(?P<rest>.*)$",
    re.IGNORECASE,
)
_WHEN_IT = re.compile(
    r"^(?P<wh>(?:depuis |jusqu['’]à )?(?:quand|où|comment|pourquoi)|(?:\w+\s)?(?:combien de|quel(?:le)?s?)\s[^\W\d_]+)"
    r"\s(?P<verb>[^\W\d_]+-(?:t-)?(?:il|elle|ils|elles)\b.*)$",
    re.IGNORECASE,
)


def understood(question: Question) -> str:
    """Return the question as it is to be answered: a follow-up completed from the REMEMBERED turns before it.

    A question that stands by itself is returned as it is, whatever came before.
    """
    return _whole(question.text, question.history[-REMEMBERED:])


@lru_cache(maxsize=1000)  # a question of a conversation is understood anew for each that follows
def _whole(asked: str, history: tuple[Turn, ...]) -> str:
    text = " ".join(asked.split())
    form = form_of(text)
    if not history or form == "whole":
        return asked
    opened = OPENING.sub("", text)
    before = _whole(history[-1].question, history[:-1])
    topic = topic_after(before, history[-1], opened)
    if form == "fragment":
        before = _with_room(opened, before, history[:-1])
    meant = _completed(opened, form, before, topic)
    return f"{meant[:1].upper()}{meant[1:]}" if text[:1].isupper() else meant


def _with_room(fragment: str, before: str, history: tuple[Turn, ...]) -> str:
    """Return the last question with a place for a fragment: « Et en Algérie ? » asks on where places were asked of."""
    latest = before
    while history and has_room(fragment, before) is False:
        before, history = _whole(history[-1].question, history[:-1]), history[:-1]
    return before if has_room(fragment, before) else latest


def _completed(text: str, form: str, before: str, topic: Topic) -> str:
    own = _OWN.match(text)
    if form == "fragment" and own:
        return about(f"{_asking_for(own)} {text}", topic)
    if form == "fragment":
        return with_fragment(before, text, topic)
    if form == "bare" and _SWAPPED.match(before) and _SWAPPED.match(text):
        return f"{bare(text)}{_SWAPPED.sub('', bare(before), count=1)} ?"
    if form == "bare" and (not ASKS_ALONE.match(text) and topic.names):
        return about(text, topic)
    if form == "bare":
        return about(text, topic.with_all_that_was_asked(before))
    if _SIGN.search(text) and topic.names:
        return _SIGN.sub(f"le sigle {topic.names[0]}", text)
    if OF_WHICH.match(text):
        return about(text, topic.with_all_that_was_asked(before))
    return _named(text, topic)


def _named(text: str, topic: Topic) -> str:
    """Put the one name that a pronoun stands for in its place; several, or none, follow in parentheses."""
    if len(topic.names) == 1:
        who, when = _WHO.match(bare(text)), _WHEN_IT.match(bare(text))
        if who:
            return f"{who['wh']} {who['verb']} {topic.names[0]}{who['rest']} ?"
        if when:
            return f"{when['wh']} {topic.names[0]} {when['verb']} ?"
    return about(text, topic.with_what_is_counted() if WITHOUT_NOUN.search(text) else topic)


def about(text: str, topic: Topic) -> str:
    """Name after a question what it is about."""
    return f"{bare(text)} ({topic.words}) ?" if topic.words else text


def _asking_for(own: re.Match[str]) -> str:
    """Return how one asks for what somebody owns: « son prédécesseur » is a person, « sa superficie » is none."""
    several = own["own"].lower() in ("ses", "leurs")
    if _PERSON.match(own["noun"]):
        return "Qui sont" if several else "Qui est"
    return "Quels sont" if several else "Quelle est" if own["own"].lower() == "sa" else "Quel est"
