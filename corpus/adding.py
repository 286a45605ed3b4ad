"""Single files join a library that has been read: what they hold, what they replace, and what is refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.copies import without_copies
from corpus.errors import CorpusError
from corpus.library import free_id, read_file, without_doubles
from corpus.records import Article, LeftOut, Library
from corpus.repeated import without_known_repeated


@dataclass(frozen=True, slots=True)
class Joined:
    """A library that single files have joined, and the articles and files that are not in it because of them."""

    library: Library
    refused: tuple[LeftOut, ...]


def read_files(files: Sequence[Path]) -> list[Article | LeftOut]:
    """Read files one by one, each as if it lay at the top of a folder; articles come without ids.

    Raises CorpusError where one is missing or a folder, or where two have the same name.
    """
    seen: dict[str, Path] = {}
    for file in files:
        if file.is_dir():
            raise CorpusError(f"{file} is a folder: name its files, or build from it with: presse build --articles.")
        if not file.exists():
            raise CorpusError(f"There is no file {file}: nothing was added.")
        if seen.setdefault(file.name, file) != file:
            raise CorpusError(
                f"{seen[file.name]} and {file} have the same name: rename one, or add one after the other."
            )
    return [outcome for file in seen.values() for outcome in read_file(file.parent, file)]


def joined(library: Library, found: Iterable[Article | LeftOut]) -> Joined:
    """Add what single files hold to a library.

    An article of the same path is replaced and keeps its id, and so is all that a file of that name held when it was
    added before. Of articles with the same or nearly the same text one is kept, as in a folder; what is taken out of
    every article of a folder is taken out of those that join it. A file that cannot be read changes nothing.
    """
    outcomes = list(found)
    fresh = without_known_repeated([o for o in outcomes if isinstance(o, Article)], library.articles)
    replaced = _replaced(library, fresh)
    staying = [article for article in library.articles if article.id not in replaced.values()]
    distinct, doubles = without_doubles([*staying, *fresh])
    kept, copies = without_copies(distinct)
    articles = _with_ids(kept, replaced)
    names = {article.path for article in fresh}
    gone = [file for file in (*doubles, *copies) if file.path not in names]
    left_out = [file for file in library.left_out if file.path not in names]
    before = {article.id: article for article in library.articles}
    added = {a.id for a in articles if a.id in library.added or a != before.get(a.id)}
    refused = [o for o in outcomes if isinstance(o, LeftOut)]
    return Joined(
        Library(
            tuple(sorted(articles, key=lambda article: article.id)),
            tuple(sorted((*left_out, *gone), key=lambda file: file.path)),
            tuple(sorted(added)),
        ),
        tuple(sorted((*refused, *doubles, *copies), key=lambda file: file.path)),
    )


def _replaced(library: Library, fresh: Sequence[Article]) -> dict[str, str]:
    """Map the paths of the articles that give way to fresh ones to their ids."""
    paths = {article.path for article in fresh}
    files = tuple({f"{path.split('/')[0]}/" for path in paths})
    added = set(library.added)
    return {
        article.path: article.id
        for article in library.articles
        if article.path in paths or (article.id in added and article.path.startswith(files))
    }


def _with_ids(articles: Sequence[Article], former: dict[str, str]) -> list[Article]:
    """Give ids to the articles that have none yet: that of the article they replace, or one that is free."""
    taken = {article.id for article in articles} | {former[a.path] for a in articles if a.path in former}
    named = []
    for article in articles:
        article_id = article.id or former.get(article.path) or free_id(article.path, taken)
        taken.add(article_id)
        named.append(replace(article, id=article_id))
    return named
