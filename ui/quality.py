"""How good the answers are, for those who read them: the last evaluation in figures, plots and failures."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from html import escape
from pathlib import Path

from corpus.errors import DatasetError
from eval import failures, plots
from eval.measure import Figure
from eval.records import Outcome
from eval.report import Report
from eval.storing import read_report
from ui.french import NBSP, date_in_words, spaced
from ui.pages import page

_SHOWN = 30  # failures of each kind

_FIGURES = (
    ("answer.sentence@1", "la première phrase citée répond"),
    ("answer.sentence@2", "une des deux premières phrases répond"),
    ("retrieval.hit@5", "le bon passage est parmi les cinq premiers"),
    ("citations.exact", "citations conformes au mot près"),
    ("abstention.false_answers", "réponses données à tort"),
    ("abstention.false_refusals", "réponses refusées à tort"),
)
_NOT_KEPT = spaced(
    "Ce rapport ne garde pas les échecs un à un : « presse eval --report eval/reports/ici » en fait un qui les garde."
)
_CATEGORIES = {
    "direct": "avec les mots de l’article",
    "paraphrased": "avec d’autres mots",
    "misspelt": "avec des fautes",
    "unaccented": "sans accents",
    "terse": "en quelques mots-clés",
    "multi-article": "sur plusieurs articles",
    "dated": "sur une date",
    "follow-up": "dans la suite d’une conversation",
}
_KINDS = {
    "refused": "Refusées, alors que les articles répondent",
    "answered": "Répondues, alors que les articles ne répondent pas",
    "not found": "Le passage qui répond n’est pas parmi les dix premiers",
    "found lower": "Le passage qui répond est trouvé, un autre le précède",
    "other sentence": "Le bon passage est premier, une autre phrase est citée",
}


def last_report(folder: Path) -> Report | None:
    """Return the report of the latest evaluation in a folder or below it, None where there is none that can be read.

    Of one day, one that names its failures is preferred, then one about the articles of an index, then the one written
    last: in a fresh copy of the repository the times of files say nothing.
    """
    found = []
    for path in folder.rglob("*.json"):
        with suppress(DatasetError):
            found.append((read_report(path), path.stat().st_mtime))
    return max(found, key=_preference)[0] if found else None


def _preference(found: tuple[Report, float]) -> tuple[str, bool, bool, float]:
    report, written = found
    return report.state.date, bool(report.outcomes), report.questions.kind == "questions", written


def quality_page(report: Report | None) -> str:
    """Return the page of an evaluation, or one that says how to come by one."""
    if report is None:
        words = spaced("Aucune évaluation n’est enregistrée : « presse eval --report eval/reports/ici » en fait une.")
        return page("Qualité", f"<h1>Qualité des réponses</h1><p>{words}</p>", "/qualite")
    asked = f"{_grouped(report.asked)} questions, dont {_grouped(report.answerable)} auxquelles les articles répondent"
    under = f"{asked}, posées le {date_in_words(report.state.date[:10])} à {report.articles} articles."
    body = (
        f'<h1>Qualité des réponses</h1><p class="meta">{escape(under)}</p>'
        f'<ul class="tiles">{"".join(_tiles(report))}</ul><div class="plots">{"".join(_plots(report))}</div>'
        f"{_categories(report)}{''.join(_failures(report.outcomes)) or f'<p class=meta>{_NOT_KEPT}</p>'}"
    )
    return page("Qualité", body, "/qualite")


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", NBSP)


def _tiles(report: Report) -> Iterator[str]:
    for key, meaning in _FIGURES:
        figure = report.figures.get(key)
        if figure is not None and figure.value is not None:
            yield f"<li><strong>{_percent(figure.value)}</strong> {escape(meaning)}{_between(figure)}</li>"


def _between(figure: Figure) -> str:
    if figure.interval is None:
        return ""
    low, high = figure.interval
    return f'<span class="meta">de {_percent(low)} à {_percent(high)} (intervalle à 95{NBSP}%)</span>'


def _percent(share: float) -> str:
    return spaced(f"{100 * share:.0f} %")


def _plots(report: Report) -> Iterator[str]:
    if report.curve:
        title = "Plus on répond, plus on se trompe"
        yield _plot(title, plots.curve(title, report.curve, None, "questions répondues, %", "réponses fausses, %"))
    ranks = [_rank(outcome.passages.gains) for outcome in report.outcomes if outcome.passages]
    if ranks:
        bars = [*((str(rank), ranks.count(rank)) for rank in range(1, 11)), ("absent", ranks.count(0))]
        yield _plot("Rang du premier passage qui répond", plots.histogram("Rang du passage", bars, "rang"))


def _categories(report: Report) -> str:
    """Return how often the first sentence answers, for every way of asking that the set tells apart."""
    rows = [
        f"<tr><td>{_CATEGORIES[part.name]}</td><td>{part.questions}</td><td>{_percent(figure.value)}</td></tr>"
        for part in report.slices
        if part.by == "category" and part.name in _CATEGORIES
        for figure in [part.figures.get("answer.sentence@1")]
        if figure is not None and figure.value is not None
    ]
    if not rows:
        return ""
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Questions posées", "Nombre", "La première répond"))
    return f'<table class="categories"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _plot(title: str, drawing: str) -> str:
    return f"<figure><figcaption>{escape(title)}</figcaption>{drawing}</figure>"


def _rank(gains: Sequence[float]) -> int:
    """Return the rank from 1 of the first relevant passage, 0 where none of the first ten is."""
    return next((rank for rank, gain in enumerate(gains[:10], 1) if gain > 0), 0)


def _failures(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for kind, members in failures.by_kind(outcomes).items():
        items = "".join(_failure(outcome) for outcome in members[:_SHOWN])
        yield (
            f'<details class="failures"><summary>{escape(_KINDS.get(kind, kind))} ({len(members)})</summary>'
            f"<dl>{items}</dl></details>"
        )


def _failure(outcome: Outcome) -> str:
    shown = outcome.shown
    if shown is None:
        return f"<dt>{escape(outcome.id)}</dt>"
    given = "".join(f"<dd>{spaced('Citée : ')}{escape(sentence)}</dd>" for sentence in shown.given)
    expected = f"<dd>{spaced('Attendu : ')}{escape(' ; '.join(shown.expected))}</dd>" if shown.expected else ""
    return f"<dt>{escape(shown.question)}</dt>{expected}{given}"
