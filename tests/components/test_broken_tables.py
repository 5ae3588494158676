"""Pages over tables that are not sound: what needs them says so, the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import view as views
from components.pages import PAGES
from components.pages.blocks import Problems
from components.pages.spec import PROBLEM_LANGUAGE, build, cards_of, selected_pairs
from components.view import in_language
from data.store import datapackage
from data.store.dataset_reloader import DatasetReloader
from tests.cards import Card, cards, text_of
from tests.components.asgi import Client
from tests.components.build import CHARTS_BY_PAGE, PAGES_BY_KEY, page_html
from tests.components.pages.test_pages import said as said_by


def said(page: str = "overview") -> str:
    """All that a page says in English of the tables as they are now."""
    return said_by(page, in_language("en"))


def card(page: str) -> Card:
    """The first card of a page."""
    return cards(page_html(page, in_language("en")))[0]


def test_without_labels_rows_go_by_their_ids(broken: Path) -> None:
    (broken / "labels.csv").unlink()
    assert card("trade").title.endswith("2017: imports exceed exports by 4.4\u00a0million dollars")
    assert card("trade").rows[0][0] == "turnover"
    assert "labels.csv: the file is missing." in said("trade")


EVERYWHERE = {page.key for page in PAGES}
NEEDS = {
    "labels": EVERYWHERE,
    "areas": EVERYWHERE,
    "sources": EVERYWHERE - {"read"},
    "observations": {"overview", "trade", "factory", "record", "sources"},
    "authorities": {"record"},
    "events": {"overview", "visit", "record"},
    "commitments": {"overview", "visit"},
    "followups": {"overview", "visit"},
    "offices": {"visit"},
    "tellings": {"overview", "visit", "record"},
    "milestones": {"record"},
    "asymmetries": {"record"},
    "metrics": {"overview", "trade", "factory", "record", "sources"},
}


@pytest.mark.parametrize("table", NEEDS)
def test_a_broken_table_is_said_where_it_is_needed_and_nowhere_else(
    broken: Path, table: str, fresh: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = broken / f"{table}.csv"
    path.write_text(path.read_text("utf-8").replace(",", ",mood,", 1), "utf-8")
    line = f"{table}.csv, line 1: unknown column 'mood'. Remove it, or declare it in data/model/schema.py."
    client, view = Client(), in_language("en")
    for page in PAGES:
        blocks = build(page, view, {})
        told = [one for block in blocks if isinstance(block, Problems) for one in block.lines]
        assert told.count(line) == (page.key in NEEDS[table]), page.key
        assert {block.language for block in blocks if isinstance(block, Problems)} <= {PROBLEM_LANGUAGE}
        # The server answers with the page all the same, whatever its address selects.
        answer = client(f"/{page.path}?lang=en&metric=exports&kind=culture&years=2017-2018")
        assert answer.status == 200
        items = [text_of(item) for item in answer.page.xpath('//*[@role="alert"]//li')]
        assert items.count(line) == (page.key in NEEDS[table]), page.key
        assert "Figures are taken from news reports" in answer.text
    assert "no first response" not in caplog.text


def test_a_broken_table_breaks_only_its_own_cards(broken: Path) -> None:
    (broken / "tellings.csv").write_text("id\n", "utf-8")
    view = in_language("en")
    blocks = build(PAGES_BY_KEY["record"], view, {})
    drawn = [card.spec.name for card in cards_of(blocks)]
    assert sorted([*drawn, "visit-reports"]) == CHARTS_BY_PAGE["record"]
    # Said once, in the place of what is missing.
    lines = [one for block in blocks if isinstance(block, Problems) for one in block.lines]
    assert len(lines) == len(set(lines)) > 0
    assert selected_pairs(PAGES_BY_KEY["record"], view, {"metric": ["exports"]}) == (("metric", "exports"),)


def test_a_mended_table_is_read_again_without_a_restart(broken: Path) -> None:
    path = broken / "events.csv"
    good = path.read_text("utf-8")
    path.write_text("id\n", "utf-8")
    assert "events.csv, line 1: column 'day' is missing" in said("visit")
    path.write_text(good, "utf-8")
    assert "cannot be shown" not in said("visit")


def test_while_people_read_a_broken_table_is_not_shown(
    tables: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    reloader = DatasetReloader(tables)
    monkeypatch.setattr(views, "DATASET_RELOADER", reloader)
    before = said("trade")
    path = tables / "observations.csv"
    path.write_text("id\n", "utf-8")
    datapackage.write(tables)
    for _ in range(2):
        assert said("trade") == before
    (fault,) = reloader.problems
    assert (fault.file, fault.line) == (path.name, 1)
    assert [record.getMessage() for record in caplog.records] == [str(fault)]  # one fault is one line
    monkeypatch.setattr(
        views, "DATASET_RELOADER", DatasetReloader(tables)
    )  # after a restart there is nothing better to show
    assert str(fault) in said("trade")


def test_tables_that_nobody_described_are_said(broken: Path) -> None:
    path = broken / "areas.csv"
    path.write_text(path.read_text("utf-8").replace(",KZ,", ",XX,", 1), "utf-8")
    line = "datapackage.json: it does not describe the tables as they are. Run python -m data describe."
    assert line in said()
    datapackage.write(broken)
    assert line not in said()


def test_the_page_follows_the_table(broken: Path) -> None:
    """No figure on the page is typed in the code: another value in the table is another value on the page."""
    path = broken / "observations.csv"
    old = "15800000,USD,=,,100000,15750000,15850000"
    new = "25800000,USD,=,,100000,25750000,25850000"
    text = path.read_text("utf-8").replace(old, new).replace('1503,1520,"15,8', '1503,1520,"25,8')
    path.write_text(text, "utf-8")
    assert card("trade").title == (
        "Almaty region and Uzbekistan, 2017: exports exceed imports by 5.6\u00a0million dollars"
    )
    assert "do not add up to the turnover that is stated" in said("trade")
