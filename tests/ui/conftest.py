"""A small newspaper of three articles and a service over it that quotes the sentence sharing most words."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from corpus import Article, LeftOut
from corpus.errors import NotFoundError, QuestionError, UsageError
from index import BuildReport
from index.builder import Progress
from rag import Answer, Citation, Excerpt, RankedPassage, Turn
from ui.feedback import FeedbackStore
from ui.scope import EVERYWHERE, Scope
from ui.server import Access, build_app

EDITABLE = Access(editable=True)

EDITABLE = Access(editable=True)

ARTICLES = (
    Article(
        id="marees",
        title="Les marées, une énergie d'avenir ?",
        source="Le Courrier du large",
        published="2021-03-01",
        url="https://courrier.example/marees",
        path="marees.txt",
        text=(
            "L'usine de la Rance fournit chaque année 500 gigawattheures d'électricité. Elle emploie 28 personnes.\n\n"
            "Sa mise en service remonte à 1966, après cinq ans de travaux. « Le barrage a vieilli, mais il tient », "
            "assure sa directrice, Anne Le Goff. Un second site est à l'étude près de Saint-Malo."
        ),
    ),
    Article(
        id="ruches",
        title="Des ruches sur les toits de la mairie",
        source="L'Abeille du matin",
        published="2023-05",
        path="ruches.txt",
        repeated_in=("Le Miel du soir",),
        text=(
            "La mairie de Nantes a installé douze ruches sur ses toits en mai. Le miel sera vendu au profit des écoles."
            "\n\nLe projet a coûté 14 000 euros, financés par une collecte auprès des habitants."
        ),
    ),
    Article(
        id="train",
        title="Le train de nuit revient",
        path="train.txt",
        text="Le train de nuit relie Paris à Nice en 12 heures.",
    ),
)


@dataclass
class FakeService:
    """Quotes the sentences that share most long words with the question; abstains where none shares any."""

    library: tuple[Article, ...] = ARTICLES
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    error: Exception | None = None
    delay: float = 0.0
    phrased: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    def ask(
        self, question: str, history: Sequence[Turn] = (), top_k: int | None = None, scope: Scope = EVERYWHERE
    ) -> Answer:
        self.asked.append((question, tuple(history)))
        time.sleep(self.delay)
        if self.error is not None:
            raise self.error
        if not question.strip():
            raise QuestionError("the question is empty")
        inside = [article for article in self.library if scope.holds(article)]
        if not inside:
            raise UsageError("no article is in that scope")
        passages = self.search(question, top_k)
        best = sorted(_sentences(inside), key=lambda hit: -_overlap(question, hit[0].text[hit[1] : hit[2]]))[:2]
        best = [hit for hit in best if _overlap(question, hit[0].text[hit[1] : hit[2]])]
        citations = tuple(_citation(number, *hit) for number, hit in enumerate(best, 1))
        text = " ".join(f"« {c.quote} » [{c.number}]" for c in citations)
        refusal = "Les articles ne disent rien de tel."
        whole = f"{question} ({history[-1].question})" if history and question.startswith("Et ") else None
        confidence = 0.9 if citations else 0.1
        near = () if citations else self.suggestions()
        return Answer(
            question, text or refusal, not citations, confidence, citations, passages, {}, whole, self.notices, near
        )

    def stream(
        self, question: str, history: Sequence[Turn] = (), top_k: int | None = None, scope: Scope = EVERYWHERE
    ) -> Iterator[Answer]:
        """Grow by a sentence at a time what `phrased` holds, after the quoted answer."""
        quoted = self.ask(question, history, top_k, scope)
        yield quoted
        for count in range(1, len(self.phrased) + 1):
            yield replace(quoted, answer=" ".join(self.phrased[:count]))
        if self.phrased:
            yield replace(quoted, answer=" ".join(self.phrased), notices=("Réponse rédigée.",))

    def search(self, words: str, top_k: int | None = None, scope: Scope = EVERYWHERE) -> tuple[RankedPassage, ...]:
        passages = [
            RankedPassage(a.id, found.start(), found.end(), found[0], float(_overlap(words, found[0])))
            for a in self.library
            if scope.holds(a)
            for found in re.finditer(r"[^\n]+", a.text)
        ]
        return tuple(sorted(passages, key=lambda passage: -passage.score)[: top_k or 5])

    def articles(self) -> tuple[Article, ...]:
        if self.error is not None:
            raise self.error
        return self.library

    def left_out(self) -> tuple[LeftOut, ...]:
        return (LeftOut("copie.txt", "duplicate", "same text as train.txt"),)

    def article(self, article_id: str) -> Article:
        for article in self.library:
            if article.id == article_id:
                return article
        raise NotFoundError(f"no article called {article_id!r}")

    def suggestions(self) -> tuple[str, ...]:
        return ("Combien de ruches ont été installées ?", "Combien d'électricité fournit l'usine ?")

    def add(self, files: Sequence[Path], progress: Progress | None = None) -> BuildReport:
        """Take text files for articles and refuse all others, as slowly as a test wants it."""
        if self.error is not None:
            raise self.error
        added, left_out = [], []
        for place, file in enumerate(files, 1):
            time.sleep(self.delay)
            if progress:
                progress(place, len(files))
            if file.suffix == ".txt":
                self.library += (Article(file.stem, file.read_text("utf-8"), file.stem, path=file.name),)
                added.append(file.stem)
            else:
                left_out.append(LeftOut(file.name, "rejected", f"no reader for {file.suffix}"))
        return BuildReport(tuple(added), (), (), 0, tuple(left_out), 0, 0, 0, bool(added))

    def remove(self, article_id: str) -> BuildReport:
        self.library = tuple(article for article in self.library if article.id != article_id)
        return BuildReport((), (), (article_id,), 0, (), 0, 0, 0, True)


def _sentences(articles: Sequence[Article]) -> Iterator[tuple[Article, int, int]]:
    for article in articles:
        for found in re.finditer(r"[^\s.][^.\n]*\.", article.text):
            yield article, found.start(), found.end()


def _overlap(one: str, other: str) -> int:
    return len(set(re.findall(r"\w{4,}", one.lower())) & set(re.findall(r"\w{4,}", other.lower())))


def _citation(number: int, article: Article, start: int, end: int) -> Citation:
    """Quote a sentence: its first number is the short answer, and « Elle » needs the sentence before."""
    quote, digits = article.text[start:end], re.compile(r"\d+").search(article.text, start, end)
    short = Excerpt(digits[0], digits.start(), digits.end()) if digits else None
    context = Excerpt(article.text[: start - 1], 0, start - 1) if quote.startswith("Elle ") else None
    return Citation(
        number, article.id, article.title, article.source, article.published, article.url,
        quote, start, end, 1.0, short, context,
    )  # fmt: skip


@pytest.fixture(scope="session")
def newspaper() -> FakeService:
    return FakeService()


@pytest.fixture
def service(newspaper: FakeService) -> FakeService:
    """The one service of all tests, as new."""
    newspaper.__init__()  # type: ignore[misc]  # resets in place, so that one application serves every test
    return newspaper


@pytest.fixture(scope="session")
def site(newspaper: FakeService) -> Iterator[TestClient]:
    with TestClient(build_app(newspaper, Access(editable=True)), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def client(site: TestClient, service: FakeService) -> TestClient:
    return site


@pytest.fixture(scope="session")
def called_outside() -> Iterator[list[str]]:
    """The machines but this one that this process, the server with it, has looked up or called."""
    called: list[str] = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def watched_connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple):
            called.extend(_outside(address[0]))
        connect(self, address)

    def watched_look_up(host: Any, *rest: Any, **more: Any) -> Any:
        called.extend(_outside(host))
        return look_up(host, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", watched_connect)
        patch.setattr(socket, "getaddrinfo", watched_look_up)
        yield called


@pytest.fixture(scope="session")
def opinions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("feedback") / "feedback.sqlite"


@pytest.fixture
def feedback(opinions: Path) -> FeedbackStore:
    """Where the server keeps opinions, empty."""
    opinions.unlink(missing_ok=True)
    return FeedbackStore(opinions)


@pytest.fixture(scope="session")
def server(newspaper: FakeService, opinions: Path, called_outside: list[str]) -> Iterator[str]:
    """The address of one server for all tests, on this machine, that ends with them."""
    with running(newspaper, FeedbackStore(opinions)) as url:
        yield url


@pytest.fixture
def address(server: str, service: FakeService, feedback: FeedbackStore, called_outside: list[str]) -> Iterator[str]:
    """The address of the server, its service and opinions as new; the test fails where it calls outside."""
    called_outside.clear()
    yield server
    assert called_outside == []


def _outside(host: Any) -> list[str]:
    name = host.decode() if isinstance(host, bytes) else str(host)
    return [] if name in ("127.0.0.1", "localhost", "::1", "None", "") else [name]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The chat, opened; the test fails on any request to another address and on any error of a script."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    faults: list[str] = []
    page.on("request", lambda request: _note_outside(request.url, address, faults))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    expect(page.locator("#question textarea")).to_be_visible()
    yield page
    context.close()
    assert faults == []


def _note_outside(url: str, address: str, faults: list[str]) -> None:
    if not url.startswith((address, "data:", "blob:")):
        faults.append(url)


@contextmanager
def running(service: FakeService, feedback: FeedbackStore | None, access: Access = EDITABLE) -> Iterator[str]:
    """Serve a service on a free port of this machine; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(build_app(service, access, feedback), host="127.0.0.1", port=port, log_level="critical")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = server.force_exit = True
    thread.join(timeout=10)


@pytest.fixture
def serve() -> Callable[..., AbstractContextManager[str]]:
    return running
