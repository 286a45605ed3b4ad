"""Write the pasted pages: `python tests/corpus/pasted/make.py`.

`marked/` holds whole pages as pasted, written for the project. A page begins with `%%% its name` and the day it was
published; the first character of each line says what the line is: `=` the title, `+` the article, `.` anything else.
Each file of pages becomes a folder of the same name with `files/` and `reference.jsonl`, for `presse corpus measure`.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    """Write every file and its reference."""
    for marked in sorted((HERE / "marked").glob("*.txt")):
        folder = HERE / marked.stem
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "files").mkdir(parents=True)
        references = list(pages(marked.read_text("utf-8"), folder / "files"))
        lines = (json.dumps(reference, ensure_ascii=False) for reference in references)
        (folder / "reference.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def pages(text: str, files: Path) -> Iterator[dict[str, str | None]]:
    """Write each page without its marks; yield what a perfect reader finds in it."""
    for page in text.split("%%% ")[1:]:
        name, published, *lines = page.rstrip("\n").split("\n")
        published = published.removeprefix("published: ")
        (files / f"{name}.txt").write_text("\n".join(line[1:] for line in lines) + "\n", "utf-8")
        yield {
            "path": f"{name}.txt",
            "title": " ".join(line[1:] for line in lines if line.startswith("=")),
            "published": None if published == "null" else published,
            "body": "\n\n".join(line[1:] for line in lines if line.startswith("+")),
        }


if __name__ == "__main__":
    main()
