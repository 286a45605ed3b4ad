"""The language of a text, among those that French-speaking readers meet in their press."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_LANGUAGES = ["ar", "de", "en", "es", "fr", "it", "nl", "pt"]
_SAMPLE = 4_000  # characters
_TOO_SHORT = 80  # characters: names alone, such as those of firms, look like any language


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language a text is written in; a few words are taken for French."""
    if len(text) < _TOO_SHORT:
        return "fr"
    code, _ = _identifier().classify(text[:_SAMPLE])
    return str(code)


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return identifier
