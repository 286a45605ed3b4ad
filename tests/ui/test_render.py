import re
from dataclasses import replace

import pytest
from answers import answer_quoting
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from payloads import PAYLOADS

from rag import Answer, Excerpt, RankedPassage
from ui.cards import sources_html
from ui.conversation import Exchange
from ui.render import answer_markdown, escaped, messages, unescaped

words = st.one_of(st.text(st.characters(exclude_characters="\0"), max_size=200), st.sampled_from(PAYLOADS))


@given(words)
def test_markdown_shows_text_as_it_is(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(f"« {escaped(text)} »")
    inline = tokens[1].children or []
    assert {token.type for token in inline} <= {"text", "text_special", "entity"}, inline
    assert len(tokens) == 3
    assert "".join("".join(token.content for token in inline).split()) == "".join(f"«{_visible(text)}»".split())


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
    html = sources_html((Exchange("Qui ?", abstention),), lambda _: None)
    assert 'class="turn near"' in html
    assert "Il pleut." in html
    assert "«" not in html
    assert "<mark>" not in html


def test_an_awaited_question_has_no_reply_yet() -> None:
    assert [message["role"] for message in messages((Exchange("Qui ?"),))] == ["user"]


def test_the_short_answer_is_marked_in_the_quotation_and_spaces_around_it_stay() -> None:
    answer = answer_quoting("Il a plu 14 *jours* en mai.", 0, 27, offset=100)
    cited = replace(answer.citations[0], short=Excerpt("14 *jours*", 109, 119))
    said = answer_markdown(replace(answer, citations=(cited,)), 0)
    assert "«\u00a0Il a plu <mark>14 \\*jours\\*</mark> en mai.\u00a0»" in said
    outside = replace(cited, short=Excerpt("x", 5, 6))
    assert "<mark>" not in answer_markdown(replace(answer, citations=(outside,)), 0)


def test_a_sentence_comes_after_the_one_it_is_understood_by() -> None:
    answer = answer_quoting("Elle a fermé.", 0, 13, offset=20)
    cited = replace(answer.citations[0], context=Excerpt("L'usine est vieille.", 0, 20))
    said = answer_markdown(replace(answer, citations=(cited,)), 0)
    assert said.index("> *Juste avant\u00a0: «\u00a0L'usine est vieille.\u00a0»*") < said.index(
        "> «\u00a0Elle a fermé."
    )


def test_what_leads_to_a_quotation_stands_in_it() -> None:
    answer = replace(answer_quoting("Il pleut.", 0, 9), answer="Selon Le Jour (2017) : « Il pleut. » [1]")
    assert answer_markdown(answer, 0).startswith("> Selon Le Jour (2017)\u00a0:\n>\n> «\u00a0Il pleut.")


def test_notices_come_before_an_answer_and_before_an_abstention() -> None:
    answer = replace(answer_quoting("Il pleut.", 0, 9), notices=("Une *seule* source.",))
    assert answer_markdown(answer, 0).startswith("*Une \\*seule\\* source.*\n\n> «")
    abstention = Answer("Qui ?", "Les articles ne le disent pas.", True, 0.1, (), (), notices=("Rien de 2030.",))
    assert answer_markdown(abstention, 0).startswith("*Rien de 2030.*\n\n**Les articles")


def test_questions_near_an_unanswered_one_can_be_asked() -> None:
    abstention = Answer("Qui ?", "Non.", True, 0.1, (), (), neighbours=("Qui est [Anne](x) ?", "Où ?"))
    said = answer_markdown(abstention, 0)
    assert said.endswith(
        '- [Qui est \\[Anne\\](x) ?](#ask "Poser cette question")\n- [Où ?](#ask "Poser cette question")'
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_bubble_holds_no_markup_but_ours(payload: str) -> None:
    quoting = answer_quoting(payload, 0, len(payload), said=payload)
    whole = Excerpt(payload, 0, len(payload))
    cited = replace(quoting.citations[0], short=whole if len(payload) % 2 else None, context=whole)
    answer = replace(quoting, answer=f"{payload} [1]", citations=(cited,), notices=(payload,))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(answer_markdown(answer, 0))
    inline = [child for token in tokens for child in token.children or []]
    ours = {"text", "text_special", "softbreak", "link_open", "link_close", "strong_open", "strong_close"}
    assert {token.type for token in inline} <= ours | {"em_open", "em_close", "html_inline"}
    assert {token.content for token in inline if token.type == "html_inline"} <= {"<mark>", "</mark>"}
    assert {token.attrs["href"] for token in inline if token.type == "link_open"} == {"#src-0-1"}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_abstention_holds_no_markup_but_ours(payload: str) -> None:
    abstention = Answer(payload, payload, True, 0.1, (), (), notices=(payload,), neighbours=(payload, payload))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(answer_markdown(abstention, 0))
    inline = [child for token in tokens for child in token.children or []]
    assert not {token.type for token in inline} & {"html_inline", "image", "code_inline"}
    assert {token.attrs["href"] for token in inline if token.type == "link_open"} == {"#ask"}
