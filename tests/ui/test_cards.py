import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from answers import answer_quoting
from hypothesis import given
from hypothesis import strategies as st
from payloads import PAYLOADS

from corpus import Article
from rag import Answer, Excerpt
from ui.cards import marked, reference, sources_html, tied
from ui.conversation import Exchange

words = st.one_of(st.text(st.characters(exclude_characters="\0"), max_size=200), st.sampled_from(PAYLOADS))


class Parts(HTMLParser):
    """The tags of some HTML, and the texts of its marks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.marks: list[str] = []
        self._marking = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "mark":
            self._marking = True
            self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        self._marking = self._marking and tag != "mark"

    def handle_data(self, data: str) -> None:
        if self._marking:
            self.marks[-1] += data


def sources(answer: Answer) -> str:
    return sources_html((Exchange(answer.question, answer),), lambda _: None)


@given(st.text(min_size=1).filter(lambda text: "\r" not in text and "\0" not in text), st.data(), st.integers(0, 5000))
def test_the_mark_covers_exactly_the_quote(text: str, data: st.DataObject, offset: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Parts(sources(answer_quoting(text, start, end, offset=offset))).marks == [text[start:end]]


@given(st.text(), st.data())
def test_marking_loses_no_character(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    html = marked(text, start, end)
    html = html.replace('<span class="tie">', "").replace("</span>", "")
    before, _, rest = html.partition("<mark>")
    inside, _, after = rest.partition("</mark>")
    assert "".join(map(unescape_only_ours, (before, inside, after))) == text


def unescape_only_ours(html: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        html = html.replace(entity, character)
    return html


def test_the_short_answer_is_set_apart_in_the_mark() -> None:
    answer = answer_quoting("Hier, il a plu 14 jours en mai.", 6, 31, offset=100)
    cited = replace(answer.citations[0], short=Excerpt("14 jours", 115, 123))
    html = sources(replace(answer, citations=(cited,)))
    assert '<mark>il a plu <strong class="short">14 jours</strong> en mai.</mark>' in html
    assert "start=106&amp;end=131&amp;short_start=115&amp;short_end=123#cite" in html
    outside = replace(cited, short=Excerpt("Hier", 100, 104))
    assert "<strong" not in sources(replace(answer, citations=(outside,)))


def test_a_passage_that_does_not_hold_the_quote_is_never_marked() -> None:
    answer = answer_quoting("Il pleut. Il vente.", 0, 9)
    elsewhere = replace(answer, passages=(replace(answer.passages[0], text="Il neige. Il gèle."),))
    html = sources(elsewhere)
    assert Parts(html).marks == ["Il pleut."]
    assert "Il neige" not in html


@given(words, words)
def test_cards_keep_hostile_text_as_text(text: str, said: str) -> None:
    plain = Parts(sources(answer_quoting("phrase", 0, 6, said="titre"))).tags
    hostile = Parts(sources(answer_quoting(text or "phrase", 0, len(text or "phrase"), said))).tags
    assert [tag for tag in hostile if tag not in ("a", "span")] == [tag for tag in plain if tag not in ("a", "span")]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", " https", "vbscript:x"])
def test_only_web_addresses_are_linked(url: str) -> None:
    answer = answer_quoting("phrase", 0, 6)
    html = sources(replace(answer, citations=(replace(answer.citations[0], url=url),)))
    assert "Original" not in html
    assert url not in reference(replace(answer.citations[0], url=url))


def test_the_latest_answer_comes_first_and_open() -> None:
    one, two = (answer_quoting("Il pleut.", 0, 9, said) for said in ("Première ?", "Seconde ?"))
    html = sources_html((Exchange("Première ?", one), Exchange("Seconde ?", two)), lambda _: None)
    assert html.index("Seconde ?") < html.index("Première ?")
    assert re.findall(r'<details class="turn cited" id="near-(\d)" tabindex="-1"( open)?>', html) == [
        ("1", " open"),
        ("0", ""),
    ]


def test_the_place_of_an_answer_to_come_is_kept() -> None:
    one = Exchange("Première ?", answer_quoting("Il pleut.", 0, 9))
    html = sources_html((one, Exchange("Et <ensuite> ?")), lambda _: None)
    assert html.index("Et &lt;ensuite&gt;\u00a0?") < html.index('id="near-0"')
    assert "awaited" in html
    assert "awaited" not in sources_html((one,), lambda _: None)
    assert '<form class="keep"' not in sources_html((Exchange("Quoi ?"),), lambda _: None)


def test_french_punctuation_stays_with_its_word() -> None:
    assert tied("« Quoi ? » dit-il : 5 %") == (
        '<span class="tie">« Quoi ?</span> » <span class="tie">dit-il :</span> <span class="tie">5 %</span>'
    )


def test_a_card_names_who_else_carries_the_article() -> None:
    article = Article("un", "Il pleut.", "Titre", repeated_in=("Le Miel du soir", "Le <Jour>"))
    answer = answer_quoting("Il pleut.", 0, 9)
    html = sources_html((Exchange("Quoi ?", answer),), lambda _: article)
    assert "Repris aussi par\u00a0: Le Miel du soir, Le &lt;Jour&gt;" in html
    assert "Repris" not in sources(answer)


def test_a_card_tells_the_place_in_the_article() -> None:
    article = Article("un", "Un.\n\nDeux.\n\nIl pleut.", "Titre")
    html = sources_html((Exchange("Quoi ?", answer_quoting("Il pleut.", 0, 9, offset=12)),), lambda _: article)
    assert "paragraphe 3 sur 3" in html
