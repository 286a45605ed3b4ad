"""The command `presse`: every command and its options, each a few lines over the storeys below."""

import argparse
import importlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from corpus.dates import dates_told
from corpus.errors import NotFoundError, PresseError
from index import BuildReport, Encoder, add_articles, build_from, load_encoder, remove_articles, roll_back, store
from index.checking import Finding, check
from index.repairing import repair
from rag import Answer, Settings
from rag.generative import Phraser
from rag.language_model import load_language_model
from rag.reader import load_reader
from rag.reranking import load_reranker
from rag.settings import SHIPPED_ARTICLES
from ui import bench_command, corpus_command, eval_command, feedback_command, learn_command, train_command
from ui.listing import listing
from ui.scope import Scope
from ui.service import MOST_PASSAGES, IndexService
from ui.terminal import progress_bar, show_answer, show_passages

_STOREYS = ("corpus", "index", "rag", "eval", "ui")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 a failure, 2 a wrong request, 130 interrupted."""
    try:
        _check_storeys()
        settings = Settings.from_environment(os.environ)
        parsed = build_parser(settings).parse_args(arguments)
        code: int = parsed.run(parsed, settings)
        sys.stdout.flush()
    except PresseError as error:
        print(f"presse: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("presse: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of a pipe has gone, as `presse … | head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def build_parser(settings: Settings) -> argparse.ArgumentParser:
    """Return the parser of all commands, defaults taken from the settings."""
    parser = argparse.ArgumentParser(
        prog="presse", description="Ask French questions of press articles; get the sentences that answer, cited."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    index, scope = _index_option(settings), _scope_options()

    build = _command(
        commands, "build", "build the index of a folder of articles, or bring it up to date", _build, index
    )
    build.add_argument(
        "--articles", type=Path, default=None, metavar="DIR", help="the folder (default: the shipped articles)"
    )

    add = _command(commands, "add", "add single articles to the index, or new versions of them", _add, index)
    add.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a file of any kind that build reads")

    remove = _command(commands, "remove", "take single articles out of the index", _remove, index)
    remove.add_argument("ids", nargs="+", metavar="ARTICLE_ID", help="as `presse articles` lists it")

    _command(commands, "rollback", "go back to the index as it was before the last change", _rollback, index)

    ask = _command(commands, "ask", "answer a question by quoting the articles", _ask, index, scope)
    ask.add_argument("question", help='the question, or "-" for one a line on standard input')
    ask.add_argument("--top-k", type=_passages, metavar="N", help="passages to show with the answer (default: 5)")
    ask.add_argument("--json", action="store_true", help="print the whole answer as one JSON object")

    search = _command(commands, "search", "find the passages that speak of some words", _search, index, scope)
    search.add_argument("words", help="what to look for")
    search.add_argument("--top-k", type=_passages, metavar="N", help="passages to show (default: 5)")
    search.add_argument("--json", action="store_true", help="print one JSON object")

    articles = _command(commands, "articles", "list the articles of the index and the files left out", _articles, index)
    articles.add_argument("--json", action="store_true", help="print a JSON list")

    show = _command(commands, "show", "print the text of an article that citations point into", _show, index)
    show.add_argument("article_id", metavar="ARTICLE_ID", help="as `presse articles` lists it")
    show.add_argument("--removed", action="store_true", help="print what cleaning took out, and by which rule, instead")
    show.add_argument("--dates", action="store_true", help="print the dates it names, counted from its own, instead")
    show.add_argument("--json", action="store_true", help="print one JSON object")

    corpus = _command(commands, "corpus", "tell what the articles are, in figures", _corpus, index)
    corpus_command.add_options(corpus)

    speed = _command(commands, "bench", "measure speed and memory, and how both grow", _bench)
    bench_command.add_options(speed)

    measure = _command(commands, "eval", "measure how good the answers are, or compare two reports", _eval)
    eval_command.add_options(measure)

    doctor = _command(commands, "doctor", "check the model and the index, and say what to do", _doctor, index)
    doctor.add_argument("--repair", action="store_true", help="mend what can be mended, then check")
    doctor.add_argument(
        "--json", action="store_true", help="print a JSON list: what was checked, and its problem or null"
    )

    learning = _command(commands, "learn", "learn the weights of evidence and confidence anew (minutes)", _learn)
    learn_command.add_options(learning)

    training = _command(commands, "train", "train an adapter of the offline model (half an hour)", _train)
    train_command.add_options(training)

    feedback = _command(commands, "feedback", "export what readers said of answers in the chat", _feedback)
    feedback_command.add_options(feedback, settings)

    serve = _command(commands, "serve", "serve the chat and the HTTP API", _serve, index)
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    serve.add_argument("--port", type=int, default=7860, help="the port to listen on (default: 7860)")
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    help_text: str,
    run: Callable[[argparse.Namespace, Settings], int],
    *parents: argparse.ArgumentParser,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_text, description=help_text, parents=parents)
    parser.set_defaults(run=run)
    return parser


def _index_option(settings: Settings) -> argparse.ArgumentParser:
    option = argparse.ArgumentParser(add_help=False)
    option.add_argument(
        "--index", type=Path, default=settings.index, metavar="DIR", help="the folder of the index (PRESSE_INDEX_DIR)"
    )
    return option


def _scope_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    group = options.add_argument_group("which articles", "an option may be given several times; all must hold")
    group.add_argument("--source", action="append", metavar="NAME", help="of this outlet")
    group.add_argument("--article", action="append", metavar="ARTICLE_ID", help="this one")
    group.add_argument("--language", action="append", metavar="CODE", help="in this language: fr, en, ar…")
    group.add_argument("--from", dest="since", default="", metavar="DATE", help="published in or after 2024[-05[-17]]")
    group.add_argument("--to", dest="until", default="", metavar="DATE", help="published in or before 2024[-05[-17]]")
    return options


def _scope(arguments: argparse.Namespace) -> Scope:
    chosen = (tuple(arguments.source or ()), tuple(arguments.article or ()), arguments.since, arguments.until)
    return Scope(*chosen, tuple(arguments.language or ()))


def _passages(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_PASSAGES:
        raise argparse.ArgumentTypeError(f"{number} is not a number from 1 to {MOST_PASSAGES}")
    return number


def _encoder(settings: Settings) -> Encoder:
    if settings.model is None and settings.backend == "onnx" and not settings.model_cache.exists():
        print("presse: preparing the offline model, once (some twenty seconds)…", file=sys.stderr, flush=True)
    return load_encoder(settings.model, settings.backend, settings.model_cache)


def _service(arguments: argparse.Namespace, settings: Settings, answering: bool = True) -> IndexService:
    """Return a service over the index, with the re-ranker of the settings, if any.

    One that is to be answering has their language model too.
    """
    reranker, model = settings.reranker, settings.language_model if answering else None
    return IndexService(
        arguments.index,
        lambda: _encoder(settings),
        load_reader(settings.backend, settings.model_cache),
        (lambda: load_reranker(reranker)) if reranker else None,
        Phraser(load_language_model(model)) if model else None,
    )


def _build(arguments: argparse.Namespace, settings: Settings) -> int:
    folder, encoder = arguments.articles or SHIPPED_ARTICLES, _encoder(settings)
    with progress_bar("Reading") as reading, progress_bar("Encoding") as encoding:
        report = build_from(
            folder, arguments.index, encoder, choice=settings.vectors, reading=reading, progress=encoding
        )
    _tell(report, arguments.index)
    return 0


def _add(arguments: argparse.Namespace, settings: Settings) -> int:
    with progress_bar("Encoding") as progress:
        report = add_articles(arguments.index, arguments.files, _encoder(settings), progress)
    _tell(report, arguments.index)
    return 0 if report.written or not report.left_out else 1


def _remove(arguments: argparse.Namespace, _: Settings) -> int:
    _tell(remove_articles(arguments.index, arguments.ids), arguments.index)
    return 0


def _rollback(arguments: argparse.Namespace, _: Settings) -> int:
    report = roll_back(arguments.index)
    _tell(report, arguments.index)
    return 0


def _tell(report: BuildReport, folder: Path) -> None:
    print("\n".join(_told(report, folder)))


def _told(report: BuildReport, folder: Path) -> Iterable[str]:
    for name in ("added", "changed", "removed"):
        yield from (f"{name:8} {article_id}" for article_id in getattr(report, name))
    yield from (f"{left_out.status:8} {left_out.path}: {left_out.why}" for left_out in report.left_out)
    state = f"{report.encoded} texts encoded" if report.written else "nothing to do"
    total = len(report.added) + len(report.changed) + report.unchanged
    yield f"{folder}: {total} articles, {report.passages} passages, {report.sentences} sentences ({state})"


def _ask(arguments: argparse.Namespace, settings: Settings) -> int:
    service = _service(arguments, settings)
    if arguments.question == "-":
        return _ask_lines(service, arguments.top_k, _scope(arguments))
    answer = service.ask(arguments.question, top_k=arguments.top_k, scope=_scope(arguments))
    if arguments.json:
        _print_json(asdict(answer))
    else:
        show_answer(answer)
    return 0


def _ask_lines(service: IndexService, top_k: int | None, scope: Scope) -> int:
    """Answer one question a line, one object a line; a line that cannot be asked gives its error, the rest goes on."""
    service.open()
    code = 0
    for line in sys.stdin:
        try:
            answer: Answer = service.ask(line, top_k=top_k, scope=scope)
            _print_json(asdict(answer))
        except PresseError as error:
            _print_json({"question": line.rstrip("\n"), "error": str(error)})
            code = error.exit_code
    return code


def _search(arguments: argparse.Namespace, settings: Settings) -> int:
    passages = _service(arguments, settings, answering=False).search(
        arguments.words, arguments.top_k, _scope(arguments)
    )
    if arguments.json:
        _print_json({"query": arguments.words, "passages": [asdict(passage) for passage in passages]})
    else:
        show_passages(passages)
    return 0


def _articles(arguments: argparse.Namespace, _: Settings) -> int:
    contents = store.load(arguments.index)
    files = listing(contents.articles, contents.left_out)
    if arguments.json:
        _print_json([asdict(file) for file in files])
    else:
        for file in files:
            parts = (file.status, file.id or file.path, file.published, file.source, file.title or file.why)
            print("\t".join(part or "" for part in parts))
    return 0


def _show(arguments: argparse.Namespace, _: Settings) -> int:
    articles = {article.id: article for article in store.load(arguments.index).articles}
    article = articles.get(arguments.article_id)
    if article is None:
        raise NotFoundError(
            f"no article {arguments.article_id!r} in the index {arguments.index}; list them with: presse articles"
        )
    if arguments.json:
        _print_json(asdict(article))
    elif arguments.removed:
        print("\n".join(f"{removed.rule}\t{' '.join(removed.text.split())}" for removed in article.removed))
    elif arguments.dates:
        told = dates_told(article.text, article.published)
        print("\n".join(f"{date.iso}\t{' '.join(date.span.of(article.text).split())}" for date in told))
    else:
        print(article.text)
    return 0


def _corpus(arguments: argparse.Namespace, _: Settings) -> int:
    return corpus_command.run(arguments)


def _eval(arguments: argparse.Namespace, settings: Settings) -> int:
    return eval_command.run(arguments, settings, lambda: _encoder(settings))


def _bench(arguments: argparse.Namespace, settings: Settings) -> int:
    return bench_command.run(arguments, settings, lambda: _encoder(settings))


def _doctor(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.repair:
        with progress_bar("Encoding") as progress:
            for done in repair(arguments.index, _encoder(settings), progress):
                print(f"mended   {done}", file=sys.stderr if arguments.json else sys.stdout)
    findings = []
    for finding in chain(check(arguments.index, lambda: _encoder(settings)), map(_check_reader, [settings])):
        findings.append(finding)
        if not arguments.json:
            print("\n".join(_found(finding)), flush=True)
    if arguments.json:
        _print_json([asdict(finding) for finding in findings])
    return 1 if any(finding.problem for finding in findings) else 0


def _check_reader(settings: Settings) -> Finding:
    try:
        load_reader(settings.backend, settings.model_cache).warm()
    except PresseError as error:
        return Finding("reader", str(error))
    return Finding("reader: it reads")


def _found(finding: Finding) -> Iterable[str]:
    yield f"{'PROBLEM' if finding.problem else 'ok':8} {finding.checked}"
    if finding.problem:
        yield f"{'':8} {finding.problem}"


def _learn(arguments: argparse.Namespace, settings: Settings) -> int:
    return learn_command.run(arguments, settings, lambda: _encoder(settings))


def _train(arguments: argparse.Namespace, settings: Settings) -> int:
    return train_command.run(arguments, lambda: _encoder(settings))


def _feedback(arguments: argparse.Namespace, _: Settings) -> int:
    return feedback_command.run(arguments)


def _serve(arguments: argparse.Namespace, settings: Settings) -> int:
    from ui.feedback import FeedbackStore
    from ui.server import access_at, check_port, serve

    check_port(arguments.host, arguments.port)
    service = _service(arguments, settings)
    service.warm()
    access = access_at(arguments.host, settings)
    print(f"presse: http://{arguments.host}:{arguments.port} (Ctrl-C to stop)", flush=True)
    if access.hosts is None and access.password is None:
        print("presse: whoever reaches this address can ask; PRESSE_PASSWORD asks them for a password", file=sys.stderr)
    opinions = FeedbackStore(feedback_command.default_file(arguments.index))
    serve(service, access, arguments.host, arguments.port, opinions)
    return 0


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


def _check_storeys() -> None:
    """Refuse to run where a storey's name resolves to somebody else's package."""
    home = Path(__file__).resolve().parents[1]
    for name in _STOREYS:
        found = importlib.import_module(name).__file__
        if found is None or Path(found).resolve().parents[1] != home:
            raise PresseError(
                f"the name {name!r} resolves to {found}, not to {home / name}: "
                "another package of that name is in the way; run presse from its own environment"
            )


if __name__ == "__main__":
    sys.exit(main())
