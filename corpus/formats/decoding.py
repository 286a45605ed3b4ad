"""Bytes become text: UTF-8, or the encodings French texts were written in before it."""

import charset_normalizer

from corpus.errors import UnreadableError

_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»“”‘’–—…€°§·•\u00a0")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_PLENTY_OF_CONTROLS = 0.02  # share of control characters from which bytes are no text
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b")
_SAMPLE = 200_000  # bytes an encoding is guessed from


def decode(data: bytes) -> str:
    """Decode text: UTF-8, UTF-16 with its mark, else a guess; raises UnreadableError for what is no text."""
    if data.startswith(_UTF16_MARKS):
        return _must(data, "utf-32" if data.startswith(b"\xff\xfe\0\0") else "utf-16")
    if unmarked := _unmarked_utf16(data):
        return _must(data, unmarked)
    if is_binary(data):
        raise UnreadableError("binary file, not text")
    text = _try(data, "utf-8-sig")
    return text if text is not None else _older(data)


def _unmarked_utf16(data: bytes) -> str | None:
    """Return which UTF-16 it is where nearly every second byte is zero and no other, as in text of Latin letters."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if len(data) % 2 or half < 8 or min(even, odd) > 0.01 * half or max(even, odd) < 0.8 * half:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def is_binary(data: bytes) -> bool:
    """Tell bytes that are no text in any encoding without a mark."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return b"\0" in data or controls > _PLENTY_OF_CONTROLS * len(data)


def _older(data: bytes) -> str:
    text = _try(data, "cp1252")
    if text is not None and _looks_french(text):
        return text
    guess = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if guess is None:
        raise UnreadableError("its character encoding could not be recognised")
    return data.decode(guess.encoding, errors="replace")


def _must(data: bytes, encoding: str) -> str:
    text = _try(data, encoding)
    if text is None:
        raise UnreadableError(f"damaged {encoding.upper()} text")
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_french(text: str) -> bool:
    accented = [c for c in text if ord(c) > 127]
    return sum(c not in _FRENCH for c in accented) <= 0.1 * len(accented)
