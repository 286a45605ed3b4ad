"""Every reason for which the corpus leaves a file out is told in French."""

import ast
from pathlib import Path

import pytest

import corpus
from ui.reasons import reason_html, reason_in_french

RAISED = {"UnreadableError": 0, "Refused": 1, "LeftOut": 2}


def reasons() -> set[str]:
    """Return the reasons that stand in the corpus's code, a word in the place of what is filled in."""
    found = set()
    for path in Path(corpus.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED:
                place = RAISED[node.func.id]
                found |= {text for argument in node.args[place : place + 1] for text in texts(argument)}
    return found


def texts(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)]
    return [*texts(node.body), *texts(node.orelse)] if isinstance(node, ast.IfExp) else []


@pytest.mark.parametrize("why", sorted(reasons()))
def test_a_reason_is_told_in_french(why: str) -> None:
    assert reason_in_french(why), f"ui/reasons.py has no French for {why!r}"


def test_there_are_reasons() -> None:
    assert len(reasons()) > 30


def test_a_reason_that_is_not_known_is_marked_as_english() -> None:
    assert reason_html("a <new> one") == '<span lang="en">a &lt;new&gt; one</span>'
    assert reason_html("same text as <b>.txt") == "même texte que &lt;b&gt;.txt"
