"""Whatever was added, changed, removed and built before: the index is the one that a fresh build makes."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
from fakes import HashingEncoder
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import split
from corpus.errors import CorpusError, NotFoundError
from index import Searcher, add_articles, build_from, build_index, remove_articles, store

NAMES = ("pont", "lait", "ruches", "gare", "port")
PLACES = ("Brest", "Nador", "Quimper", "Essaouira")

steps = st.one_of(
    st.tuples(st.sampled_from(("write", "add")), st.sampled_from(NAMES), st.integers(0, 3)),
    st.tuples(st.sampled_from(("delete", "remove")), st.sampled_from(NAMES), st.just(0)),
    st.tuples(st.just("build"), st.just(""), st.just(0)),
)


def text_of(name: str, version: int) -> str:
    parts = [f"Le {name} de {place} a coûté {version + 2} millions." for place in PLACES[: 2 + version % 2]]
    return f"Nouvelles : {name}\n\n{' '.join(parts)} Les travaux du {name} ont duré {version} ans.\n"


class Model:
    """What the folder and the index should hold: the version of each name, and which names were added singly."""

    def __init__(self, root: Path) -> None:
        self.root, self.index = root, root / "index"
        self.folder: dict[str, int] = {"pont": 0}
        self.held: dict[str, int] = {}
        self.single: set[str] = set()
        (root / "articles").mkdir()
        (root / "single").mkdir()
        self.write("pont", 0)
        self.build("", 0)

    def write(self, name: str, version: int) -> None:
        (self.root / "articles" / f"{name}.txt").write_text(text_of(name, version), "utf-8")
        self.folder[name] = version

    def delete(self, name: str, _: int) -> None:
        (self.root / "articles" / f"{name}.txt").unlink(missing_ok=True)
        self.folder.pop(name, None)

    def build(self, _: str, __: int) -> None:
        staying = {name: self.held[name] for name in self.single - self.folder.keys()}
        try:
            build_from(self.root / "articles", self.index, HashingEncoder())
        except CorpusError:
            assert not self.folder
            assert not staying
            return
        self.held = self.folder | staying
        self.single &= staying.keys()

    def add(self, name: str, version: int) -> None:
        file = self.root / "single" / f"{name}.txt"
        file.write_text(text_of(name, version), "utf-8")
        add_articles(self.index, [file], HashingEncoder())
        if self.held.get(name) != version:
            self.single.add(name)
        self.held[name] = version

    def remove(self, name: str, _: int) -> None:
        if name not in self.held:
            with pytest.raises(NotFoundError):
                remove_articles(self.index, [name])
            return
        remove_articles(self.index, [name])
        self.held.pop(name)
        self.single.discard(name)


@settings(max_examples=25, deadline=None)
@given(st.lists(steps, max_size=8))
def test_any_sequence_gives_the_index_of_a_fresh_build(sequence: list[tuple[str, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        model = Model(Path(folder))
        for what, name, version in sequence:
            getattr(model, what)(name, version)
        assert [article.id for article in store.load(model.index).articles] == sorted(model.held)
        assert set(store.load(model.index).added) == model.single
        for article in store.load(model.index).articles:
            assert f"ont duré {model.held[article.id]} ans" in article.text
        same_as_fresh(model, Path(folder) / "fresh")


def same_as_fresh(model: Model, folder: Path) -> None:
    """Compare hits and scores, the words of the index, and look for the text of other versions in every leg."""
    updated, encoder = store.load(model.index), HashingEncoder()
    articles = tuple(updated.articles)
    build_index(articles, [p for article in articles for p in split(article)], encoder, folder)
    one, other = Searcher.open(model.index, encoder), Searcher.open(folder, encoder)
    for question in [f"Combien le {name} de {place} a-t-il coûté ?" for name in NAMES for place in PLACES]:
        mine, its = one.search(question), other.search(question)
        assert [(hit.passage, hit.row) for hit in mine] == [(hit.passage, hit.row) for hit in its]
        for hit, same in zip(mine, its, strict=True):
            assert hit.score == pytest.approx(same.score, abs=1e-5)
            assert hit.bm25 == pytest.approx(same.bm25, abs=1e-5)
            np.testing.assert_allclose(hit.sentence_cosines, same.sentence_cosines, atol=1e-5)
    for term in ("pont", "lait", "ruch", "gar", "port", "million", "brest", "quimp"):
        assert one.idf(term) == other.idf(term)
    for path in store.current(folder).iterdir():
        if path.name != "manifest.json":
            assert path.read_bytes() == (store.current(model.index) / path.name).read_bytes(), path.name
