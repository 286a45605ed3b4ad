"""Ctrl-C while a build reads or encodes: it stops, and the index is to the byte what it was before."""

import hashlib
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = """
import signal, sys, time
from pathlib import Path
sys.path[:0] = [{root!r}, {root!r} + "/tests"]
from fakes import HashingEncoder
from index import build_from

class Slow(HashingEncoder):
    def encode_passages(self, texts):
        time.sleep({pause})
        return super().encode_passages(texts)

def say(stage):
    return lambda done, total: print(stage, done, flush=True)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs are told to ignore it
    build_from(Path(sys.argv[1]), Path(sys.argv[2]), Slow(), reading=say("reading"), progress=say("encoding"))
"""


def write(folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    for i in range(count):
        text = f"Le verger numéro {i} donne des pommes\n\nLe verger {i} a donné {i * 7} tonnes de pommes cette saison."
        (folder / f"{i:04}.txt").write_text(text, "utf-8")


def bytes_of(folder: Path) -> dict[str, str]:
    """Return the hash of each file that the index is made of, not of the lock or of what a build keeps beside it."""
    current = (folder / "CURRENT").read_text().strip() if (folder / "CURRENT").exists() else ""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (not current or current in path.parts or path.name == "CURRENT")
    }


@pytest.mark.parametrize("stage", ["reading", "encoding"])
def test_an_interrupted_build_leaves_the_index_as_it_was(tmp_path: Path, stage: str) -> None:
    script, articles, index = tmp_path / "build.py", tmp_path / "articles", tmp_path / "index"
    script.write_text(BUILD.format(root=str(ROOT), pause=0.0), "utf-8")
    command = [sys.executable, str(script), str(articles), str(index)]
    write(articles, 3)
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    before = bytes_of(index)
    assert before
    script.write_text(BUILD.format(root=str(ROOT), pause=1.0), "utf-8")
    write(articles, 400)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as build:
        assert build.stdout
        assert any(line.startswith(stage) for line in build.stdout)
        build.send_signal(signal.SIGINT)
        _, errors = build.communicate(timeout=60)
    assert build.returncode
    assert "KeyboardInterrupt" in errors
    assert bytes_of(index) == before
