import json
from pathlib import Path

import pytest

from corpus.errors import DatasetError
from eval.beir import read_beir


def written(folder: Path, corpus: list[object], queries: list[object], qrels: str) -> Path:
    (folder / "qrels").mkdir()
    for name, records in (("corpus", corpus), ("queries", queries)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    (folder / "qrels" / "test.tsv").write_text(qrels, "utf-8")
    return folder


CORPUS: list[object] = [
    {"_id": "d1", "title": "Ports", "text": "Le port ouvre. Il est grand."},
    {"_id": "d2", "title": "", "text": "La gare."},
    {"_id": "d3", "title": "", "text": " "},
]
QUERIES: list[object] = [{"_id": "q1", "text": "Quel port ?"}, {"_id": "q2", "text": "Rien ?"}]
HEADING = "query-id\tcorpus-id\tscore\n"


def test_documents_are_articles_of_one_passage_and_gains_are_kept(tmp_path: Path) -> None:
    beir = read_beir(written(tmp_path, CORPUS, QUERIES, HEADING + "q1\td1\t2\nq1\td2\t1\nq2\td1\t0\n"))
    assert beir.corpus is not None
    assert [(a.id, a.text) for a in beir.corpus.articles] == [
        ("d1", "Ports\n\nLe port ouvre. Il est grand."),
        ("d2", "La gare."),
    ]
    assert [(p.start, p.end) for p in beir.corpus.passages] == [(0, 35), (0, 8)]
    (question,) = beir.questions
    assert (question.id, question.articles, question.gains, question.facts) == ("q1", ("d1", "d2"), (2, 1), ())


@pytest.mark.parametrize(
    ("qrels", "said"),
    [
        (HEADING + "q9\td1\t1\n", r"test\.tsv:2: the query “q9”"),
        (HEADING + "q1\td9\t1\n", r"test\.tsv:2: the document “d9”"),
        (HEADING + "q1 d1 1\n", r"test\.tsv:2: expected query, document"),
        (HEADING, "judges no query"),
    ],
)
def test_faults_name_file_and_line(tmp_path: Path, qrels: str, said: str) -> None:
    with pytest.raises(DatasetError, match=said):
        read_beir(written(tmp_path, CORPUS, QUERIES, qrels))


def test_missing_and_empty_files(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"corpus\.jsonl cannot be read"):
        read_beir(tmp_path)
    with pytest.raises(DatasetError, match=r"corpus\.jsonl is empty"):
        read_beir(written(tmp_path, [], QUERIES, HEADING))


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"corpus\.jsonl:4: .*“d1” is already used"):
        read_beir(written(tmp_path, [*CORPUS, CORPUS[0]], QUERIES, HEADING))
