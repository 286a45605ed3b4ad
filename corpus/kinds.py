"""What a line looks like, whatever it says: a paragraph, a headline, a menu, a name."""

import re

from corpus.dates import DATE, dates_in
from corpus.imprint import NAMES, TIME

_PROSE_CHARACTERS = 60
_LONG_CHARACTERS = 200
_HEADLINE_WORDS = 4
_TICKER_SEGMENTS = 5
_TICKER_SEGMENT_CHARACTERS = 15
_MENU_WORDS = 3
_CREDIT_CHARACTERS = 120
_CREDIT_WORDS = 6
_ENDING = 40  # characters at the end of a line in which its last punctuation is looked for
_LONGEST_ROW = 20_000  # characters: a line of more is no row of headlines

_FINAL = re.compile(r"[.!?…][\s»”\"’')\]]*$")
_FULL_STOP = re.compile(r"[.…][\s»”\"’')\]]*$")
_INNER_END = re.compile(r"[.!?…][»”\"’')\]]*\s+[«“\"(]?\s?[A-ZÀ-Þ]")
_OPENING = re.compile(r"(?:\S+ ){3}")  # "Saint-Geniès. Le dernier…": a place before a headline, not two sentences
_WORD = re.compile(r"\w+")
_GAPS = re.compile(r"[\s\u00a0]{3,}|\s*[|•●■◆▪·]\s*|\s+(?:›|>|::|///?)\s+")
_NAMES = re.compile(NAMES)
_DETERMINERS = re.compile(r"(?:les?|la|l'|une?|des|du|de|aux?|en|à|ce|cette|mon|notre)\b", re.IGNORECASE)
_DATE_AND_TIME = re.compile(rf"{DATE}{TIME}", re.IGNORECASE)
_ROLE = re.compile(r"(?<=\w) ?\([^()\d]{3,60}\)")  # "Fatou Soro (correspondante régionale)"
_CREDIT_WORD = re.compile(
    r"\b(?:par|le|la|les|et|de|des|du|publiée?|soumis|écrit|posté|rédigé|mise? en ligne|mise? à jour|modifiée?|à|dans"
    r"|by|on|vues?|lectures?|min|p|page)\b|publié le",
    re.IGNORECASE,
)


def is_prose(line: str) -> bool:
    """Tell a paragraph, or a whole sentence of some length, from a headline or a label."""
    if len(line) < _PROSE_CHARACTERS:
        return False
    if len(line) >= _LONG_CHARACTERS or _FINAL.search(line[-_ENDING:]):
        return True
    opening = _OPENING.match(line)
    ends = [match.group() for match in _INNER_END.finditer(line, opening.end() if opening else 0)]
    return len(ends) > 1 or any(end[0] in ".…" for end in ends)


def is_sentence(line: str) -> bool:
    """Tell a line that ends as a statement does from a headline, which ends in ? or ! but not in a full stop."""
    if _FULL_STOP.search(line[-_ENDING:]):
        return len(_WORD.findall(line)) > 2
    return len(line) >= _LONG_CHARACTERS


def is_headline(line: str, words: int = _HEADLINE_WORDS) -> bool:
    """Tell a line of at least some words that does not end in a full stop."""
    return len(line.split()) >= words and not _FULL_STOP.search(line[-_ENDING:])


def is_ticker(line: str) -> bool:
    """Tell a row of headlines, set apart by wide gaps, bars or bullets."""
    if len(line) > _LONGEST_ROW:
        return False
    segments = [s for s in _GAPS.split(line) if s]
    return len(segments) >= _TICKER_SEGMENTS and sum(map(len, segments)) >= _TICKER_SEGMENT_CHARACTERS * len(segments)


def is_menu_bar(line: str) -> bool:
    """Tell a row of section names: "Politique | Sports | Culture"."""
    if len(line) > _LONGEST_ROW:
        return False
    segments = [s for s in _GAPS.split(line) if s]
    names = [s for s in segments if len(s.split()) <= _MENU_WORDS]
    return len(names) >= 3 and len(names) >= len(segments) - 1 and not _FINAL.search(line[-_ENDING:])


def is_menu_item(line: str) -> bool:
    """Tell a line that could be the name of a section: a few words and no punctuation."""
    return len(line.split()) <= _MENU_WORDS and all(c.isalnum() or c in " '’-&" for c in line) and not line[0].islower()


def is_tag(line: str) -> bool:
    """Tell a line that could be a tag below an article: a few words in any case, and no punctuation."""
    return len(line.split()) <= _MENU_WORDS and all(c.isalnum() or c in " '’-&#/" for c in line)


def is_person(line: str) -> bool:
    """Tell a line that is a name, of two to four words, or two such names joined by "et"."""
    names = line.split(" et ")
    return len(names) <= 2 and all(map(_is_name, names))


def _is_name(text: str) -> bool:
    return 2 <= len(text.split()) <= 4 and not _DETERMINERS.match(text) and bool(_NAMES.fullmatch(text))


def credit_date(line: str) -> str | None:
    """Return the date of a line that holds nothing else than names and a date ("Salma Kettani - 12 mai 2024")."""
    if len(line) > _CREDIT_CHARACTERS or _FINAL.search(line[-_ENDING:]):
        return None
    rest = _CREDIT_WORD.sub(" ", _DATE_AND_TIME.sub(" ", _ROLE.sub(" ", line))).replace("-", " ")
    words = [w for w in rest.split() if any(c.isalnum() for c in w)]
    if len(words) > _CREDIT_WORDS or any(w[0].islower() and not w.startswith(("d'", "l'")) for w in words):
        return None
    return next((date.iso for date in dates_in(line)), None)


def same_words(line: str, other: str) -> bool:
    """Tell whether two lines have the same letters and digits, in any case."""
    return _letters(line) == _letters(other) != ""


def _letters(line: str) -> str:
    return "".join(c for c in line.casefold() if c.isalnum())
