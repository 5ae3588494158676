"""The README says what is so: what it names exists, and each address, table, command and variable is named in it."""

from __future__ import annotations

import argparse
import http.client
import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.routing import Route

import components.__main__
import data.__main__
from components.charts.registry import charts, charts_of_page
from components.charts.spec import FilterSpec, YearFilterSpec
from components.pages import PAGES
from components.server.chart_routes import SIZES_BY_FORMAT
from components.server.open_data.files import FILE_NAMES, OPENAPI
from components.server.routes import routes
from components.theme.tokens import THEMES
from components.urls.query_params import split_values
from components.urls.site_urls import CHART_FORMATS
from components.view import View
from data import Dataset
from data.export import OPEN_TABLES
from data.export.formats import MEDIA_TYPES
from data.model.language import LANGUAGES
from data.model.schema import TABLES
from data.store import data_dictionary
from tests.data.extraction import score
from tests.server import Server

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CODE = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", README, flags=re.M | re.S))
ADDRESSES = sorted({text for text in CODE if text.startswith("/")})
PARSERS = {"data": data.__main__.build_parser(), "components": components.__main__.build_parser()}

Options = dict[str, str | None]


def section(title: str) -> str:
    """The text under a heading."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.M | re.S)
    assert found, title
    return found[1]


def grid(title: str) -> list[list[str]]:
    """The rows of the table under a heading, without its header."""
    lines = re.findall(r"^\|(.*)\|$", section(title), re.M)
    return [[cell.strip() for cell in line.split("|")] for line in lines[2:]]


def coded(text: str) -> list[str]:
    """What is set as code in it."""
    return re.findall(r"`([^`]+)`", text)


def filled(address: str) -> list[str]:
    """The address for each chart, where it is that of any."""
    return [address.replace("<chart>", chart) for chart in charts()] if "<chart>" in address else [address]


def test_every_page_is_named() -> None:
    assert [coded(row[0]) for row in grid("Pages")] == [[f"/{page.path}"] for page in PAGES]


def test_every_table_is_named_and_its_columns_are_a_step_away() -> None:
    assert sorted(row[0] for row in grid("The figures")) == sorted(f"`{name}.csv`" for name in TABLES)
    assert f"](data/tables/{data_dictionary.FILE_NAME})" in section(
        "The figures"
    )  # which tests/data/store/test_data_dictionary.py keeps true


def test_every_chart_is_named_with_its_page_and_what_may_be_picked(dataset: Dataset) -> None:
    told = {}
    for names, page, picks in grid("Charts taken elsewhere"):
        options = [coded(part) for part in picks.split("; ")]
        for chart in coded(names):
            told[chart] = (page, {name: set(values) for name, *values in filter(None, options)})
    view = View(dataset, "en")
    assert told == {
        name: (f"`/{spec.page}`", {each.parameter: choices(each, view) for each in spec.filters})
        for name, spec in charts().items()
    }


def choices(each: FilterSpec, view: View) -> set[str]:
    """The values of a filter as the readme lists them; of years, the widest range."""
    options = list(each.options(view))
    return {f"{options[0]}-{options[-1]}"} if isinstance(each, YearFilterSpec) else set(options)


def test_forms_and_options_of_charts_elsewhere_are_named() -> None:
    text = section("Charts taken elsewhere")
    assert {"lang", "theme", *THEMES, *(f"size={size}" for size in SIZES_BY_FORMAT["png"])} <= set(coded(text))
    assert {f"/charts/<chart>.{form}" for form in CHART_FORMATS} <= set(coded(text))


def test_every_language_is_named() -> None:
    assert [*re.findall(r"`(?:\?lang=)?(\w\w)`", README.partition("## ")[0])] == list(LANGUAGES)


def test_every_route_is_named() -> None:
    ours = [route.path for route in routes() if isinstance(route, Route) and "{path:path}" not in route.path]
    named = {address.split("/")[1].partition("?")[0] for address in ADDRESSES}
    assert named == {path.split("/")[1] for path in ours} | {page.path for page in PAGES}


def test_every_file_of_the_open_data_is_named() -> None:
    named = {address.removeprefix("/open/") for address in ADDRESSES if address.startswith("/open/")}
    forms = re.search(r"`/open/observations\.(csv)`, `\.(\w+)` or `\.(\w+)`, and so each table", README)
    assert forms and set(forms.groups()) == set(MEDIA_TYPES)
    tables = {f"{name}.{form}" for name in OPEN_TABLES for form in MEDIA_TYPES}
    assert {name.partition("?")[0] for name in named} - tables == {*FILE_NAMES, OPENAPI} - tables
    assert "`derived`" in section("Open data")


@pytest.mark.parametrize("address", [one for address in ADDRESSES for one in filled(address) if one != "/assets/"])
def test_every_address_named_answers(server: Server, address: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
    finally:
        connection.close()


def test_every_filter_shown_on_a_page_is_one(dataset: Dataset) -> None:
    view = View(dataset, "en")
    shown = [address for address in ADDRESSES if "?" in address and charts_of_page(address[1:].partition("?")[0])]
    assert shown
    for address in shown:
        page, query = address[1:].split("?")
        wished: dict[str, list[str]] = {}
        for name, value in (pair.split("=") for pair in query.split("&")):
            wished.setdefault(name, []).extend(split_values([value]))
        charts_of_page(page)[0].select(wished, view)


def subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands of a parser, each with its own."""
    (choices,) = (action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(choices)


def options(parser: argparse.ArgumentParser) -> Options:
    """The options of a command, and what each takes."""
    shown = [action for action in parser._actions if action.option_strings and action.dest != "help"]
    return {action.option_strings[-1]: None if action.nargs == 0 else str(action.metavar) for action in shown}


COMMANDS = {f"{room} {name}": each for room, parser in PARSERS.items() for name, each in subcommands(parser).items()}


def test_every_command_and_option_is_named() -> None:
    told = re.split(r"^python -m ", section("Commands"), flags=re.M)[1:]
    assert [" ".join(text.split()[:2]) for text in told] == list(COMMANDS)
    for text, parser in zip(told, COMMANDS.values(), strict=True):
        assert dict(re.findall(r"(--[a-z-]+)(?: ([A-Z][A-Z-]*)\b)?", text)) == {
            name: taken or "" for name, taken in options(parser).items()
        }


def test_every_command_shown_elsewhere_is_one() -> None:
    shown = re.findall(r"python\s-m\s(data|components)\s(\w+)((?:\s(?:--)?[\w-]+)*)", README)
    assert len(shown) > len(COMMANDS)
    for room, name, rest in shown:
        assert set(re.findall(r"--[a-z-]+", rest)) <= options(COMMANDS[f"{room} {name}"]).keys()
    known = {option for parser in COMMANDS.values() for option in options(parser)}
    assert {text.split()[0] for text in CODE if text.startswith("--")} <= known


def test_every_file_named_exists() -> None:
    named = {text for text in CODE if re.match(r"(data|components|tests|\.\w+)/[\w./]*$", text)}
    named |= set(re.findall(r"python\s((?!-)\S+\.py)", README)) | set(re.findall(r"streamlit run (\S+)", README))
    named |= {link for link in re.findall(r"\]\(([^)]+)\)", README) if not link.startswith("#")}
    assert len(named) > 10
    assert not [name for name in named - {".screenshots/"} if not (ROOT / name).exists()]


def test_every_part_linked_to_is_there() -> None:
    headings = {re.sub(r"\W+", "-", heading.lower()) for heading in re.findall(r"^#+ (.*)$", README, re.M)}
    links = re.findall(r"\]\(#([^)]+)\)", README)
    assert links and set(links) <= headings


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


def test_the_example_prints_what_it_says() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.S)
    with redirect_stdout(StringIO()) as printed:
        exec(compile(example, "README.md", "exec"), {})  # noqa: S102
    assert printed.getvalue().splitlines() == re.findall(r"^print\(.*\)  # (.*)$", example, re.M)


