"""Pages and filters, run as Streamlit runs them."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.site import PAGES
from components.words import LANGUAGES, Words
from tests.cards import cards

DOOR = Path(__file__).parents[2] / "dashboard.py"


def opened(page: str = "overview", **query: list[str]) -> AppTest:
    app = AppTest.from_file(str(DOOR), default_timeout=30)
    app.query_params["lang"] = "en"
    app.run()
    if page != "overview":
        app.switch_page(f"components/pages/{page}.py")
    for name, values in query.items():
        app.query_params[name] = values
    return app.run()


def said(app: AppTest) -> str:
    """All that the page's own HTML says, as text."""
    texts = [element.proto.body for element in app.get("html")]
    return html.unescape(" ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", text, flags=re.S) for text in texts))


def pick(app: AppTest, *options: str) -> None:
    """Set the page's filter and run it again."""
    _, pills = app.button_group  # the first is the switch of languages
    pills.set_value(list(options)).run()


@pytest.mark.parametrize("page", [page.key for page in PAGES])
def test_each_page_is_drawn_without_an_error(page: str) -> None:
    app = opened(page)
    assert not app.exception
    assert "Figures are taken from news reports" in said(app)
    assert "cannot be shown" not in said(app)


def test_the_overview_says_the_finding_and_every_headline() -> None:
    app = opened()
    text = " ".join(said(app).split())
    assert "Almaty region traded 36 million dollars with Uzbekistan in 2017 and bought more than it sold" in text
    for figure in ("Turnover 36 million dollars, 2017", "Exports 15.8", "Imports 20.2", "Balance −4.4"):
        assert figure in text
    for figure in ("1,500", "6,000", "× 4", "+300%", "3.5–4.5", "−4.5 to −4.3"):
        assert figure in text
    assert [card["name"] for card in cards(app)] == ["trade-balance", "factory-output", "visit-timeline"]


def test_every_headline_is_a_way_to_its_words() -> None:
    bodies = " ".join(element.proto.body for element in opened().get("html"))
    for phrase in ("36 миллион АҚШ долларын", "15,8 млн долларды", "20,2 млн долларға", "1,5 мың дананы"):
        assert f'<q lang="kk">{phrase}</q>' in bodies


def test_the_filter_changes_chart_table_and_address() -> None:
    app = opened("trade")
    assert [row[0] for row in cards(app)[0]["rows"]] == ["Turnover", "Exports", "Balance", "Imports"]
    pick(app, "imports", "exports")
    assert [row[0] for row in cards(app)[0]["rows"]] == ["Exports", "Imports"]
    assert app.query_params["metric"] == ["exports", "imports"]
    pick(app)
    assert len(cards(app)[0]["rows"]) == 4
    assert "metric" not in app.query_params


def test_a_link_restores_the_filter() -> None:
    app = opened("trade", metric=["imports"])
    assert (
        cards(app)[0]["title"]
        == "Almaty region bought 20.2\u00a0million dollars worth of goods from Uzbekistan in 2017"
    )
    assert not app.text


@pytest.mark.parametrize("value", ["foo", "<script>alert(1)</script>", "9" * 5000, "’; drop table", "metric"])
def test_a_wrong_value_falls_back_with_a_quiet_note(value: str) -> None:
    app = opened("trade", metric=[value])
    assert not app.exception
    assert len(cards(app)[0]["rows"]) == 4
    (note,) = app.text
    assert "Not among the choices here" in note.value
    assert len(note.value) < 300


def test_one_right_value_among_wrong_ones_is_kept() -> None:
    app = opened("trade", metric=["foo", "balance"])
    assert [row[0] for row in cards(app)[0]["rows"]] == ["Balance"]
    assert app.text


def test_exports_and_imports_are_checked_against_turnover() -> None:
    text = " ".join(said(opened("trade")).split())
    assert "15.8 + 20.2 = 36 million dollars: exports and imports add up to the stated turnover of 36" in text


def test_stops_are_filtered_by_kind() -> None:
    app = opened("visit", kind=["culture"])
    (card,) = cards(app)
    assert card["title"] == "Culture: 2 of 6 stops on the visit’s first day"
    assert [row[1] for row in card["rows"]] == ["Culture", "Culture"]


def test_commitments_are_a_table_with_their_words() -> None:
    text = said(opened("visit"))
    for part in ("Offered", "Promised", "Done", "Discussed", "жеке бөлмесі әзірленіп", "Nodir Otajonov"):
        assert part in text


def test_sources_show_span_period_rounding_and_link() -> None:
    app = opened("sources")
    text = " ".join(said(app).split())
    for part in (
        "characters 1451–1474",
        "to 0.1 million dollars, so it could be 15.75–15.85",
        "“ былтыр ” (last year)",
        "900 seats",
        "bcef28c6dba8",
    ):
        assert part in text
    bodies = " ".join(element.proto.body for element in app.get("html"))
    assert bodies.count("#:~:text=") >= 6


def test_the_factory_says_that_it_is_a_rate() -> None:
    (card,) = cards(opened("factory"))
    assert "annual rate given on a tour" in card["caveat"]
    assert "5,500–6,500" in card["alt"]


def test_the_trade_page_says_the_region_s_share_in_the_country() -> None:
    text = " ".join(said(opened("trade")).split())
    assert "1.8%" in text
    assert "1.73–1.88%" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [page.key for page in PAGES])
def test_every_page_speaks_every_language(page: str, language: str) -> None:
    app = opened(page, lang=[language])
    assert not app.exception
    assert Words(language)("site.footer") in said(app)
    for card in cards(app):
        assert card["download"] == Words(language)("card.download")


def test_the_switch_goes_into_the_link_and_stays_on_the_next_page() -> None:
    app = opened("trade")
    app.button_group[0].set_value("kk").run()
    assert app.query_params["lang"] == "kk"
    del app.query_params["lang"]  # as when another page is opened
    app.switch_page("components/pages/factory.py").run()
    assert cards(app)[0]["title"].startswith("Ташкент трактор зауыты жылына 6")
    assert app.query_params["lang"] == "kk"


def test_an_unknown_language_is_a_quiet_note() -> None:
    app = opened("factory", lang=["xx"])
    (note,) = app.text
    assert "xx" in note.value
    assert not app.exception
