"""An answer as it grows, as lines of JSON: each sentence when it has been verified, the whole answer at the end."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from rag import Answer

MEDIA_TYPE = "application/x-ndjson"


def lines(growing: Iterable[Answer]) -> Iterator[str]:
    """Yield `{"sentence": …}` for each sentence that is added, then `{"answer": …}`: what `/api/ask` would give.

    A sentence may be missing from the answer in the end, where the phrasing failed and the answer is the quoted one.
    """
    quoted: str | None = None
    shown = ""
    for answer in growing:
        quoted = answer.answer if quoted is None else quoted
        if answer.answer not in (quoted, shown):
            yield _line({"sentence": answer.answer.removeprefix(shown).strip()})
            shown = answer.answer
    yield _line({"answer": asdict(answer)})


def _line(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
