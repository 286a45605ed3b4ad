"""What a person reads in a terminal."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from rag import Answer, Citation, RankedPassage
from ui.french import date_in_words


@contextmanager
def progress_bar(doing: str) -> Iterator[Callable[[int, int], None]]:
    """Show on standard error how far a long piece of work is, with the time left; nothing until it reports."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=not sys.stderr.isatty())
    task = None

    def report(done: int, total: int) -> None:
        nonlocal task
        if task is None:
            progress.start()
            task = progress.add_task(doing, total=total)
        progress.update(task, completed=done, total=total)
        if done >= total:  # another bar may follow before this one is closed
            progress.stop()

    try:
        yield report
    finally:
        if task is not None:
            progress.stop()


def show_answer(answer: Answer) -> None:
    """Print an answer: its quotations with their sources, or the refusal with the nearest passages."""
    console = Console(highlight=False)
    console.print(said(answer))
    for notice in answer.notices:
        console.print(escape(notice), style="yellow")
    console.print()
    if answer.abstained:
        _show_neighbours(answer, console)
        console.print("Passages les plus proches :", style="dim")
        show_passages(answer.passages)
    else:
        for citation in answer.citations:
            _show_source(citation, console)
            if citation.quote not in answer.answer:
                console.print(escape(f"    « {citation.quote} »"))
        console.print(f"Confiance : {answer.confidence * 100:.0f} %", style="dim")


def said(answer: Answer) -> Text:
    """Return the answer's text, the short answers in its quotations underlined."""
    text = Text(answer.answer, style="yellow" if answer.abstained else "bold")
    for citation in answer.citations:
        place = answer.answer.find(citation.quote)
        if citation.short and place >= 0:
            start = place + citation.short.start - citation.start
            text.stylize("underline", start, start + len(citation.short.text))
    return text


def _show_source(citation: Citation, console: Console) -> None:
    console.print(escape(f"[{citation.number}] {_named(citation)}"))
    if citation.context:
        console.print(escape(f"    juste avant : « {citation.context.text} »"), style="dim")


def _show_neighbours(answer: Answer, console: Console) -> None:
    if answer.neighbours:
        console.print("Les articles répondent en revanche à :", style="dim")
        for question in answer.neighbours:
            console.print(escape(f"  {question}"))
        console.print()


def show_passages(passages: Sequence[RankedPassage]) -> None:
    """Print passages with their article and place."""
    console = Console(highlight=False)
    for passage in passages:
        console.print(escape(f"{passage.article_id} [{passage.start}:{passage.end}]"), style="cyan", end="  ")
        console.print(f"{passage.score:.2f}", style="dim")
        console.print(escape(passage.text))
        console.print()


def _named(citation: Citation) -> str:
    parts = (citation.source, citation.title, date_in_words(citation.published), citation.url)
    return " — ".join(part for part in parts if part)
