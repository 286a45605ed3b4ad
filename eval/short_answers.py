"""A short answer against the accepted ones, by the rules of SQuAD with French articles.

Rajpurkar et al., "SQuAD: 100,000+ Questions for Machine Comprehension of Text", EMNLP 2016; French articles as
in d'Hoffschmidt et al., "FQuAD: French Question Answering Dataset", 2020.
"""

import re
import string
from collections import Counter
from collections.abc import Sequence

from eval.records import ShortAnswer

_ARTICLES = re.compile(r"\b(?:le|la|les|un|une|des|du|aux?)\b|\bl['’]")
_PUNCTUATION = str.maketrans(dict.fromkeys(string.punctuation + "«»“”‘’…–—", " "))


def normalise(text: str) -> str:
    """Return the text in lower case, without articles, punctuation and runs of white space."""
    return " ".join(_ARTICLES.sub(" ", text.lower()).translate(_PUNCTUATION).split())


def judge_short(given: str, accepted: Sequence[str]) -> ShortAnswer:
    """Return the best exact match and the best token F1 over the accepted answers (at least one)."""
    return ShortAnswer(
        exact_match=max(float(normalise(given) == normalise(answer)) for answer in accepted),
        f1=max(token_f1(given, answer) for answer in accepted),
    )


def token_f1(given: str, accepted: str) -> float:
    """Return the harmonic mean of the precision and recall of words, counted with repetition."""
    words, wanted = normalise(given).split(), normalise(accepted).split()
    if not words or not wanted:
        return float(words == wanted)
    shared = (Counter(words) & Counter(wanted)).total()
    return 2 * shared / (len(words) + len(wanted))
