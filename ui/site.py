"""The addresses of the plain pages: the corpus, each article, and a conversation handed in to be kept."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

import eval
from corpus import Article, Span
from corpus.errors import NotFoundError, PresseError
from ui.changes import Changes
from ui.editing import change_section
from ui.export import as_markdown, as_page
from ui.french import notice
from ui.keeping import loaded
from ui.listing import look_up
from ui.overview import ORDERS, overview_page
from ui.pages import EDITING_POLICY, PAGE_POLICY, article_page, notice_page
from ui.quality import last_report, quality_page
from ui.service import Service

REPORTS = Path(eval.__file__).parent / "reports"


def build_site(service: Service, changes: Changes | None = None, reports: Path = REPORTS) -> APIRouter:
    """Return the routes of the plain pages; whatever stands in an address, a page in French comes back.

    `changes` is what articles are added and removed by, None where they are not; `reports` is the folder in which
    the last evaluation is looked for.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/articles")
    def articles(q: str = "", tri: str = "", suivi: str = "") -> HTMLResponse:
        order = next((order for order in ORDERS if order == tri), ORDERS[0])
        news = change_section(suivi, changes.of(suivi), look_up(service)) if changes else ""
        return _page(
            lambda: overview_page(service.articles(), service.left_out(), q, order, changes is not None, news),
            PAGE_POLICY if changes is None else EDITING_POLICY,
        )

    @router.get("/articles/{article_id:path}")
    def article(
        article_id: str, start: str = "", end: str = "", short_start: str = "", short_end: str = ""
    ) -> HTMLResponse:
        return _page(lambda: _at(service.article(article_id), (start, end), (short_start, short_end)))

    @router.get("/qualite")
    def quality() -> HTMLResponse:
        return _page(lambda: quality_page(last_report(reports)))

    @router.post("/conversation")
    def conversation(conversation: Annotated[str, Form()] = "", form: Annotated[str, Form()] = "") -> Response:
        handed_in = loaded(conversation, look_up(service))
        if form == "page":
            return _page(lambda: as_page(handed_in, date.today()))
        headers = {"Content-Disposition": 'attachment; filename="conversation.md"'}
        return Response(as_markdown(handed_in, date.today()), media_type="text/markdown", headers=headers)

    return router


def _at(article: Article, cited: tuple[str, str], short: tuple[str, str]) -> str:
    length = len(article.text)
    span = _span(*cited, length)
    return article_page(article, span, lost=span is None and any(cited), short=_span(*short, length))


def _span(start: str, end: str, length: int) -> Span | None:
    """Return the stretch that an address names, or None where the article has no such stretch."""
    if not all(number.isascii() and number.isdecimal() and len(number) < 10 for number in (start, end)):
        return None
    span = Span(int(start), int(end))
    return span if span.start < span.end <= length else None


def _page(write: Callable[[], str], policy: str = PAGE_POLICY) -> HTMLResponse:
    try:
        html, status = write(), 200
    except NotFoundError as error:
        html, status = notice_page("Article introuvable", notice(error)), 404
    except PresseError as error:
        html, status = notice_page("Articles indisponibles", notice(error)), 503
    return HTMLResponse(html, status, headers={"Content-Security-Policy": policy})
