"""Tables and records with one article a row: CSV, TSV, JSON, JSON Lines."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.errors import UnreadableError
from corpus.formats.decoding import decode, is_binary
from corpus.formats.draft import Draft, Refused, statement
from corpus.formats.fields import facts_from, folded, named
from corpus.formats.markup import holds_markup, without_markup

_DELIMITERS = ",;\t|"
_LONGEST_FIELD = 10_000_000
_HEAD = 65_536  # bytes in which the names of columns or a first record are looked for
_NAMED_COLUMNS = 2  # columns of known names, one of them the text's, that show a table
_DEEPEST = 4  # levels of a JSON document that are searched for articles


def read_table(data: bytes) -> Iterator[Draft | Refused]:
    """Read a table whose first row names its columns, in French or English."""
    text = decode(data)
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text), restkey="…"))
    except csv.Error as error:
        raise UnreadableError(f"not a table that can be read ({error})") from error
    if not rows or "text" not in named({str(name): "x" for name in rows[0]}):
        raise UnreadableError("no column of the table is named as the text of an article (texte, contenu, body…)")
    for number, row in enumerate(rows, start=2):
        yield _draft(row, "column", str(number), f"row {number}")


def read_json(data: bytes) -> Iterator[Draft | Refused]:
    """Read a JSON document that is an article, a list of articles, or holds one such list."""
    try:
        document = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise UnreadableError("not valid JSON") from error
    records = _records(document, 0)
    if not records:
        raise UnreadableError("no field of the document is named as the text of an article (texte, contenu, body…)")
    for number, record in enumerate(records, start=1):
        yield _draft(record, "field", str(number) if len(records) > 1 else "", f"record {number}")


def read_json_lines(data: bytes) -> Iterator[Draft | Refused]:
    """Read one JSON object a line; a line that is none is refused by its number."""
    for number, line in enumerate(decode(data).split("\n"), start=1):
        if line.strip():
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                record = None
            if isinstance(record, dict):
                yield _draft(record, "field", str(number), f"line {number}")
            else:
                yield Refused(f"line {number}", "not a JSON object")


def kind_of_records(data: bytes) -> str | None:
    """Return the ending that a table or records deserve whatever their file is called, or None for other contents."""
    if is_binary(data):
        return None
    start = decode(data[:_HEAD]) if len(data) <= _HEAD else data[:_HEAD].decode("utf-8-sig", errors="replace")
    first = start.lstrip().split("\n", 1)[0].strip()
    if first.startswith("{") and first.endswith("}") and _is_record(first):
        return ".jsonl"
    if first.startswith(("{", "[")):
        try:
            return ".json" if _records(json.loads(decode(data)), 0) else None
        except (ValueError, RecursionError, UnreadableError):
            return None
    try:
        names = named(dict.fromkeys(next(csv.reader([first], delimiter=_delimiter(first)), []), "x"))
    except csv.Error:
        return None
    return ".csv" if "text" in names and len(names) >= _NAMED_COLUMNS else None


def _is_record(line: str) -> bool:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and "text" in named(record)


def _delimiter(text: str) -> str:
    header = text.lstrip().split("\n", 1)[0]
    return max(_DELIMITERS, key=header.count)


def _draft(fields: Mapping[str, Any], by: str, part: str, place: str) -> Draft | Refused:
    known = named(fields)
    if "text" not in known:
        return Refused(place, "no text")
    lead = known.get("lead", "")
    text = without_markup(known["text"]) if holds_markup(known["text"]) else known["text"]
    body = text if lead in text else f"{lead}\n\n{text}"
    return Draft(body, statement(by, facts_from(_named_values(fields))), part)


def _named_values(fields: Mapping[str, Any]) -> Mapping[str, object]:
    """Let {"author": {"name": …}} and {"source": {"name": …}} state the name."""
    return {
        name: value.get("name", value.get("nom")) if isinstance(value, dict) else value
        for name, value in fields.items()
        if folded(str(name)) != "text"
    }


def _records(document: object, depth: int) -> list[Mapping[str, Any]]:
    """Find the article, or the first list of articles, in a JSON document."""
    if isinstance(document, dict) and "text" in named(document):
        return [document]
    if isinstance(document, list):
        return [item for item in document if isinstance(item, dict)] if _holds_articles(document) else []
    if isinstance(document, dict) and depth < _DEEPEST:
        return next(filter(None, (_records(value, depth + 1) for value in document.values())), [])
    return []


def _holds_articles(items: list[Any]) -> bool:
    return any(isinstance(item, dict) and "text" in named(item) for item in items)
