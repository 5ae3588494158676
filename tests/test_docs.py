"""What the documents name exists: commands, files, links, examples, variables, scores; and all of it is named."""

from __future__ import annotations

import re
import sys
import tomllib
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest
import yaml  # type: ignore[import-untyped]

import data.__main__
import tests.bench.__main__
from components import svg
from components.charts.spec import ChartSpec, FilterSpec
from components.i18n import _catalogue
from components.svg import chart_images as images
from components.theme.tokens import SCREEN_LOOKS
from components.view import View
from data import Dataset
from data.model.schema import TABLES
from tests.data.extraction import score
from tests.documents import (
    ADDRESSES,
    CODE,
    COMMANDS,
    DEPLOY,
    DOCUMENTS,
    INVENTED,
    MODEL,
    READER,
    README,
    ROOMS,
    ROOT,
    SPEED,
    TEXT,
    coded,
    grid,
    options,
    section,
)


def test_every_operation_and_unit_of_time_of_the_schema_is_explained() -> None:
    known = {column.name: column.allowed for name in ("metrics", "observations") for column in TABLES[name].columns}
    assert [name for row in grid("Derived figures", MODEL) for name in coded(row[0])] == list(known["operation"])
    assert [name for row in grid("Periods", MODEL) for name in coded(row[0])] == list(known["period_basis"])


def test_every_command_and_option_is_named() -> None:
    told = re.split(r"^python -m ", section("Commands", MODEL), flags=re.M)[1:]
    assert [" ".join(text.split()[:2]) for text in told] == list(COMMANDS)
    for text, parser in zip(told, COMMANDS.values(), strict=True):
        assert dict(re.findall(r"(--[a-z-]+)(?: ([A-Z][A-Z-]*)\b)?", text)) == {
            name: taken or "" for name, taken in options(parser).items()
        }


def test_every_command_shown_elsewhere_is_one() -> None:
    shown = re.findall(r"python\s-m\s(data|components)\s(\w[\w-]*)((?:\s(?:--)?[\w-]+)*)", TEXT)
    assert len(shown) > len(COMMANDS)
    for room, name, rest in shown:
        assert set(re.findall(r"--[a-z-]+", rest)) <= options(COMMANDS[f"{room} {name}"]).keys()


def test_every_file_named_exists() -> None:
    named = {code for code in CODE if re.match(r"(data|components|tests|docs|\.\w+)/[\w./<>-]*$", code)}
    named |= set(re.findall(r"python\s((?!-)\S+\.py)", TEXT)) | set(re.findall(r"streamlit run (\S+\.py)", TEXT))
    named = {re.sub("<[^>]*>", "*", name) for name in named - {".screenshots/"} if not INVENTED.search(name)}
    assert len(named) > 60
    assert [name for name in sorted(named) if not any(ROOT.glob(name.rstrip("/")))] == []


def test_every_file_named_without_its_folder_exists() -> None:
    named = {code for code in CODE if re.fullmatch(r"[\w.-]+\.(py|js|css|csv|po|json|yaml|toml|md|svg|conf)", code)}
    files = {path.name for room in ROOMS for path in (ROOT / room).rglob("*")} | {path.name for path in ROOT.iterdir()}
    served = {address.rpartition("/")[2] for address in ADDRESSES}
    assert len(named) > 60
    assert {name for name in named if not INVENTED.search(name)} - files - served == set()


