import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from outcomes import ASIDE, SERVED, UNANSWERABLE, decided, random_outcomes, report_of

from eval import plots, words
from eval.compare import compare
from eval.failures import KINDS, SHOWN, by_kind, kind_of, shortened
from eval.markdown import comparison_markdown, measures_markdown, report_markdown
from eval.measures import MEASURES
from eval.page import report_page
from eval.records import Ranked, Shown
from eval.storing import worth_keeping

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">&amp;'


class Reader(HTMLParser):
    """Collects the tags of a page and what they fetch; every tag that opens must close."""

    VOID = frozenset(("meta", "br", "wbr", "hr", "img", "input", "link"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.addresses: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href", "action", "data", "poster")]
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def test_the_page_needs_nothing_else_and_is_well_formed() -> None:
    page = report_page(report_of(random_outcomes(1)))
    reader = read(page)
    assert reader.addresses == []
    assert not reader.tags & {"script", "link", "iframe", "img"}
    assert "@import" not in page
    assert "url(" not in page


def test_every_figure_and_every_failure_is_on_the_page() -> None:
    outcomes = random_outcomes(2)
    report = report_of(outcomes)
    page = report_page(report)
    for key, figure in report.figures.items():
        if figure.value is not None:
            assert words.share(figure.value) in page
            assert key.split(".")[1] in page.replace("<wbr>", "")
    for kind, members in by_kind(outcomes).items():
        assert KINDS[kind] in page
        assert len(members) > 40 or all(f"{outcome.id} ·" in page for outcome in members)
    assert page.count('<svg viewBox="0 0 360') == 4


def test_hostile_words_stay_words() -> None:
    shown = Shown(HOSTILE, (HOSTILE,), (HOSTILE,), (HOSTILE,), f"Avant {HOSTILE} après", HOSTILE)
    outcome = decided(replace(SERVED, id=HOSTILE, category=HOSTILE, articles=(HOSTILE,), shown=shown), 0.1, True)
    reader = read(report_page(report_of([outcome, SERVED])))
    assert not reader.tags & {"script", "img"}


def test_the_quotation_is_marked_in_its_passage_whatever_the_white_space() -> None:
    shown = Shown("Où ?", (), ("Nador",), ("Le port  est là.",), "Ici. Le port\nest là. Et puis.")
    page = report_page(report_of([decided(replace(SERVED, shown=shown), 0.1, abstained=True)]))
    assert "Ici. <mark>Le port\nest là.</mark> Et puis." in page


def test_a_report_kept_without_outcomes_still_makes_a_page() -> None:
    page = report_page(worth_keeping(report_of(random_outcomes(3))))
    assert "Only figures were kept" in page
    read(page)


def test_a_set_with_nothing_but_one_question_makes_a_page() -> None:
    read(report_page(report_of([SERVED])))
    read(report_page(report_of([UNANSWERABLE])))


def test_failures_by_kind() -> None:
    missed = replace(SERVED, quoted=(ASIDE,))
    assert kind_of(SERVED) is None
    assert kind_of(UNANSWERABLE) is None
    assert kind_of(decided(SERVED, 0.1, abstained=True)) == "refused"
    assert kind_of(decided(UNANSWERABLE, 0.9, abstained=False)) == "answered"
    assert kind_of(missed) == "other sentence"
    assert kind_of(replace(missed, passages=Ranked((0, 1), (1,)))) == "found lower"
    assert kind_of(replace(missed, passages=Ranked((0,), (1,)))) == "not found"
    by_documents = replace(SERVED, facts=0, quoted=(), passages=Ranked((0, 1), (1,)))
    assert kind_of(by_documents) == "found lower"
    assert kind_of(replace(by_documents, passages=Ranked((1,), (1,)))) is None


def test_only_the_failures_that_are_shown_keep_their_passages() -> None:
    shown = Shown("Où ?", (), ("Nador",), (), passage="Un passage.", gold="Un autre.")
    outcomes = [decided(replace(SERVED, id=f"q{i}", shown=shown), 0.1, abstained=True) for i in range(SHOWN + 5)]
    kept = [outcome.shown for outcome in shortened(outcomes)]
    assert kept[:SHOWN] == [shown] * SHOWN
    assert kept[SHOWN:] == [replace(shown, passage="", gold="")] * 5


def test_a_follow_up_is_shown_as_it_was_understood() -> None:
    shown = Shown("Et en Tunisie ?", ("Combien en Égypte ?",), ("50",), (), understood="Combien en Tunisie ?")
    page = report_page(report_of([decided(replace(SERVED, shown=shown), 0.1, abstained=True)]))
    assert "Combien en Tunisie ?" in page


def test_markdown_holds_every_figure_in_rows_of_equal_width() -> None:
    report = report_of(random_outcomes(4))
    other = report_of(random_outcomes(5))
    for text in (report_markdown(report), comparison_markdown(compare(report, other)), measures_markdown()):
        rows = [line for line in text.splitlines() if line.startswith("|")]
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1
    assert all(f"`{measure.key}`" in measures_markdown() for measure in MEASURES)


@pytest.mark.parametrize(
    ("value", "told"), [(None, "—"), (0.8125, ".812"), (1.0, "1.000"), (0.0, ".000"), (0.9996, "1.000")]
)
def test_shares_in_words(value: float | None, told: str) -> None:
    assert words.share(value) == told


def test_other_figures_in_words() -> None:
    assert words.bounds((0.7, 1.0)) == ".70–1.00"
    assert words.change(-0.0125) == "-.013"
    assert words.change(0.5) == "+.500"
    assert words.milliseconds(3.14159) == "3.1 ms"
    assert words.milliseconds(1234.5) == "1234 ms"


def test_plots_of_nothing_are_plots() -> None:
    for drawing in (
        plots.histogram("t", [], "x"),
        plots.curve("t", [], None, "x", "y"),
        plots.reliability("t", [], "x", "y"),
        plots.spans("t", [], "ms"),
        plots.whisker(2.0, (-1.0, 3.0)),
    ):
        read(drawing)
        assert "nan" not in drawing
