"""Damage that files do to characters, undone: UTF-8 read as Windows-1252, ligatures, words cut at a line's end."""

import re
from collections.abc import Callable

import ftfy.bad_codecs
from ftfy.badness import is_bad

from corpus.traced import Traced

ftfy.bad_codecs.ok()

_MOJIBAKE = re.compile(r"[Â-ô][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_CUT_WORD = re.compile(r"\b([^\W\d_]{1,40})[-\u2010]\n[ \t]*([^\W\d_]{1,40})\b")
_HYPHENED = re.compile(r"\b[^\W\d_]+-[^\W\d_]+\b")
_KEEP_HYPHEN_BEFORE = re.compile(r"(?:t-)?(?:il|elle|on|ils|elles|ci|là|même|mêmes|moi|toi|vous|nous|tu|je|ce|y|en)\b")
_KEEP_HYPHEN_AFTER = re.compile(
    r"\b(?:vice|ex|mi|demi|non|sous|après|avant|contre|porte|semi|quasi|anti|grand|petit|chef|vingt|trente|quarante"
    r"|cinquante|soixante|quatre|dix|cent|nord|sud|est|ouest|franco|afro|euro|start|peut|c'est|celui|celle|ceux)$",
    re.IGNORECASE,
)


def mended(traced: Traced) -> Traced:
    """Return the text with its characters as their author meant them; sound text is left as it is."""
    if is_bad(traced.text):
        traced = traced.replaced(_MOJIBAKE, _redecoded)
    return traced.replaced(_LIGATURE, lambda match: _LIGATURES[match.group()]).replaced(
        _CUT_WORD, _rejoined(traced.text)
    )


def _redecoded(match: re.Match[str]) -> str:
    try:
        return match.group().encode("sloppy-windows-1252").decode("utf-8")
    except UnicodeError:
        return match.group()


def _rejoined(text: str) -> Callable[[re.Match[str]], str]:
    """Join the halves of a word, with their hyphen where the text has it elsewhere or the word wants it."""

    elsewhere = set(_HYPHENED.findall(text))

    def join(match: re.Match[str]) -> str:
        before, after = match.groups()
        if len(before) == 1 and not after[0].islower():  # "A-", which makes the letters of a page smaller
            return match.group()
        hyphened = f"{before}-{after}"
        if not after[0].islower() or hyphened in elsewhere:
            return hyphened
        wanted = _KEEP_HYPHEN_BEFORE.fullmatch(after) or _KEEP_HYPHEN_AFTER.search(before)
        return hyphened if wanted else before + after

    return join
