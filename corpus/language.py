"""The language of a text, among those that French-speaking readers meet in their press."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_LANGUAGES = ["ar", "de", "en", "es", "fr", "it", "nl", "pt"]
_SAMPLE = 4_000  # characters
_TOO_SHORT = 80  # characters: names alone, such as those of firms, look like any language
_ONLY_FRENCH = re.compile(r"\b(?:les|des|est|dans|pour|une|qui|avec|du|au|aux|ce|cette|été|sur|et|pas|plus)\b")
_PLENTY = 0.09  # of the words: the five originals have .17 to .22, English, Spanish and Portuguese press below .03


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language a text is written in; a few words are taken for French.

    French is known by its commonest words, which takes no model; other texts are left to py3langid.
    """
    sample = text[:_SAMPLE]
    if len(text) < _TOO_SHORT or len(_ONLY_FRENCH.findall(sample)) > _PLENTY * len(sample.split()):
        return "fr"
    code, _ = _identifier().classify(sample)
    return str(code)


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return identifier
