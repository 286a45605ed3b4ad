"""What is written down agrees with the code."""

import argparse
import re
import tomllib
from pathlib import Path

import pytest

from rag import Settings
from ui.cli import build_parser

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    parser = build_parser(Settings())
    found = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`presse {name}" in README


def test_every_command_of_the_readme_exists() -> None:
    assert set(re.findall(r"`presse ([a-z]+)", README)) <= set(commands())


def test_every_option_has_a_help_text() -> None:
    for name, parser in commands().items():
        assert all(action.help for action in parser._actions), name


def test_every_variable_read_is_in_the_readme_and_the_other_way_round() -> None:
    read = {
        name
        for folder in ("rag", "ui")
        for path in (ROOT / folder).rglob("*.py")
        for name in re.findall(r"\bPRESSE_[A-Z_]+", path.read_text("utf-8"))
    }
    assert set(re.findall(r"\bPRESSE_[A-Z_]+", README)) == read


def test_the_version_heads_the_changelog() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    heading = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert heading
    assert heading[1] == version


def test_nothing_downloads_at_run_time() -> None:
    """No source names a model hub's address, and every dependency is pinned."""
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in (ROOT / "constraints.txt").read_text().split()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for needed in project["dependencies"] + project["optional-dependencies"]["dev"]:
        assert re.split(r"[=<>\[]", needed)[0].lower().replace("_", "-") in pinned
