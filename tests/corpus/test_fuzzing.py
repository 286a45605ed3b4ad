"""Whatever bytes come, only the project's own errors leave a reader, and every offset holds.

The tests marked slow try more than 10,000 cases; `PRESSE_FUZZ=10000` makes the others as many each.
"""

import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.cleaning import clean
from corpus.errors import UnreadableError
from corpus.formats.draft import Draft
from corpus.lines import normalised
from corpus.readers import read
from corpus.records import Article
from corpus.splitting import split

CASES = int(os.environ.get("PRESSE_FUZZ", "150"))
FILES = sorted((Path(__file__).parent / "pages" / "files").iterdir())
LINES = [line for path in FILES if path.suffix == ".txt" for line in path.read_text("utf-8").splitlines()[:40]]
ENDINGS = sorted({path.suffix for path in FILES} | {"", ".xyz"})


def check(data: bytes, name: str) -> None:
    """Read bytes as a file would be, and check what every article promises."""
    try:
        drafts = [item for item in read(data, name) if isinstance(item, Draft)]
    except UnreadableError:
        return
    for draft in drafts[:3]:
        check_text(draft.text, draft.title)


def check_text(source: str, title: str | None = None) -> None:
    cleaned = clean(source, title)
    body, mended = cleaned.body, normalised(source)
    assert len(body.text) == len(body.origin)
    assert list(body.origin) == sorted(body.origin)
    for stretch in body.stretches():
        piece = body.text[stretch.start : stretch.start + stretch.length]
        assert len(piece) == stretch.length
        assert stretch.source_start >= 0
        assert stretch.source_start + stretch.length <= len(source)
    stands = set(zip(mended.origin, mended.text, strict=True))
    assert all((o, c) in stands for o, c in zip(body.origin, body.text, strict=True) if c.isalnum())
    for passage in split(Article("a", body.text, "t"), 400):
        assert all(s.of(body.text).strip() for s in passage.sentences)


@settings(max_examples=CASES, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(ENDINGS))
def test_any_bytes(data: bytes, ending: str) -> None:
    check(data, f"a{ending}")


@settings(max_examples=CASES, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    check_text(text)


@settings(max_examples=CASES, deadline=None)
@given(st.integers(0, 2**32))
def test_a_real_file_that_was_damaged(seed: int) -> None:
    chance = random.Random(seed)
    path = chance.choice(FILES)
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data))
        size = chance.randint(0, 40)
        data[at : at + size] = chance.randbytes(chance.randint(0, 20))
    check(bytes(data[: chance.randint(1, len(data))]) if chance.random() < 0.3 else bytes(data), path.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_test_page_keeps_its_offsets(path: Path) -> None:
    check(path.read_bytes(), path.name)


@pytest.mark.slow
@settings(max_examples=6_000, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(ENDINGS))
def test_any_bytes_at_length(data: bytes, ending: str) -> None:
    check(data, f"a{ending}")


@pytest.mark.slow
@settings(max_examples=6_000, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), max_size=30).map("\n".join))
def test_any_page_at_length(text: str) -> None:
    check_text(text)


@pytest.mark.parametrize(
    "line", ["À lire aussi", "(" * 99, "«»" * 50, "1 " * 50, "-" * 99, "Aa " * 33, "3 mars 2021 " * 8]
)
def test_a_megabyte_of_one_line_again_and_again_is_read_in_seconds(line: str) -> None:
    before = time.process_time()
    clean((line + "\n") * (1_000_000 // (len(line) + 1)))
    assert time.process_time() - before < 20  # it takes about one; quadratic rules took minutes
