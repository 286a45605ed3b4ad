from pathlib import Path

import numpy as np
import pytest
from fakes import HashingEncoder
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from corpus import Article, Passage, Span, split
from corpus.errors import MismatchedIndexError, MissingIndexError
from index import Searcher, build_index, french
from index.dense import DenseIndex
from index.fusion import fuse, z_scores
from index.searcher import ALL_LEGS

ARTICLES = (
    Article("lait", "Le lait de la ferme Duval coûte 2 euros. La ferme vend aussi du beurre.", "Le prix du lait"),
    Article("pont", "Le pont de Brest rouvre le 3 mai. Les travaux ont duré deux ans.", "Un pont rouvert"),
    Article("vide", "", "Rien"),
    Article("sport", "Le club de Quimper gagne la coupe. Son gardien a tout arrêté.", "La coupe à Quimper"),
)


def build(folder: Path, articles: tuple[Article, ...] = ARTICLES, encoder: HashingEncoder | None = None) -> Searcher:
    encoder = encoder or HashingEncoder()
    build_index(articles, [p for article in articles for p in split(article)], encoder, folder)
    return Searcher.open(folder, encoder)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return build(tmp_path_factory.mktemp("index"))


@pytest.mark.parametrize(
    ("question", "article"),
    [("Combien coûte le lait ?", "lait"), ("Quand rouvre le pont ?", "pont"), ("Qui gagne la coupe ?", "sport")],
)
def test_the_passage_that_shares_the_words_comes_first(searcher: Searcher, question: str, article: str) -> None:
    assert searcher.search(question)[0].passage.article_id == article


@pytest.mark.parametrize("leg", sorted(ALL_LEGS))
def test_every_leg_finds_it_alone_and_higher_is_better(searcher: Searcher, leg: str) -> None:
    hits = searcher.search("Quand rouvre le pont ?", legs={leg})  # type: ignore[arg-type]  # pytest gives plain str
    assert hits[0].passage.article_id == "pont"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_scores_of_a_hit_are_those_of_brute_force(searcher: Searcher) -> None:
    encoder = HashingEncoder()
    question = "Quand rouvre le pont de Brest ?"
    vector = encoder.encode_queries([question])[0]
    for hit in searcher.search(question):
        article = searcher.articles[hit.passage.article_id]
        sentences = [f"{article.title} : {sentence.of(article.text)}" for sentence in hit.passage.sentences]
        whole = f"{article.title} : {searcher.text_of(hit.passage)}"
        assert hit.passage_cosine == pytest.approx(encoder.encode_passages([whole])[0] @ vector)
        assert hit.sentence_cosines == pytest.approx(encoder.encode_passages(sentences) @ vector)


def test_a_mask_keeps_passages_out_and_still_fills_the_list(searcher: Searcher) -> None:
    allowed = np.array([passage.article_id != "pont" for passage in searcher.passages])
    hits = searcher.search("Quand rouvre le pont de Brest ?", k=2, allowed=allowed)
    assert {hit.passage.article_id for hit in hits} == {"lait", "sport"}


def test_a_vector_given_beforehand_changes_nothing(searcher: Searcher) -> None:
    question = "Combien coûte le lait ?"
    vector = searcher.encoder.encode_queries([question])[0]
    assert searcher.search(question, vector=vector) == searcher.search(question)


def test_a_title_is_searched_though_it_is_not_quoted(searcher: Searcher) -> None:
    assert "prix" not in ARTICLES[0].text
    assert searcher.search("prix", legs={"lexical"})[0].passage.article_id == "lait"


def test_an_index_of_another_model_is_refused(tmp_path: Path) -> None:
    build(tmp_path)
    with pytest.raises(MismatchedIndexError, match=r"built with the model 'hashing', not 'other'.*presse build"):
        Searcher.open(tmp_path, HashingEncoder(model="other"))


def test_no_index_says_how_to_make_one_and_loads_no_encoder(tmp_path: Path) -> None:
    def fail() -> HashingEncoder:
        raise AssertionError("the encoder was loaded for nothing")

    with pytest.raises(MissingIndexError, match="presse build --index"):
        Searcher.open(tmp_path, fail)


def test_passages_without_sentences_can_be_searched(tmp_path: Path) -> None:
    article = Article("a", "Un mot", "Titre")
    build_index([article], [Passage("a", 0, 6, ())], HashingEncoder(), tmp_path)
    assert Searcher.open(tmp_path, HashingEncoder()).search("mot")[0].sentence_cosines == ()


def test_faiss_agrees_with_brute_force() -> None:
    rng = np.random.default_rng(0)
    vectors = rng.standard_normal((200, 16), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    allowed = rng.random(200) < 0.3
    dense = DenseIndex.build(vectors)
    expected = [i for i in np.argsort(-(vectors @ vectors[7])) if allowed[i]][:10]
    assert dense.search(vectors[7], 10, allowed).tolist() == expected
    assert dense.cosines(vectors[7], np.array([7]))[0] == pytest.approx(1)


@given(arrays(np.float32, st.integers(0, 20), elements=st.floats(-10, 10, width=32)))
def test_z_scores_keep_the_order_and_have_mean_0(scores: np.ndarray) -> None:
    z = z_scores(scores)
    assert not len(z) or abs(float(z.mean())) < 1e-3
    assert all((z[i] >= z[j]) for i in range(len(z)) for j in range(len(z)) if scores[i] >= scores[j])


def test_fusion_of_legs_is_their_mean_z_score() -> None:
    one, other = np.array([1, 2, 3], np.float32), np.array([5, 5, 5], np.float32)
    assert fuse([one, other]) == pytest.approx(z_scores(one) / 2)


def test_spans_of_hits_lie_in_their_article(searcher: Searcher) -> None:
    for hit in searcher.search("ferme"):
        assert all(
            isinstance(s, Span) and s.of(searcher.articles[hit.passage.article_id].text) for s in hit.passage.sentences
        )
    assert french.terms("ferme")
