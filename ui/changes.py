"""Changes of the corpus that readers ask for in the page: one after the other, each followed while it is under way."""

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock, Thread
from typing import Literal

from corpus import Article
from corpus.errors import PresseError
from index import BuildReport
from index.builder import Progress
from ui.service import Service
from ui.uploads import Upload, laid_down

_REMEMBERED = 50

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Change:
    """A change under way, or done once there is a `report` of it or an `error`.

    `names` are the files to be added, or the titles of what is to be removed; `done` of `total` texts are encoded.
    """

    kind: Literal["add", "remove"]
    names: tuple[str, ...]
    done: int = 0
    total: int = 0
    report: BuildReport | None = None
    error: Exception | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.report is not None or self.error is not None


class Changes:
    """Runs changes of a service's corpus in the background; safe to share between threads."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._one_at_a_time = Lock()
        self._known: dict[str, Change] = {}

    def add(self, uploads: Sequence[Upload]) -> str:
        """Begin to add files; returns the name by which `of` follows it."""

        def work(progress: Progress) -> BuildReport:
            with laid_down(uploads) as files:
                return self._service.add(files, progress)

        return self._begin(Change("add", tuple(upload.name for upload in uploads)), work)

    def remove(self, article: Article) -> str:
        """Begin to remove an article; returns the name by which `of` follows it."""
        return self._begin(Change("remove", (article.title,)), lambda _: self._service.remove(article.id))

    def of(self, name: str) -> Change | None:
        """Return how a change stands; None for a name that is unknown, or of long ago."""
        return self._known.get(name)

    def _begin(self, change: Change, work: Callable[[Progress], BuildReport]) -> str:
        name = secrets.token_urlsafe(12)
        for oldest in list(self._known)[: 1 - _REMEMBERED]:
            self._known.pop(oldest, None)
        self._known[name] = change
        Thread(target=self._run, args=(name, change, work), daemon=True).start()
        return name

    def _run(self, name: str, change: Change, work: Callable[[Progress], BuildReport]) -> None:
        def progress(done: int, total: int) -> None:
            self._known[name] = replace(change, done=done, total=total)

        with self._one_at_a_time:
            try:
                self._known[name] = replace(change, report=work(progress))
            except PresseError as error:
                log.warning("the corpus is not changed: %s", error)
                self._known[name] = replace(change, error=error)
            except Exception as error:
                log.exception("the corpus is not changed")
                self._known[name] = replace(change, error=error)
