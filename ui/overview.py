"""The corpus at a glance: its articles as a list to search and sort, and when each outlet wrote them."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from corpus import Article, LeftOut
from ui.editing import ADD_FORM, remove_form
from ui.french import counted, date_in_words, spaced
from ui.links import article_address
from ui.pages import page
from ui.reasons import reason_html

Order = Literal["date", "titre", "journal"]

ORDERS: tuple[Order, ...] = ("date", "titre", "journal")
NO_OUTLET = "Sans journal"
MOST_OUTLETS = 12  # rows of the plot; the others share one

_STATUS = {"duplicate": "doublon", "rejected": "rejeté"}


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year, as the plot counts them."""

    year: int
    month: int

    @property
    def ordinal(self) -> int:
        """Months since the year 0."""
        return 12 * self.year + self.month - 1


def overview_page(
    articles: Sequence[Article],
    left_out: Sequence[LeftOut] = (),
    words: str = "",
    order: Order = "date",
    editable: bool = False,
    news: str = "",
) -> str:
    """Return the page of the corpus: only the articles with all of `words` in them, in the order asked.

    Where it is `editable`, articles can be added and removed; `news` is what is told of such a change, as HTML.
    """
    found = sorted_by(order, [article for article in articles if _holds(article, words)])
    body = "".join(
        (
            f"<h1>{counted(len(articles), 'article')}</h1>",
            news,
            ADD_FORM if editable else "",
            timeline(articles),
            _search_form(words, order),
            _table(found, editable) if found else f"<p>{spaced('Aucun article ne contient ces mots.')}</p>",
            _left_out(left_out),
        )
    )
    return page("Articles", body, "/articles", "/web/articles.js" if editable else "")


def sorted_by(order: Order, articles: Iterable[Article]) -> list[Article]:
    """Return articles latest first, by title or by outlet; what has no date or outlet comes last."""
    if order == "titre":
        return sorted(articles, key=lambda article: _folded(article.title))
    if order == "journal":
        return sorted(articles, key=lambda article: (article.source is None, _folded(article.source or "")))
    return sorted(articles, key=lambda article: article.published or "", reverse=True)


def timeline(articles: Collection[Article]) -> str:
    """Return a plot with a row for each outlet and a dot for each month it wrote in, larger for more articles."""
    dated = [(article.source or NO_OUTLET, month) for article in articles if (month := _month(article.published))]
    if not dated:
        return ""
    undated = len(articles) - len(dated)
    without = spaced(f" ; {counted(undated, 'article')} sans date") if undated else ""
    kept = [outlet for outlet, _ in Counter(outlet for outlet, _ in dated).most_common(MOST_OUTLETS)]
    counts = Counter((outlet if outlet in kept else "Autres", month) for outlet, month in dated)
    rows = [*sorted(kept, key=_folded), *(["Autres"] if any(outlet == "Autres" for outlet, _ in counts) else [])]
    return (
        '<figure class="timeline" tabindex="0" aria-label="Les articles dans le temps"><figcaption>'
        f"{spaced('Les articles dans le temps : un point par mois et par journal')}{without}</figcaption>"
        f"{_Plot(rows, counts).svg()}</figure>"
    )


class _Plot:
    """A dot plot in the SVG of a page without style attributes: outlets downwards, months to the right."""

    LEFT, WIDTH, ROW, TOP = 240, 900, 30, 30

    def __init__(self, rows: Sequence[str], counts: Counter[tuple[str, Month]]) -> None:
        self._rows = rows
        self._counts = counts
        years = [month.year for _, month in counts]
        self._first, self._last = min(years), max(years) + 1

    def svg(self) -> str:
        """Return the plot."""
        height = self.TOP + self.ROW * len(self._rows)
        parts = [self._year(year, height) for year in self._ticks()]
        parts += [self._row(place, outlet) for place, outlet in enumerate(self._rows)]
        parts += [self._dot(outlet, month, count) for (outlet, month), count in self._counts.items()]
        return f'<svg viewBox="0 0 {self.WIDTH} {height}" aria-hidden="true">{"".join(parts)}</svg>'

    def _ticks(self) -> range:
        """Return the years that are named: at most a dozen."""
        return range(self._first, self._last, max(1, -(-(self._last - self._first) // 12)))

    def _x(self, ordinal: int) -> int:
        share = (ordinal - 12 * self._first) / (12 * (self._last - self._first))
        return round(self.LEFT + share * (self.WIDTH - self.LEFT - 10))

    def _y(self, place: int) -> int:
        return self.TOP + self.ROW * place + self.ROW // 2

    def _year(self, year: int, height: int) -> str:
        x = self._x(12 * year)
        line = f'<line class="grid" x1="{x}" x2="{x}" y1="{self.TOP - 6}" y2="{height}"/>'
        return f'{line}<text x="{x}" y="16">{year}</text>'

    def _row(self, place: int, outlet: str) -> str:
        y = self._y(place)
        name = outlet if len(outlet) <= 32 else outlet[:31] + "…"
        line = f'<line class="grid" x1="{self.LEFT}" x2="{self.WIDTH}" y1="{y}" y2="{y}"/>'
        return f'{line}<text x="0" y="{y + 5}">{escape(name)}</text>'

    def _dot(self, outlet: str, month: Month, count: int) -> str:
        radius = min(4 + 2 * count**0.5, self.ROW / 2)
        at = f'cx="{self._x(month.ordinal)}" cy="{self._y(self._rows.index(outlet))}" r="{radius:.1f}"'
        when = date_in_words(f"{month.year:04}-{month.month:02}")
        return f"<circle {at}><title>{escape(outlet)}, {when} ({counted(count, 'article')})</title></circle>"


def _month(published: str | None) -> Month | None:
    year, _, rest = (published or "").partition("-")
    if not (year.isdecimal() and rest[:2].isdecimal() and 1 <= int(rest[:2]) <= 12):
        return None
    return Month(int(year), int(rest[:2]))


def _holds(article: Article, words: str) -> bool:
    text = _folded(f"{article.title} {article.source or ''} {article.text}")
    return all(word in text for word in _folded(words).split())


def _folded(text: str) -> str:
    """Return text without case or accents, to sort and search by."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _search_form(words: str, order: Order) -> str:
    options = "".join(
        f'<option value="{each}"{" selected" if each == order else ""}>{each}</option>' for each in ORDERS
    )
    return (
        f'<form class="search" role="search"><label>Mots <input type="search" name="q" value="{escape(words)}"></label>'
        f'<label>Trier par <select name="tri">{options}</select></label><button>Chercher</button></form>'
    )


def _table(articles: Iterable[Article], editable: bool) -> str:
    rows = "".join(
        f'<tr><td><a href="{article_address(article.id)}">{escape(article.title)}</a></td>'
        f"<td>{escape(article.source or NO_OUTLET)}</td><td>{escape(date_in_words(article.published))}</td>"
        f"{f'<td>{remove_form(article)}</td>' if editable else ''}</tr>"
        for article in articles
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Titre", "Journal", "Date"))
    if editable:
        heads += '<th scope="col"><span class="unseen">Retirer</span></th>'
    return f'<table class="list"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _left_out(files: Sequence[LeftOut]) -> str:
    if not files:
        return ""
    items = "".join(
        f"<li>{escape(file.path)} ({_STATUS[file.status]}{spaced(' : ')}{reason_html(file.why)})</li>" for file in files
    )
    return f'<section class="left-out"><h2>Fichiers écartés</h2><ul>{items}</ul></section>'
