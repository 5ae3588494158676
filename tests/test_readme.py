"""The README says what is so: its commands, tables, pages and variables exist, and those that exist are in it."""

from __future__ import annotations

import re
from pathlib import Path

from components.site import PAGES
from data.schema import TABLES
from tests.data.reading import score

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_every_page_and_table_is_named() -> None:
    rows = set(re.findall(r"^\| `([^`]+)`", README, re.M))
    assert rows == {f"/{page.path}" for page in PAGES} | {f"{name}.csv" for name in TABLES}


def test_every_file_named_exists() -> None:
    named = set(re.findall(r"`((?:data|components)/[\w./]*)`", README)) | set(re.findall(r"\]\(([^)]+)\)", README))
    assert named
    assert not [name for name in named if not (ROOT / name).exists()]


def test_the_layout_shown_is_the_layout() -> None:
    tree = re.search(r"```\n(dashboard\.py.*?)```", README, re.S)
    assert tree
    for line in tree[1].splitlines():
        name = line.split()[0]
        assert (ROOT / "components" / name if line.startswith(" ") else ROOT / name).exists(), name


def test_the_example_runs() -> None:
    example = re.search(r"```python\n(.*?)```", README, re.S)
    assert example
    names: dict[str, object] = {}
    exec(compile(example[1], "README.md", "exec"), names)  # noqa: S102
    assert getattr(names["balance"], "value", None) == -4.4e6


def test_variables_named_are_used_and_those_used_are_named() -> None:
    code = "\n".join(path.read_text("utf-8") for path in ROOT.glob("[dct]*/**/*.py"))
    used = set(re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', code)) - {"CI"}
    assert used == set(re.findall(r"`([A-Z][A-Z_]{3,})`", README))


def test_the_scores_shown_are_the_scores() -> None:
    shown = re.search(r"<!-- scores -->\n(.*?)\n<!-- /scores -->", README, re.S)
    assert shown
    assert shown[1] == score.table(list(score.readings()))


def test_ci_runs_the_readme_s_command() -> None:
    block = re.search(r"^## Test it.*?```sh\n(.*?)\n```", README, re.S | re.M)
    assert block
    assert block[1].startswith("python3 -m venv .venv && ")
    assert block[1].endswith("-m pytest")
    assert "## Test it" in (ROOT / ".ci" / "run").read_text("utf-8")
