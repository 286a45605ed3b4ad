"""Adding and removing articles in the page: its forms, their addresses, and how a change under way is told."""

from collections.abc import Iterator
from html import escape

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import UploadFile

from corpus import Article
from corpus.errors import PresseError, StoredIndexError
from index import BuildReport
from ui.changes import Change, Changes
from ui.french import counted, notice, spaced
from ui.links import article_address
from ui.listing import LookUp, look_up
from ui.pages import notice_page
from ui.reasons import reason_html
from ui.service import Service
from ui.shield import ADDING, MAX_UPLOAD, REMOVING
from ui.uploads import Upload

MOST_FILES = 500

_KINDS = spaced(
    f"Textes, pages web, PDF, Word, exports de bases de presse, archives : {MAX_UPLOAD // 2**20} Mo au plus à la fois. "
    "Un fichier du même nom remplace l’article d’avant."
)
ADD_FORM = f"""<details class="add"><summary>Ajouter des articles</summary>
<form id="add" method="post" action="{ADDING}" enctype="multipart/form-data" data-most="{MAX_UPLOAD}">
<label>Choisir des fichiers<input class="unseen" type="file" name="files" multiple required></label>
<span class="chosen">Aucun fichier choisi</span><button>Ajouter</button>
<p class="meta">{_KINDS}</p>
<p class="state" role="status"></p></form></details>"""


def remove_form(article: Article) -> str:
    """Return the form by which an article is removed, folded away behind a word."""
    return (
        f'<details class="remove"><summary aria-label="Retirer {escape(article.title)}">Retirer</summary>'
        f'<form method="post" action="{REMOVING}"><p>{spaced("Il ne sera plus cité.")}</p>'
        f'<input type="hidden" name="article" value="{escape(article.id)}"><button>Retirer l’article</button></form>'
        "</details>"
    )


def change_section(name: str, change: Change | None, found: LookUp) -> str:
    """Return what is to be told of a change, followed by the page's script until it has ended; "" for none."""
    if change is None:
        return ""
    follow = "" if change.ended else f' data-follow="/suivi/{escape(name)}"'
    body = "".join(_told(change, found))
    return f'<section class="change" id="suivi" role="status" tabindex="-1"{follow}>{body}</section>'


def build_editing(service: Service, changes: Changes) -> APIRouter:
    """Return the routes by which articles are added and removed, and a change is followed."""
    router = APIRouter(include_in_schema=False)

    @router.post(ADDING)
    async def add(request: Request) -> RedirectResponse:
        async with request.form(max_files=MOST_FILES) as form:
            files = [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]
            uploads = [Upload(file.filename or "", await file.read()) for file in files]
        return _followed(changes.add(uploads)) if uploads else RedirectResponse("/articles", 303)

    @router.post(REMOVING)
    def remove(article: str = Form("")) -> Response:
        try:
            return _followed(changes.remove(service.article(article)))
        except PresseError as error:
            return HTMLResponse(notice_page("Article introuvable", notice(error)), 404)

    @router.get("/suivi/{name}")
    def follow(name: str) -> HTMLResponse:
        return HTMLResponse(change_section(name, changes.of(name), look_up(service)))

    return router


def _followed(name: str) -> RedirectResponse:
    return RedirectResponse(f"/articles?suivi={name}#suivi", 303)


def _told(change: Change, found: LookUp) -> Iterator[str]:
    if change.error is not None:
        yield f"<p><strong>Rien n’a changé.</strong> {escape(_in_french(change.error))}</p>"
    elif change.report is None:
        yield from _under_way(change)
    elif change.kind == "remove":
        yield f"<p><strong>Retiré{spaced(' : ')}</strong>{escape(', '.join(change.names))}</p>"
    else:
        yield from _added(change.report, found)


def _under_way(change: Change) -> Iterator[str]:
    doing = f"Ajout de {counted(len(change.names), 'fichier')}" if change.kind == "add" else "Retrait"
    if change.total:
        yield f"<p>{doing}{spaced(' : ')}{change.done} phrases et passages sur {change.total}</p>"
        yield f'<progress max="{change.total}" value="{change.done}" aria-label="Avancement"></progress>'
    else:
        yield f'<p>{doing}…</p><progress aria-label="Avancement"></progress>'
    yield '<noscript><a href="">Actualiser</a></noscript>'


def _added(report: BuildReport, found: LookUp) -> Iterator[str]:
    for ids, words in ((report.added, "Ajouté"), (report.changed, "Remplacé"), (report.removed, "Écarté")):
        for article_id in ids:
            yield f"<p><strong>{words}{spaced(' : ')}</strong>{_named(article_id, found)}</p>"
    for file in report.left_out:
        words = "Doublon" if file.status == "duplicate" else "Refusé"
        told = f"{escape(file.path)} ({reason_html(file.why)})"
        yield f'<p class="refused"><strong>{words}{spaced(" : ")}</strong>{told}</p>'
    if not (report.added or report.changed or report.removed or report.left_out):
        yield "<p>Rien n’a changé, ces articles étaient déjà là.</p>"


def _named(article_id: str, found: LookUp) -> str:
    article = found(article_id)
    if article is None:
        return escape(article_id)
    return f'<a href="{escape(article_address(article_id))}">{escape(article.title)}</a>'


def _in_french(error: Exception) -> str:
    if type(error) is StoredIndexError:
        return spaced("L’index ne peut pas être écrit en ce moment : une construction est peut-être en cours.")
    return notice(error)