def test_names_for_programs_exist() -> None:
    named = [text for text in CODE if re.match(r"(data|Dataset)\.\w+", text)]
    assert {"data.load()", "data.Dataset", "data.Fact", "data.DataError", "data.Problem"} <= set(named)
    assert {name.partition(".")[2].partition("(")[0] for name in named if name.startswith("data.")} == {
        *data.__all__,
    }
    assert all(hasattr(data.Dataset, name.partition(".")[2]) for name in named if name.startswith("Dataset."))


def test_variables_named_are_used_and_those_used_are_named() -> None:
    code = "\n".join(path.read_text("utf-8") for path in ROOT.glob("[dct]*/**/*.py"))
    used = set(re.findall(r'(?:environ(?:\.get\(|\[)|getenv\()"([A-Z_]+)"', code))
    used -= {"CI", "PYTHONPATH", "WATCHED"}  # what runs the tests sets the first, tests give their servers the others
    assert used == {text for text in CODE if re.fullmatch(r"[A-Z][A-Z_]{3,}", text)}


def test_files_of_pinned_releases_are_named() -> None:
    named = set(re.findall(r"\.requirements[\w-]*\.txt", README))
    assert named == {path.name for path in ROOT.glob(".requirements*.txt")}


def test_the_scores_shown_are_the_scores() -> None:
    shown = re.search(r"<!-- scores -->\n(.*?)\n<!-- /scores -->", README, re.S)
    assert shown
    assert shown[1] == score.render_table(list(score.read_reports()))


def test_ci_runs_the_readme_s_command() -> None:
    block = re.search(r"^## Test it.*?```sh\n(.*?)\n```", README, re.S | re.M)
    assert block
    assert block[1].startswith("python3 -m venv .venv && ")
    assert block[1].endswith("-m pytest -n auto")
    assert "## Test it" in (ROOT / ".ci" / "run").read_text("utf-8")
