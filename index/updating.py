"""An index brought up to date: with all that a folder holds, or by single articles added and removed."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from corpus import Article, Library, Passage, split
from corpus.adding import joined, read_files
from corpus.errors import NotFoundError, StoredIndexError
from corpus.library import Progress, read_library
from corpus.readings import Readings
from corpus.splitting import SPLITTING
from index import store
from index.builder import BuildReport, Wanted, bring_to, former_of, report_of
from index.dense import Choice
from index.encoder import Encoder
from index.generation import Contents


def build_from(
    articles: Path,
    folder: Path,
    encoder: Encoder,
    *,
    choice: Choice = "auto",
    reading: Progress | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Bring the index in `folder` to what the folder `articles` holds; writes nothing where it holds that already.

    Articles that were added one by one stay, unless the folder holds a file of the same path; articles that were
    removed one by one come back where their file is still there. `choice` says how vectors are to be searched, then and
    after single articles are added and removed. `reading` is told of files read, `progress` of texts
    encoded. An index there that is damaged or of another model is replaced. Raises CorpusError where no article can be
    read, StoredIndexError where the index cannot be written.
    """

    def plan(former: Contents | None) -> Wanted:
        single = set(former.added) if former else set()
        added = [article for article in former.articles if article.id in single] if former else []
        return replace(_wanted(read_library(articles, reading, added, readings), former), choice=choice)

    readings = Readings(folder / store.READINGS)
    report = bring_to(folder, plan, former_of, encoder, progress)
    readings.save()
    return report


def add_articles(
    folder: Path, files: Sequence[Path], encoder: Encoder, progress: Progress | None = None
) -> BuildReport:
    """Add the articles in some files to the index in `folder`, read and cleaned as a build does; the files may go.

    A file of a name that the index holds replaces what it held, under the same id. In the report, `left_out` names
    what was not taken because of these files, with the reason: a file that cannot be read, or of articles with the
    same or nearly the same text all but one. Raises CorpusError where a file is missing, MismatchedIndexError where
    the index is of another model, MissingIndexError, DamagedIndexError, or StoredIndexError where it cannot be
    written; the index is then as it was.
    """
    found = read_files(files)

    def plan(former: Contents) -> Wanted:
        store.refuse_other_encoder(folder, former, encoder.card)
        result = joined(_library_of(former), found)
        return replace(_wanted(result.library, former), told=result.refused)

    return bring_to(folder, plan, store.load, encoder, progress)


def remove_articles(folder: Path, ids: Iterable[str]) -> BuildReport:
    """Take articles out of the index in `folder`; nothing is encoded.

    Raises NotFoundError where one is not there (nothing is removed then), and StoredIndexError.
    """
    unwanted = frozenset(ids)

    def plan(former: Contents) -> Wanted:
        _refuse_unknown(unwanted, former, folder)
        return Wanted(
            tuple(article for article in former.articles if article.id not in unwanted),
            tuple(passage for passage in former.passages if passage.article_id not in unwanted),
            former.left_out,
            former.splitting,
            tuple(article_id for article_id in former.added if article_id not in unwanted),
            choice=former.choice,
        )

    return bring_to(folder, plan, store.load)


def roll_back(folder: Path) -> BuildReport:
    """Go back to the generation before the current one, and report what that changes; nothing is encoded.

    Raises MissingIndexError where none is kept, DamagedIndexError where it is not whole; the index is then as it was.
    """
    former = None
    with suppress(StoredIndexError):  # what is left behind may be damaged
        former = store.load(folder)
    now = store.roll_back(folder)
    return report_of(former, Wanted(now.articles, now.passages, now.left_out, now.splitting, now.added))


def _wanted(library: Library, former: Contents | None) -> Wanted:
    passages = _passages(library.articles, former)
    choice = former.choice if former else "auto"
    return Wanted(library.articles, passages, library.left_out, SPLITTING, library.added, library.left_out, choice)


def _passages(articles: Sequence[Article], former: Contents | None) -> tuple[Passage, ...]:
    """Cut articles into passages; those of an article whose text is as it was are taken over."""
    known: dict[tuple[str, str], list[Passage]] = {}
    if former and former.splitting == SPLITTING:
        texts = {article.id: article.text for article in former.articles}
        for passage in former.passages:
            known.setdefault((passage.article_id, texts[passage.article_id]), []).append(passage)
    return tuple(passage for article in articles for passage in known.get((article.id, article.text)) or split(article))


def _library_of(contents: Contents) -> Library:
    return Library(tuple(contents.articles), contents.left_out, contents.added)


def _refuse_unknown(ids: frozenset[str], contents: Contents, folder: Path) -> None:
    unknown = sorted(ids - {article.id for article in contents.articles})
    if unknown:
        names = ", ".join(map(repr, unknown))
        raise NotFoundError(f"no article {names} in the index {folder}; list them with: presse articles")
