"""The HTTP API: the same answers as the terminal and the chat, as JSON, and every error as one English line."""

import logging
from itertools import chain
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from corpus import Article
from corpus.errors import NotFoundError, PresseError, UsageError
from rag import Answer, RankedPassage, Turn
from ui.listing import ListedFile, Status, listing
from ui.scope import EVERYWHERE, Scope
from ui.service import Service
from ui.streaming import MEDIA_TYPE, lines


def _readable(text: str) -> str:
    """Refuse half characters, which JSON can write and nothing can store or send back."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("not valid Unicode text") from None
    return text


Text = Annotated[str, AfterValidator(_readable)]
TopK = Annotated[int | None, Field(ge=1, le=100, description="How many passages to consider, best first.")]

log = logging.getLogger(__name__)


class PastTurn(BaseModel):
    """An earlier exchange of the same conversation."""

    model_config = ConfigDict(extra="forbid")

    question: Text
    answer: Text


class AskRequest(BaseModel):
    """A question in French, and the conversation before it, oldest first."""

    model_config = ConfigDict(extra="forbid")

    question: Text = Field(examples=["Combien de start-up le programme accompagne-t-il ?"])
    history: list[PastTurn] = Field(default=[], max_length=50)
    scope: Scope = Field(default=EVERYWHERE, description="The articles to ask: outlets, ids, languages, a period.")
    top_k: TopK = None

    @property
    def past(self) -> tuple[Turn, ...]:
        """The conversation before the question."""
        return tuple(Turn(turn.question, turn.answer) for turn in self.history)


class Failure(BaseModel):
    """What went wrong, in one line."""

    detail: str


class Health(BaseModel):
    """That the service answers, and over how many articles."""

    status: Literal["ok"]
    articles: int


_FAILURES = {422: "The request is wrong.", 503: "The articles, the model or the index cannot be used."}


def build_api(service: Service) -> APIRouter:
    """Return the routes over a service; their work blocks, so FastAPI runs them off the event loop."""
    router = APIRouter(responses={code: {"model": Failure, "description": why} for code, why in _FAILURES.items()})

    @router.post("/api/ask")
    def ask(request: AskRequest) -> Answer:
        """Answer a question by quoting the articles, or say that they do not answer it."""
        return service.ask(request.question, request.past, request.top_k, request.scope)

    @router.post("/api/ask/stream", response_class=StreamingResponse, responses={200: {"content": {MEDIA_TYPE: {}}}})
    def ask_growing(request: AskRequest) -> StreamingResponse:
        """Answer as /api/ask does, by lines of JSON: each phrased sentence once it is verified, then the answer.

        Lines are `{"sentence": …}`, none where answers are not phrased, and at last `{"answer": …}`.
        """
        growing = service.stream(request.question, request.past, request.top_k, request.scope)
        first = next(growing)  # what is wrong with the request is said before anything is sent
        return StreamingResponse(lines(chain([first], growing)), media_type=MEDIA_TYPE)

    @router.get("/api/search")
    def search(
        q: str, top_k: Annotated[TopK, Query()] = None, scope: Annotated[Scope, Depends(_scope)] = EVERYWHERE
    ) -> tuple[RankedPassage, ...]:
        """Return the best passages for some words, best first, of the articles in scope."""
        return service.search(q, top_k, scope)

    @router.get("/api/articles")
    def articles(status: Status | None = None) -> list[ListedFile]:
        """Return every file of the corpus: kept as an article, or left out and why."""
        return [file for file in listing(service.articles(), service.left_out()) if status in (None, file.status)]

    @router.get("/api/articles/{article_id:path}", responses={404: {"model": Failure}})
    def article(article_id: str) -> Article:
        """Return one article, with the cleaned text that citations point into."""
        return service.article(article_id)

    @router.get("/healthz")
    def healthz() -> Health:
        """Say whether the index can be used."""
        return Health(status="ok", articles=len(service.articles()))

    return router


def _scope(
    outlets: Annotated[list[str] | None, Query()] = None,
    articles: Annotated[list[str] | None, Query()] = None,
    languages: Annotated[list[str] | None, Query()] = None,
    since: str = "",
    until: str = "",
) -> Scope:
    return Scope(tuple(outlets or ()), tuple(articles or ()), since, until, tuple(languages or ()))


def handle_errors(app: FastAPI) -> None:
    """Turn every error of the API into one clear line of JSON, without a traceback."""

    @app.exception_handler(PresseError)
    def known(_: Request, error: PresseError) -> JSONResponse:
        return _failure(_status(error), str(error))

    @app.exception_handler(RequestValidationError)
    def malformed(_: Request, error: RequestValidationError) -> JSONResponse:
        return _failure(422, _first_fault(error))

    @app.exception_handler(HTTPException)
    def refused(_: Request, error: HTTPException) -> JSONResponse:
        return _failure(error.status_code, str(error.detail))

    @app.exception_handler(Exception)
    def unexpected(request: Request, error: Exception) -> JSONResponse:
        log.error("unexpected error at %s", request.url.path, exc_info=error)
        return _failure(500, "internal error; the server's log says more")


def _status(error: PresseError) -> int:
    if isinstance(error, UsageError):
        return 422
    return 404 if isinstance(error, NotFoundError) else 503


def _first_fault(error: RequestValidationError) -> str:
    """Return `question: field required` for the first fault of a request; never the input itself."""
    fault = error.errors()[0]
    if fault["type"] == "json_invalid":
        return f"body: {fault['msg']} at character {fault['loc'][-1]}"
    where = ".".join(str(part) for part in fault["loc"][1:]) or str(fault["loc"][0])
    return f"{where}: {fault['msg']}"


def _failure(status: int, detail: str) -> JSONResponse:
    return JSONResponse({"detail": " ".join(detail.split())}, status)
