import io
from dataclasses import replace

import pytest
from answers import answer_quoting
from rich.console import Console

from rag import Answer, Excerpt
from ui import terminal

TEXT = "Le port est à Sète. Il abrite 340 bateaux."
PLAIN = answer_quoting(TEXT, 20, len(TEXT))
MARKED = replace(
    PLAIN,
    citations=(replace(PLAIN.citations[0], short=Excerpt("340", 30, 33), context=Excerpt(TEXT[:19], 0, 19)),),
    notices=("Les articles donnent des chiffres différents.",),
)


def shown(answer: Answer, monkeypatch: pytest.MonkeyPatch, colours: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=200, highlight=False, force_terminal=colours, color_system=None)
    monkeypatch.setattr(terminal, "Console", lambda **_: console)
    terminal.show_answer(answer)
    return out.getvalue()


def test_the_context_and_the_notices_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = shown(MARKED, monkeypatch)
    assert "juste avant : « Le port est à Sète. »" in printed
    assert "Les articles donnent des chiffres différents." in printed
    assert "juste avant" not in shown(PLAIN, monkeypatch)


def test_the_short_answer_is_underlined() -> None:
    text = terminal.said(MARKED)
    (span,) = text.spans
    assert (text.plain[span.start : span.end], span.style) == ("340", "underline")


def test_a_refusal_offers_neighbouring_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = replace(PLAIN, abstained=True, citations=(), neighbours=("Combien de bateaux à Sète ?",))
    assert "Combien de bateaux à Sète ?" in shown(refused, monkeypatch)
    assert "répondent en revanche" not in shown(replace(refused, neighbours=()), monkeypatch)
