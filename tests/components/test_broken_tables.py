"""Pages over tables that are not sound: what needs them says so, the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import view as views
from components.shelf import Shelf
from components.site import PAGES
from data import package
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
def broken(tables: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Tables that the pages read from now on, as a server just started does; free to break."""
    monkeypatch.setattr(views, "SHELF", Shelf(tables))
    return tables


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
    (broken / "sources.csv").write_text("id\n", "utf-8")
    app = opened("visit")
    pick(app, "culture")
    assert "sources.csv, line 1" in said(app)


def test_while_people_read_a_broken_table_is_not_shown(
    tables: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shelf = Shelf(tables)
    monkeypatch.setattr(views, "SHELF", shelf)
    before = said(app := opened("trade"))
    path = tables / "observations.csv"
    path.write_text("id\n", "utf-8")
    package.write(tables)
    for _ in range(2):
        assert said(app.run()) == before
    told = [fault for fault in shelf.faults if fault.file == path.name]
    assert [fault.line for fault in told] == [1] * len(told) != []
    assert [record.getMessage() for record in caplog.records].count(str(told[0])) == 1
    monkeypatch.setattr(views, "SHELF", Shelf(tables))  # after a restart there is nothing better to show
    assert str(told[0]) in said(opened("trade"))


def test_tables_that_nobody_described_are_said(broken: Path) -> None:
    path = broken / "areas.csv"
    path.write_text(path.read_text("utf-8").replace(",KZ,", ",XX,", 1), "utf-8")
    line = "datapackage.json: it does not describe the tables as they are. Run python -m data describe."
    assert line in said(opened())
    package.write(broken)
    assert line not in said(opened())


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
