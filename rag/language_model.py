"""A language model behind any server that speaks OpenAI's protocol: messages in, text out as it is written.

Nothing of what a server says in its errors is repeated or logged: it may hold the key it was sent.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Literal, Protocol

from corpus.errors import ModelError
from rag.settings import LanguageModelSettings

if TYPE_CHECKING:
    from openai import OpenAI

MOST_TOKENS = 400  # of an answer: some eight sentences
MOST_CHARACTERS = 4_000  # whatever the server takes for a token
ATTEMPTS = 3
FIRST_WAIT = 0.5  # seconds before the second attempt, doubled for the third

Trouble = Literal["slow", "down", "refused", "limited", "failed", "cut", "unreadable"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a request."""

    role: Literal["system", "user"]
    text: str


class LanguageModelError(Exception):
    """A model did not write its text to the end; `trouble` says what kind of failure it was. Never leaves `rag`."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(f"{trouble} {detail}".strip())
        self.trouble: Trouble = trouble


class LanguageModel(Protocol):
    """Writes a text."""

    def write(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the text piece by piece; raises LanguageModelError where it does not come to its end."""
        ...


class ServedModel:
    """A model of a server; one answer takes at most `seconds`, whatever the server does, retries included."""

    def __init__(self, client: "OpenAI", model: str, seconds: float) -> None:
        self._client = client
        self._model = model
        self._seconds = seconds

    def write(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the text piece by piece; raises LanguageModelError where it does not come to its end.

        The server is read in a thread of its own: a read that hangs holds nobody up beyond the time allowed.
        """
        reading = _Reading(self._client, self._model, messages, time.monotonic() + self._seconds)
        Thread(target=reading.run, daemon=True).start()
        try:
            yield from reading.pieces()
        finally:
            reading.given_up.set()


class _Reading:
    """One text being read from the server."""

    def __init__(self, client: "OpenAI", model: str, messages: Sequence[Message], deadline: float) -> None:
        self._client = client
        self._model = model
        self._messages: Any = [{"role": message.role, "content": message.text} for message in messages]
        self._deadline = deadline
        self._queue: Queue[str | LanguageModelError | None] = Queue()
        self.given_up = Event()

    def pieces(self) -> Iterator[str]:
        while True:
            try:
                piece = self._queue.get(timeout=max(0.0, self._left))
            except Empty:
                raise LanguageModelError("slow") from None
            if piece is None:
                return
            if isinstance(piece, LanguageModelError):
                raise piece
            yield piece

    def run(self) -> None:
        """Read to the end; whatever goes wrong is handed over as a LanguageModelError."""
        try:
            self._read()
            self._queue.put(None)
        except LanguageModelError as error:
            self._queue.put(error)
        except Exception as error:
            self._queue.put(_understood(error, started=True))

    @property
    def _left(self) -> float:
        return self._deadline - time.monotonic()

    def _read(self) -> None:
        reason, length = None, 0
        with self._opened() as stream:
            for chunk in stream:
                if self.given_up.is_set():
                    return
                for choice in chunk.choices[:1]:
                    reason = choice.finish_reason or reason
                    if text := choice.delta.content:
                        self._queue.put(text)
                        length += len(text)
                if length > MOST_CHARACTERS:
                    raise LanguageModelError("unreadable", "too long")
        if reason != "stop":
            raise LanguageModelError("refused" if reason == "content_filter" else "cut", f"finish_reason {reason}")

    def _opened(self) -> Any:
        """Send the request, again where the server is busy or unreachable, as long as there is time."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._client.chat.completions.create(
                    model=self._model,
                    messages=self._messages,
                    stream=True,
                    max_tokens=MOST_TOKENS,
                    temperature=0,
                    timeout=max(0.1, self._left),
                )
            except Exception as error:
                known, wait = _understood(error, started=False), _wait(error, attempt)
                again = known.trouble in ("down", "limited", "failed") and attempt < ATTEMPTS and wait < self._left
                if not again or self.given_up.wait(wait):
                    raise known from None
        raise AssertionError  # the last attempt returns or raises


def _wait(error: Exception, attempt: int) -> float:
    """Return how many seconds to wait before the next attempt: what the server asks for, or twice the last time."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    with suppress(ValueError):
        return max(0.0, float(headers.get("retry-after", "")))
    return FIRST_WAIT * 2.0 ** (attempt - 1)


def _understood(error: Exception, started: bool) -> LanguageModelError:
    """Say what kind of failure an error is; `started` where the answer had begun."""
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    if isinstance(error, APITimeoutError):
        return LanguageModelError("slow")
    if isinstance(error, APIConnectionError):
        return LanguageModelError("cut" if started else "down")
    if not isinstance(error, APIStatusError):
        return LanguageModelError("unreadable", type(error).__name__)
    code = error.status_code
    trouble: Trouble = "limited" if code == 429 else "failed" if code >= 500 or code in (408, 409) else "refused"
    return LanguageModelError(trouble, f"HTTP {code}")


def load_language_model(settings: LanguageModelSettings) -> LanguageModel:
    """Return the model of a server, which is not asked yet; raises ModelError where the package openai is missing."""
    try:
        from openai import OpenAI
    except ImportError:
        raise ModelError(
            "PRESSE_LLM_URL needs the extra llm: install it with .venv/bin/pip install -c constraints.txt -e '.[llm]', "
            "or unset PRESSE_LLM_URL"
        ) from None
    client = OpenAI(base_url=settings.url, api_key=settings.key or "none", max_retries=0)
    client.organization = client.project = None  # OPENAI_ORG_ID and the like are for another server
    return ServedModel(client, settings.model, settings.seconds)
