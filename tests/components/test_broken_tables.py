"""Pages over tables that are not sound: what needs them says so, the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import data
from components import view as views
from components.site import PAGES
from tests.cards import cards
from tests.components.test_pages import opened, pick, said


def test_without_labels_rows_go_by_their_ids(broken: Path) -> None:
    (broken / "labels.csv").unlink()
    app = opened("trade")
    assert not app.exception
    assert cards(app)[0]["title"].startswith("Almaty region bought 4.4\u00a0million dollars more")
    assert cards(app)[0]["rows"][0][0] == "turnover"
    assert "labels.csv: the file is missing." in said(app)


@pytest.fixture
def broken(tables: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Tables that the pages read, free to break."""
    load = data.load
    monkeypatch.setattr(views, "FOLDER", tables)
    monkeypatch.setattr(data, "load", lambda strict: load(tables, strict=strict))
    views._dataset.cache_clear()
    views._view.cache_clear()
    yield tables
    views._dataset.cache_clear()
    views._view.cache_clear()


EVERYWHERE = {page.key for page in PAGES}
NEEDS = {
    "labels": EVERYWHERE,
    "areas": EVERYWHERE,
    "sources": EVERYWHERE - {"read"},
    "observations": {"overview", "trade", "factory", "record", "sources"},
    "authorities": {"record"},
    "events": {"overview", "visit", "record"},
    "commitments": {"visit"},
    "tellings": {"record"},
    "metrics": {"overview", "trade", "factory", "record", "sources"},
}


@pytest.mark.parametrize("table", NEEDS)
@pytest.mark.parametrize("page", [page.key for page in PAGES])
def test_a_broken_table_is_said_where_it_is_needed_and_nowhere_else(broken: Path, table: str, page: str) -> None:
    path = broken / f"{table}.csv"
    path.write_text(path.read_text("utf-8").replace(",", ",mood,", 1), "utf-8")
    app = opened(page)
    assert not app.exception
    line = f"{table}.csv, line 1: unknown column 'mood'. Remove it, or declare it in data/schema.py."
    assert (line in said(app)) == (page in NEEDS[table])
    assert "Figures are taken from news reports" in said(app)


def test_a_mended_table_is_read_again_without_a_restart(broken: Path) -> None:
    path = broken / "events.csv"
    good = path.read_text("utf-8")
    path.write_text("id\n", "utf-8")
    app = opened("visit")
    assert "events.csv, line 1: column 'day' is missing" in said(app)
    path.write_text(good, "utf-8")
    assert "cannot be shown" not in said(app.run())


def test_a_fault_is_said_again_after_a_click(broken: Path) -> None:
    app = opened("trade")
    path = broken / "observations.csv"
    path.write_text("id\n", "utf-8")
    pick(app, "exports")
    assert "observations.csv, line 1" in said(app)


def test_the_page_follows_the_table(broken: Path) -> None:
    """No figure on the page is typed in the code: another value in the table is another value on the page."""
    path = broken / "observations.csv"
    old = "15800000,USD,=,,100000,15750000,15850000"
    new = "25800000,USD,=,,100000,25750000,25850000"
    text = path.read_text("utf-8").replace(old, new).replace('1503,1520,"15,8', '1503,1520,"25,8')
    path.write_text(text, "utf-8")
    app = opened("trade")
    assert cards(app)[0]["title"] == (
        "Almaty region sold 5.6\u00a0million dollars more to Uzbekistan than it bought there in 2017"
    )
    assert "do not add up to the stated turnover" in said(app)
