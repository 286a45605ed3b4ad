from collections.abc import Sequence
from pathlib import Path

import pytest
from fakes import HashingEncoder

from corpus import Article, split
from corpus.errors import ModelError
from index import Searcher, build_index
from rag import Assistant, Question
from rag.reranking import load_reranker, rerank

ARTICLES = (
    Article("ferme", "La ferme Duval vend son lait 2 euros le litre.", "Le lait"),
    Article("pont", "Le pont de Brest rouvre le 3 mai.", "Un pont"),
    Article("lait", "Le lait de la ferme Duval est livré le matin.", "La livraison"),
)
QUESTION = "Combien la ferme Duval vend-elle son lait ?"


class LastFirst:
    """Prefers the passages of the article `pont`, then the longer ones."""

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        return [1000.0 if "pont" in text else float(len(text)) for text in texts]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("index")
    build_index(ARTICLES, [p for article in ARTICLES for p in split(article)], HashingEncoder(), folder)
    return Searcher.open(folder, HashingEncoder())


def test_hits_come_in_the_order_of_the_reranker_with_scores_that_fall(searcher: Searcher) -> None:
    hits = searcher.search(QUESTION)
    again = rerank(QUESTION, hits, LastFirst(), searcher)
    assert again[0].passage.article_id == "pont"
    assert sorted(hit.row for hit in again) == sorted(hit.row for hit in hits)
    assert [hit.score for hit in again] == sorted((hit.score for hit in hits), reverse=True)
    assert rerank(QUESTION, [], LastFirst(), searcher) == []


def test_an_assistant_weighs_what_the_reranker_puts_first(searcher: Searcher) -> None:
    plain, reranked = (
        Assistant(searcher, reranker=reranker).ask(Question(QUESTION), abstain=False)
        for reranker in (None, LastFirst())
    )
    assert plain.passages[0].article_id == "ferme"
    assert reranked.passages[0].article_id == "pont"
    assert "rerank" in reranked.timings_ms
    assert "rerank" not in plain.timings_ms


def test_a_cross_encoder_in_a_folder_is_loaded_and_scores(tmp_path: Path, searcher: Searcher) -> None:
    reranker = load_reranker(str(saved_cross_encoder(tmp_path, labels=1)))
    scores = reranker.scores(QUESTION, ["le lait", "le pont de Brest"])
    assert len(scores) == 2
    assert scores[0] != scores[1]
    assert Assistant(searcher, reranker=reranker).ask(Question(QUESTION), abstain=False).citations


def test_a_bad_name_and_a_model_of_many_labels_are_one_clear_line(tmp_path: Path) -> None:
    for name in (str(tmp_path / "missing"), str(saved_cross_encoder(tmp_path, labels=3))):
        with pytest.raises(ModelError, match="PRESSE_RERANKER") as caught:
            load_reranker(name)
        assert "\n" not in str(caught.value)
        assert name in str(caught.value)


def saved_cross_encoder(folder: Path, labels: int) -> Path:
    """A tiny BERT with random weights, saved as a CrossEncoder."""
    import torch
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(0)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "le", "lait", "pont", "de", "brest"]
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=64, num_labels=labels,
    )  # fmt: skip
    plain, saved = folder / "plain", folder / f"labels-{labels}"
    BertForSequenceClassification(config).save_pretrained(plain)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(plain)
    CrossEncoder(str(plain)).save_pretrained(str(saved))
    return saved
