"""What readers say of answers, kept in SQLite, and the evaluation questions that come of it."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from pydantic import TypeAdapter

from corpus.errors import PresseError
from rag import Answer, Turn

Verdict = Literal["good", "bad", "wrong quote", "wrong article", "should have answered", "should have abstained"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    reader TEXT NOT NULL, turn INTEGER NOT NULL, at TEXT NOT NULL, verdict TEXT NOT NULL,
    history TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (reader, turn)
)"""
_ANSWER: TypeAdapter[Answer] = TypeAdapter(Answer)
_HISTORY: TypeAdapter[tuple[Turn, ...]] = TypeAdapter(tuple[Turn, ...])


@dataclass(frozen=True, slots=True)
class Feedback:
    """A reader's verdict on one answer; `at` is when, in ISO 8601, `history` what was asked before."""

    at: str
    verdict: Verdict
    history: tuple[Turn, ...]
    answer: Answer


class FeedbackStore:
    """A file of verdicts, one for each turn of each reader; it is made when the first one comes.

    Every method raises PresseError where the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def put(self, reader: str, turn: int, verdict: Verdict, history: tuple[Turn, ...], answer: Answer) -> None:
        """Keep a verdict, in place of what the reader said of that turn before."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        row = (reader, turn, at, verdict, _HISTORY.dump_json(history).decode(), _ANSWER.dump_json(answer).decode())
        self._run("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?)", row)

    def withdraw(self, reader: str, turn: int) -> None:
        """Forget what a reader said of a turn."""
        self._run("DELETE FROM feedback WHERE reader = ? AND turn = ?", (reader, turn))

    def all(self) -> tuple[Feedback, ...]:
        """Return every verdict, oldest first."""
        if not self._path.exists():
            return ()
        rows = self._run("SELECT at, verdict, history, answer FROM feedback ORDER BY at, rowid")
        return tuple(
            Feedback(at, verdict, _HISTORY.validate_json(history), _ANSWER.validate_json(answer))
            for at, verdict, history, answer in rows
        )

    def _run(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[str, Verdict, str, str]]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=5)) as connection, connection:
                connection.execute(_SCHEMA)
                return connection.execute(statement, values).fetchall()
        except (OSError, sqlite3.Error) as error:
            raise PresseError(f"the feedback in {self._path} cannot be used: {error}") from error


def evaluation_lines(feedback: tuple[Feedback, ...], to_complete: bool = False) -> Iterator[str]:
    """Yield verdicts as lines of a question set of `presse eval`.

    A good answer must be given again, and what should have been an abstention must become one. What a wrong
    answer should have been is not known from its verdict: with `to_complete` those are yielded instead, for
    somebody to fill in `articles` and `facts`; `presse eval` refuses them until that is done.
    """
    for number, entry in enumerate(feedback, 1):
        settled = entry.verdict in ("good", "should have abstained")
        if settled != to_complete:
            yield json.dumps(_question(f"feedback-{number:04}", entry), ensure_ascii=False)


def _question(identifier: str, entry: Feedback) -> dict[str, object]:
    good = entry.verdict == "good"
    citations = entry.answer.citations if good else ()
    return {
        "id": identifier,
        "question": entry.answer.question,
        "category": f"feedback: {entry.verdict}",
        "articles": list(dict.fromkeys(citation.article_id for citation in citations)),
        "facts": [[citation.quote] for citation in citations[:1]],
        "answerable": entry.verdict != "should have abstained" and not (good and entry.answer.abstained),
        "history": [{"question": turn.question, "answer": turn.answer} for turn in entry.history],
        "split": "dev",
    }
