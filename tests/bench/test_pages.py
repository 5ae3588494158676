"""The benchmark compares like with like, and its tables tell what was measured."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.bench import content, readers, table, visits
from tests.bench.apps import static_page
from tests.bench.serving import APPS, DASH, DASHBOARD, FLOOR, PLAIN, ROOT, TARGETS
from tests.server import Server

# A measure of the dashboard's and what is told of it, with the floor at 100 and Dash at 400.
FOUND: dict[str, dict[str, list[float]]] = {
    DASHBOARD.name: {
        "cold first": [70, 50, 90],
        "early": list(range(1, 101)),
        "visits": [9, 9, 9, 9, 9, 9, 9, 9, 9, 9.5],
    },
    FLOOR.name: {"cold first": [100]},
    DASH.name: {"cold first": [400], "early": [100], "started": [1]},
    PLAIN.name: {"readers": [0]},
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content, as the pages beside the dashboard have it."""
    folder = tmp_path_factory.mktemp("content")
    content.write(folder)
    return folder


def lacking(shown: object) -> list[str]:
    """What of the content is not in the texts of what is shown, whatever its spaces and tags."""
    texts = bare("".join(strings(shown)))
    whole = content.texts()
    cells = [row[name] for row in content.figures() + content.derived() for name in content.CELLS]
    wanted = [*(text for text in whole.values() if isinstance(text, str)), *whole["columns"], *cells]
    return [text for text in wanted if bare(text) not in texts]


def strings(shown: object) -> Iterator[str]:
    """All strings in it, in order."""
    if isinstance(shown, dict | list | tuple):
        for part in shown.values() if isinstance(shown, dict) else shown:
            yield from strings(part)
    else:
        yield str(shown)


def bare(text: str) -> str:
    """Without tags, spaces, and what glues words together."""
    links = "".join(re.findall(r'href="([^"]*)"', text))
    return re.sub(r"[\s\u200b\u2060]", "", unescape(re.sub("<[^>]+>", "", text) + links))


def test_the_content_is_that_of_the_dashboard_s_page(server: Server) -> None:
    path = DASHBOARD.path
    with urllib.request.urlopen(server.url + path, timeout=30) as answer:
        page = answer.read().decode()
    assert lacking(page) == []
    (card,) = re.findall(r'data-url="([^"]*)"', page)
    with urllib.request.urlopen(server.url + unescape(card), timeout=30) as answer:
        drawn = json.load(answer)
    ids = [name for bars in drawn["figures"]["wide"]["data"] for name in bars["ids"]]
    assert {row["metric"] for row in content.figures()} == set(ids)
    assert [row["height"] for row in content.figures()] == pytest.approx([36, 15.8, 20.2, 4.4])


def test_the_choices_are_those_of_the_filter(server: Server) -> None:
    with urllib.request.urlopen(server.url + DASHBOARD.path, timeout=30) as answer:
        page = answer.read().decode()
    (metrics,) = re.findall(r'data-parameter="metric".*?</div>', page, re.S)
    options = set(re.findall(r'data-value="([^"]*)">([^<]*)<', metrics))
    assert {value for value, _ in options} == {metric for choice in readers.CHOICES for metric in choice}
    assert {name for _, name in options} == {name for name, _ in visits.CYCLE}
    picked: set[str] = set()
    seen = []
    for name, bars in visits.CYCLE:
        picked ^= {name}
        assert len(picked) == bars
        seen.append(frozenset(picked))
    assert len(set(seen)) == len(seen)


def test_plain_streamlit_shows_it(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = str(APPS / "streamlit_page.py")
    monkeypatch.setattr("sys.argv", [script, str(pages)])
    app = AppTest.from_file(script, default_timeout=30).run()
    assert not app.exception
    (pills,) = app.button_group
    tables = [[list(shown.value.columns), shown.value.to_numpy().tolist()] for shown in app.table]
    texts = [each.value for each in (*app.title, *app.subheader, *app.markdown, *app.caption)]
    assert lacking([texts, pills.proto.label, tables]) == []
    assert len(app.get("plotly_chart")) == 1
    pills.set_value(["Exports"]).run()
    assert [len(shown.value) for shown in app.table] == [1, 3]


def test_the_static_page_shows_it(pages: Path) -> None:
    assert lacking(static_page.made(pages)) == []


def test_dash_shows_it(pages: Path) -> None:
    pytest.importorskip("dash", reason="the extra bench is not installed")
    from tests.bench.apps import dash_page

    asking = dash_page.made(pages).server.test_client()
    layout = asking.get("/_dash-layout").get_json()
    (told,) = asking.get("/_dash-dependencies").get_json()

    def filtered(*picked: str) -> Any:
        asked = {
            "output": told["output"],
            "outputs": [{"id": "chart", "property": "figure"}, {"id": "table", "property": "children"}],
            "inputs": [{"id": "metrics", "property": "value", "value": picked}],
            "changedPropIds": [],
        }
        return asking.post("/_dash-update-component", json=asked).get_json()["response"]

    assert lacking([layout, filtered()]) == []
    assert [len(filtered(*picked)["chart"]["figure"]["data"]) for picked in ((), ("Exports",))] == [4, 1]


def test_what_was_measured_is_told() -> None:
    lines = table.measures(FOUND).splitlines()
    assert lines[0].startswith("| measure | dashboard | static, basic | static, full | Dash | plain Streamlit |")
    assert lines[2] == "| first view, cold, ms | 70 (0.7 ×) | 100 (1.0 ×) | – | 400 (4.0 ×) | – | 0.17 | – |"
    assert "| filter as soon as it is seen, 95th percentile, ms | 95 | – | – | 100 | – | 0.95 | – |" in lines
    assert {line.count("|") for line in lines} == {len(TARGETS) + 4}


def test_what_was_aimed_at_is_told_with_whether_it_was_reached() -> None:
    lines = table.goals(FOUND).splitlines()
    assert "| first view ≤ 0.6 × the floor’s, cold | 0.70 × | no |" in lines
    assert "| filter as soon as it is seen ≤ 0.4 × Dash’s, median | 0.51 × | no |" in lines
    assert "| growth from the 300th to the 1,000th visit ≤ 1 MB | 0.5 | yes |" in lines
    assert "| start until the first view ≤ 0.6 × Dash’s | – | – |" in lines
    assert "| readers ≥ 100 × plain Streamlit’s | – | – |" in lines


def test_the_document_s_tables_are_those_that_are_printed(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    text = (ROOT / "docs" / "performance.md").read_text("utf-8")
    shown = re.search(r"<!-- speed -->\n(.*?)\n<!-- /speed -->", text, re.S)
    assert shown
    labels = re.findall(r"^\| (.*?) \|", shown[1], re.M)
    assert labels == [
        *("measure", "---", *(row.label for row in table.ROWS)),
        *("target", "---", *(goal.label for goal in table.GOALS)),
    ]
    document.write_text(text, "utf-8")
    table.put("new", document)
    assert document.read_text("utf-8") == text.replace(shown[1], "new")
