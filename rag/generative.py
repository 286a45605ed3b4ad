"""An answer phrased by a language model, held to what it cites: every sentence is verified before it is shown.

Where the model fails, or nothing it writes is supported, the answer is the quoted one, and says so.
"""

import logging
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from corpus import Article
from corpus.splitting import sentences_of
from index import Encoder, Searcher, french
from rag.drafting import Claim, claims
from rag.evidence import Evidence, text_of
from rag.language_model import LanguageModel, LanguageModelError, Trouble
from rag.prompting import Offered, messages
from rag.records import Answer, Citation
from rag.verification import Source, Verifier

OFFERED = 8
"""Sentences offered to the model: those quoted, then the next best."""
MOST_SENTENCES = 4
MOST_CLAIMS = 10
"""Sentences kept, and read, of what a model writes: beyond them it is cut off."""

PHRASED = "Réponse rédigée par un modèle de langue ; chaque phrase a été vérifiée dans les phrases qu'elle cite."
UNSUPPORTED = "Aucune phrase rédigée par le modèle de langue n'était appuyée par les articles : en voici les phrases."
TROUBLES: Mapping[Trouble, str] = {
    "slow": "Le modèle de langue n'a pas répondu à temps : voici les phrases des articles.",
    "down": "Le modèle de langue est injoignable : voici les phrases des articles.",
    "refused": "Le modèle de langue a refusé la demande : voici les phrases des articles.",
    "limited": "Le modèle de langue est trop sollicité : voici les phrases des articles.",
    "failed": "Le modèle de langue est en panne : voici les phrases des articles.",
    "cut": "La réponse du modèle de langue a été interrompue : voici les phrases des articles.",
    "unreadable": "La réponse du modèle de langue est illisible : voici les phrases des articles.",
}

_LEANS = re.compile(
    r"\b(?:il|elle|ils|elles|celui|celle|ceux|celles|ce|cet|cette|ces|son|sa|ses|leurs?|y|en|lui)\b", re.IGNORECASE
)
_BEFORE = 700  # characters in which the sentence before is sought
_END = re.compile(r"[.!?…]*$")

log = logging.getLogger(__name__)


class Phraser:
    """Phrases answers by a language model; safe to share between threads."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    def phrase(
        self, quoted: Answer, offered: Sequence[Citation], articles: Mapping[str, Article], encoder: Encoder
    ) -> Iterator[Answer]:
        """Yield the answer as it grows: as it is quoted, then with each sentence that was verified, then whole.

        `offered` are the sentences that may be cited, numbered from 1, those of `quoted` first; `articles` are theirs.
        """
        yield quoted
        start = time.perf_counter()
        draft = _Draft(quoted, offered)
        try:
            yield from self._growing(draft, articles, encoder)
            whole = draft.whole()
        except LanguageModelError as error:
            log.warning("the language model did not answer: %s", error)
            whole = replace(quoted, notices=(*quoted.notices, TROUBLES[error.trouble]))
        spent = round((time.perf_counter() - start) * 1000, 3)
        timings = quoted.timings_ms | {"phrase": spent, "total": quoted.timings_ms.get("total", 0.0) + spent}
        yield replace(whole, timings_ms=timings)

    def _growing(self, draft: "_Draft", articles: Mapping[str, Article], encoder: Encoder) -> Iterator[Answer]:
        """Add to the draft what the model writes, as far as it is supported; yields the answer at each sentence."""
        before = {citation.number: _before(citation, articles) for citation in draft.offered}
        verifier = Verifier(
            {c.number: Source(c.quote, f"{c.title} {c.source or ''} {before[c.number]}") for c in draft.offered},
            encoder,
        )
        shown = [Offered(c.number, c.quote, c.title, before[c.number]) for c in draft.offered]
        question = draft.quoted.understood or draft.quoted.question
        with closing(claims(self._model.write(messages(question, shown)))) as written:
            for number, claim in enumerate(written, start=1):
                if draft.takes(claim, verifier):
                    yield draft.so_far()
                if len(draft.kept) == MOST_SENTENCES or number == MOST_CLAIMS:
                    return


@dataclass(slots=True)
class _Draft:
    """What is kept of a text being written."""

    quoted: Answer
    offered: Sequence[Citation]
    kept: list[Claim] = field(default_factory=list)
    removed: int = 0

    def takes(self, claim: Claim, verifier: Verifier) -> bool:
        """Keep a sentence if it is supported, and new."""
        if french.terms(claim.text) in [french.terms(kept.text) for kept in self.kept]:
            return False
        fault = verifier.fault(claim.text, claim.cites)
        if fault is not None:
            log.info("a sentence was taken out: it %s", fault)
            self.removed += 1
            return False
        self.kept.append(claim)
        return True

    def so_far(self) -> Answer:
        """Return the answer of the sentences kept.

        What is quoted keeps its numbers, as its confidence is that of the first quotation; other sentences cited
        follow in the order in which they are.
        """
        own = len(self.quoted.citations)
        others = list(dict.fromkeys(number for claim in self.kept for number in claim.cites if number > own))
        numbers = {n: n for n in range(1, own + 1)} | {n: place for place, n in enumerate(others, start=own + 1)}
        extra = tuple(replace(self.offered[number - 1], number=numbers[number]) for number in others)
        text = " ".join(_marked(claim.text, [numbers[number] for number in claim.cites]) for claim in self.kept)
        return replace(self.quoted, answer=text, citations=(*self.quoted.citations, *extra))

    def whole(self) -> Answer:
        """Return the answer of all that was kept; the quoted one where none of it rests on what is quoted."""
        own = len(self.quoted.citations)
        if not any(number <= own for claim in self.kept for number in claim.cites):
            return replace(self.quoted, notices=(*self.quoted.notices, UNSUPPORTED))
        notices = (PHRASED, _removed(self.removed)) if self.removed else (PHRASED,)
        return replace(self.so_far(), notices=(*self.quoted.notices, *notices))


def offer(chosen: Sequence[Evidence], evidence: Sequence[Evidence], searcher: Searcher) -> list[Evidence]:
    """Return the sentences that may be cited: those chosen for quotation, then the next best, no text twice."""
    by_text: dict[str, Evidence] = {}
    for candidate in (*chosen, *evidence):
        by_text.setdefault(" ".join(text_of(candidate.sentence, candidate.hit, searcher).casefold().split()), candidate)
    return list(by_text.values())[:OFFERED]


def _before(citation: Citation, articles: Mapping[str, Article]) -> str:
    """Return the sentence before one that leans on it by a pronoun, "" before others."""
    if citation.context:
        return citation.context.text
    if not _LEANS.search(citation.quote):
        return ""
    text = articles[citation.article_id].text
    spans = sentences_of(text, max(0, citation.start - _BEFORE), citation.start)
    return spans[-1].of(text) if spans else ""


def _marked(text: str, numbers: Sequence[int]) -> str:
    """Return a sentence with the numbers of what it cites before its full stop."""
    bare = _END.sub("", text).rstrip()
    marks = "".join(f"[{number}]" for number in numbers)
    return f"{bare} {marks}{text[len(_END.sub('', text)) :] or '.'}"


def _removed(count: int) -> str:
    if count == 1:
        return "Une phrase rédigée a été retirée : les phrases citées ne l'appuyaient pas."
    return f"{count} phrases rédigées ont été retirées : les phrases citées ne les appuyaient pas."
