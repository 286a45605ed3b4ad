"""The five original articles, word by word, against a reference made by hand: offsets and hashes, not their text."""

import hashlib
import re
from pathlib import Path

import pytest

from corpus import Article, read_library
from corpus.cleaning import clean

ORIGINALS = Path(__file__).parents[3] / "shared" / "originals"

pytestmark = pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the original articles are not on this machine")

# stem: where the body starts and ends in the file, how many words it has, and their SHA-256, joined by spaces
REFERENCE = {
    "huawei-spark": (99, 2756, 414, "b5928ea4fb59731275b90c249e658d3790a479fea21c4ad05fcb65bd4cab83a7"),
    "maroc-pme": (4022, 9295, 853, "90d7ad8fb2dccc4a82f564a63cb471cefb4fee9024a61e452a2c67f75d2c282d"),
    "technopark-essaouira": (108, 3873, 589, "43cffd9e206ca41d4bc442db67d5c78131146ec0e7fa8a87c6293675030ad11a"),
    "technopark-gitex": (14, 3109, 468, "b789796295e5639e3984975cd851538ed3c7bf61ebcd2b04c2885f3d4db59475"),
    "technopark-pme": (54, 2660, 414, "abc3394a837153fc89b3f064abafac6cb12c29c6b7e2613d916cac8f24d21b1d"),
}

# stem: outlet, ISO date, first and last words of the title
FACTS = {
    "huawei-spark": ("Cio Mag", None, "Maroc", "SPARK"),
    "maroc-pme": ("Les ECO", "2016-12-22", "Innovation", "industrie"),
    "technopark-essaouira": (None, None, "Essaouira", "Maroc"),
    "technopark-gitex": (None, "2024-05", "Le", "à"),
    "technopark-pme": ("l'économiste.com", "2017-08-21", "Technopark", "compétitivité"),
}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return {article.id: article for article in read_library(ORIGINALS).articles}


@pytest.mark.parametrize("stem", REFERENCE)
def test_every_word_of_the_article_is_kept_and_no_other(articles: dict[str, Article], stem: str) -> None:
    _, _, count, sha256 = REFERENCE[stem]
    kept = words(articles[stem].text)
    assert len(kept) == count
    assert hashlib.sha256(" ".join(kept).encode()).hexdigest() == sha256


@pytest.mark.parametrize("stem", REFERENCE)
def test_each_kept_word_stands_where_its_offset_says(stem: str) -> None:
    start, end, count, _ = REFERENCE[stem]
    source = (ORIGINALS / f"{stem}.txt").read_text("utf-8")
    body = clean(source).body
    places = [(body.origin[m.start()], m.group()) for m in re.finditer(r"\w+", body.text)]
    assert all(start <= place < end and source.startswith(word, place) for place, word in places)
    assert len(places) == count == len(words(source[start:end]))


@pytest.mark.parametrize("stem", FACTS)
def test_facts(articles: dict[str, Article], stem: str) -> None:
    article, (source, published, first, last) = articles[stem], FACTS[stem]
    assert (article.source, article.published) == (source, published)
    title = words(article.title)
    assert (title[0], title[-1]) == (first, last)