def headings(text: str) -> set[str]:
    """The headings of a document as links name them."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    return {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.*)$", text, re.M)
    }


@pytest.mark.parametrize("name", [*DOCUMENTS, "CHANGELOG.md"])
def test_every_link_leads_somewhere(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    for link in links:
        path, _, part = link.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), link
        assert not part or part in headings(target.read_text("utf-8")), link


def test_every_document_is_a_step_from_the_readme() -> None:
    linked = set(re.findall(r"\]\(([^)#]+)", README + DOCUMENTS["CONTRIBUTING.md"]))
    assert {*DOCUMENTS, "CHANGELOG.md", "CITATION.cff", "LICENSE"} - {"README.md"} <= linked
    assert len(README.splitlines()) <= 150


def test_the_layout_shown_is_the_layout() -> None:
    tree = re.search(r"```\n(dashboard\.py.*?)```", README, re.S)
    assert tree
    named, room = set(), ""
    for line in tree[1].splitlines():
        name = line.split()[0]
        room = room if line.startswith(" ") else name
        path = ROOT / room / name if line.startswith(" ") else ROOT / name
        assert path.exists(), line
        named.add(path)
        near = (path, path.parent, ROOT / room)
        for other in re.findall(r"[\w.]+\.(?:py|js)|\w+(?=/)", line.split(maxsplit=1)[1]):
            assert any((folder / other).exists() for folder in near), line
    rooms = [ROOT / room for room in ("data", "components")]
    folders = {path for room in rooms for path in room.iterdir() if path.is_dir() and path.name[0] not in "._"}
    assert folders <= named


@pytest.mark.parametrize("text", [MODEL, READER], ids=["data-model", "article-reader"])
def test_the_example_prints_what_it_says(text: str) -> None:
    examples = re.findall(r"```python\n(.*?)```", text, re.S)
    assert examples
    for example in examples:
        with redirect_stdout(StringIO()) as printed:
            exec(compile(example, "example", "exec"), {})  # noqa: S102
        assert printed.getvalue().splitlines() == re.findall(r"^print\(.*\)  # (.*)$", example, re.M)


def test_the_chart_that_the_guide_adds_can_be_drawn(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = DOCUMENTS["docs/add-a-chart.md"]
    example, filters = re.findall(r"```python\n(.*?)```", guide, re.S)
    module = ModuleType("output_by_year")
    exec(compile(example, module.__name__, "exec"), vars(module))  # noqa: S102
    messages = {key: f"{key} {{}}" for key in re.findall(r'words\("(by_year\.\w+)"', example)}
    messages |= {"by_year.title": "{amount}, {period}", "file.output-by-year": "output", "by_year.product": "Product"}
    assert all(f"`{key}`" in guide for key in ("by_year.title", "by_year.subtitle", "file.output-by-year"))
    view = View(dataset, "en")
    for key, message in {**messages, "by_year.subtitle": "pieces"}.items():
        monkeypatch.setitem(_catalogue("en")._catalog, key, message)  # type: ignore[attr-defined]
    spec: ChartSpec = module.SPEC
    chart = spec.build(view, {})
    assert chart is not None and chart.rows and chart.csv.count("\n") == len(chart.rows) + 1
    for looks in SCREEN_LOOKS.values():
        for look in looks.values():
            assert "2017" in svg.render(chart.figure(look), width=600)
    assert images.chart_svg(chart, view.words).startswith("<svg")
    exec(compile(filters, module.__name__, "exec"), {**vars(module), "FilterSpec": FilterSpec}, vars(module))  # noqa: S102
    (by,) = module.SPEC.filters
    made = view.output["now"].product or ""
    assert made in by.options(view)
    assert module.SPEC.select({"product": [made]}, view) == {"product": (made,)}
    assert spec.build(view, {"product": (made,)}) and spec.build(view, {"product": ("none",)}) is None


def test_names_for_programs_exist() -> None:
    named = [text for text in coded(section("Python API", MODEL)) if re.match(r"(data|Dataset)\.\w+", text)]
    assert {"data.load()", "data.Dataset", "data.Fact", "data.DataError", "data.Problem"} <= set(named)
    assert {name.partition(".")[2].partition("(")[0] for name in named if name.startswith("data.")} == {
        *data.__all__,
    }
    assert all(hasattr(data.Dataset, name.partition(".")[2]) for name in named if name.startswith("Dataset."))


def test_variables_named_are_used_and_those_used_are_named() -> None:
    code = "\n".join(path.read_text("utf-8") for path in ROOT.glob("[dct]*/**/*.py"))
    used = set(re.findall(r'(?:environ(?:\.get\(|\[)|getenv\()"([A-Z_]+)"', code))
    used -= {"CI", "PYTHONPATH", "WATCHED"}  # what runs the tests sets the first, tests give their servers the others
    assert used <= set(CODE)
    told = {name for row in grid("Settings", DEPLOY) for name in coded(row[0])}
    theirs = {"STREAMLIT_SERVER_BASE_URL_PATH", "FORWARDED_ALLOW_IPS"}  # which .deploy/ has too
    assert told - theirs <= used
    assert all(name in (ROOT / ".deploy" / "README.md").read_text("utf-8") for name in theirs)


def test_files_of_pinned_releases_are_named() -> None:
    named = set(re.findall(r"\.requirements[\w-]*\.txt", TEXT))
    assert named == {path.name for path in ROOT.glob(".requirements*.txt")}


def test_the_scores_shown_are_the_scores() -> None:
    shown = re.search(r"<!-- scores -->\n(.*?)\n<!-- /scores -->", READER, re.S)
    assert shown
    assert shown[1] == score.render_table(list(score.read_reports()))


def test_every_option_of_the_benchmark_is_named() -> None:
    (block,) = re.findall(r"^```\n(--.*?)```", SPEED, re.M | re.S)
    assert set(re.findall(r"--[a-z]+", block)) == set(options(tests.bench.__main__.parser()))


def test_ci_runs_the_readme_s_command() -> None:
    block = re.search(r"^## Test it.*?```sh\n(.*?)\n```", README, re.S | re.M)
    assert block
    assert block[1].startswith("python3 -m venv .venv && ")
    assert block[1].endswith("-m pytest -n auto")
    assert "## Test it" in (ROOT / ".ci" / "run").read_text("utf-8")
    (job,) = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8"))["jobs"].values()
    assert {"run": ".ci/run", "env": {"CI": ""}} in job["steps"]


def test_hooks_run_what_is_installed() -> None:
    (repo,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert repo["repo"] == "local"
    programs = {hook["entry"].split()[0] for hook in repo["hooks"]} - {"sh"}
    assert {"ruff", "mypy", "python"} == {Path(program).name for program in programs}
    assert all((Path(sys.executable).parent / Path(program).name).exists() for program in programs)
    named = [word for hook in repo["hooks"] for word in hook["entry"].split() if word.startswith("tests/")]
    assert named and all((ROOT / name).exists() for name in named)


def test_changes_are_listed_by_date_and_the_version_is_the_project_s() -> None:
    dates = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert dates[0] == "Unreleased"
    assert [date.fromisoformat(each) for each in dates[1:]] == sorted(map(date.fromisoformat, dates[1:]), reverse=True)
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert cited["version"] == project["version"]
    assert project["license"] in cited["license"]
