import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from payloads import PAYLOADS

from corpus import Article
from rag import Answer, Citation, RankedPassage
from ui.conversation import Exchange
from ui.render import answer_markdown, escaped, marked, messages, reference, sources_html, tied, unescaped

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "![x](https://evil.example/p.png)",
    "[clic](javascript:alert(1))",
    "https://evil.example www.evil.example a@evil.example <https://evil.example>",
    "`${alert(1)}` {{constructor}} $$x$$ &lt;b&gt; &#60;",
    "# titre\n\n- un\n1. deux\n\n    code\n\n```js\nx\n```",
    "*a* _b_ ~~c~~ | d |\n|---|\n> e",
    "[x]: https://evil.example",
    "\u202egauche\u2066 \\[1\\] [1](#src-0-1)",
]

words = st.one_of(st.text(st.characters(exclude_characters="\0"), max_size=200), st.sampled_from(HOSTILE))


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


def answer_quoting(text: str, start: int, end: int, said: str = "Titre", offset: int = 0) -> Answer:
    quote = text[start:end]
    citation = Citation(1, "un", said, said, said, said, quote, start + offset, end + offset, 1.0)
    passage = RankedPassage("un", offset, offset + len(text), text, 1.0)
    return Answer(said, f"« {quote} » [1]", False, 0.9, (citation,), (passage,))


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


@given(words)
def test_markdown_shows_text_as_it_is(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(f"« {escaped(text)} »")
    inline = tokens[1].children or []
    assert {token.type for token in inline} <= {"text", "text_special", "entity"}, inline
    assert len(tokens) == 3
    assert "".join("".join(token.content for token in inline).split()) == "".join(f"«{_visible(text)}»".split())


def unescape_only_ours(html: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        html = html.replace(entity, character)
    return html


def _visible(text: str) -> str:
    return re.sub("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)


@given(words)
def test_markdown_at_the_start_of_a_line_is_one_paragraph(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(escaped(text))
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])


@given(words)
def test_what_was_escaped_can_be_edited(text: str) -> None:
    assert unescaped(escaped(text)).split() == _visible(text).split()


def test_no_address_becomes_a_link_by_itself() -> None:
    assert escaped("voir https://a.example, www.a.example ou a@a.example") == (
        r"voir https:\//a.example, www\.a.example ou a\@a.example"
    )


def test_an_answer_quotes_with_outlet_date_and_number() -> None:
    answer = answer_quoting("Il pleut.", 0, 9)
    cited = replace(answer.citations[0], source="Le Jour", published="2017-08-21")
    assert answer_markdown(replace(answer, citations=(cited,)), 3) == (
        "> «\u00a0Il pleut.\u00a0»\u00a0" + r'[\[1\]](#src-3-1 "Voir la source 1")' + "\n>\n"
        "> **Le Jour**, 21 août 2017\n\n*Confiance élevée\u00a0: 90\u00a0%*"
    )


def test_a_phrased_answer_comes_before_its_quotations_with_live_numbers() -> None:
    answer = replace(answer_quoting("Il pleut.", 0, 9), answer="La pluie tombe [1], dit-on [7].")
    first, second, *_ = answer_markdown(answer, 0).split("\n\n")
    assert first == r'La pluie tombe [\[1\]](#src-0-1 "Voir la source 1"), dit-on \[7\].'
    assert second.startswith("> «")


def test_an_abstention_looks_different_and_offers_the_nearest_passages() -> None:
    near = RankedPassage("un", 0, 9, "Il pleut.", 0.3)
    abstention = Answer("Qui ?", "Les articles ne le disent pas.", True, 0.1, (), (near,))
    said = answer_markdown(abstention, 2)
    assert said.startswith("**Les articles ne le disent pas.**")
    assert "(#near-2 " in said
    assert "«" not in said
    html = sources(abstention)
    assert 'class="turn near"' in html
    assert "Il pleut." in html
    assert "«" not in html
    assert "<mark>" not in html


def test_an_awaited_question_has_no_reply_yet() -> None:
    assert [message["role"] for message in messages((Exchange("Qui ?"),))] == ["user"]


def test_the_latest_answer_comes_first_and_open() -> None:
    one, two = (answer_quoting("Il pleut.", 0, 9, said) for said in ("Première ?", "Seconde ?"))
    html = sources_html((Exchange("Première ?", one), Exchange("Seconde ?", two)), lambda _: None)
    assert html.index("Seconde ?") < html.index("Première ?")
    assert re.findall(r'<details class="turn cited" id="near-(\d)" tabindex="-1"( open)?>', html) == [
        ("1", " open"),
        ("0", ""),
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_bubble_holds_no_markup_but_ours(payload: str) -> None:
    answer = replace(answer_quoting(payload, 0, len(payload), said=payload), answer=f"{payload} [1]")
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(answer_markdown(answer, 0))
    inline = [child for token in tokens for child in token.children or []]
    ours = {"text", "text_special", "softbreak", "link_open", "link_close", "strong_open", "strong_close"}
    assert {token.type for token in inline} <= ours | {"em_open", "em_close"}
    assert {token.attrs["href"] for token in inline if token.type == "link_open"} == {"#src-0-1"}


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
